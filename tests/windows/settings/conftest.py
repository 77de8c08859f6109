"""A home with a fleet's folder above it, and the settings' window on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import load
from backbreak.windows import roles
from backbreak.windows.alone import Home
from backbreak.windows.settings.making import makings_of
from backbreak.windows.settings.program import SettingsProgram
from backbreak.windows.settings.window import SettingsWindow

Open = Callable[..., SettingsProgram]


def settle() -> None:
    """Words, then heights, then places."""
    for _round in range(6):
        QApplication.processEvents()


def press(part: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key on a part that gets the keyboard first, and leave it there."""
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(part, key, modifier)


def written(program: SettingsProgram) -> str:
    """The user's file, "" where there is none."""
    file = program._home.places.settings_file
    return file.read_text() if file.exists() else ""


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    made = replace(places_for(tmp_path / "home"), site=tmp_path / "site")
    made.ensure()
    (tmp_path / "site").mkdir()
    return made


@pytest.fixture
def open_settings(places: Places, qtbot: QtBot) -> Iterator[Open]:
    """Open the window on a home whose files hold these texts."""
    roles.install()
    opened: list[SettingsProgram] = []

    def open_(text: str = "", site: str = "") -> SettingsProgram:
        for file, content in ((places.settings_file, text), (places.site_settings_file, site)):
            if content:
                assert file is not None
                file.write_text(content)
        home = Home(places, load(places)[0])
        window = SettingsWindow(makings_of(home), "light")
        qtbot.addWidget(window)
        program = SettingsProgram(home, window)
        opened.append(program)
        with qtbot.waitSignal(program.previewed):
            program.start()
        settle()
        return program

    yield open_
    for program in opened:
        program.window.close()
