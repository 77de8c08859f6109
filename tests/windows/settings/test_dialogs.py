"""A question that is open while everything around it changes: its answer is heard all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from windows.session.test_longer_words import Lengthened
from windows.settings.conftest import Open, settle, written

from backbreak import words
from backbreak.windows.settings.line import Folder


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_folder_is_chosen_although_the_language_changes_meanwhile(
    open_settings: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    program = open_settings()
    wanted = tmp_path / "synced"
    wanted.mkdir()
    asked = program.window.page.control("journal.folder")
    assert isinstance(asked, Folder)

    def change_and_answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        try:
            words.speak(Lengthened(), "xx")
            QApplication.sendEvent(program.window, QEvent(QEvent.Type.LanguageChange))
            settle()
            field = dialog.findChild(QLineEdit)
            assert isinstance(field, QLineEdit)
            field.setText(str(wanted))
        finally:
            dialog.accept()

    try:
        QTimer.singleShot(0, change_and_answer)
        with qtbot.waitSignal(program.window.rebuilt):
            asked.choose.click()
        settle()
        assert f'folder = "{wanted}"' in written(program)
        assert program.window.page.rows["sound.voice"].row.label != "Voice"
    finally:
        words.speak(None)
