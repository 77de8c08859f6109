"""The small window that says another one has failed: what and where, and a report for whoever mends it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from backbreak.windows.failure.window import FailureWindow
from backbreak.windows.panel import wording
from backbreak.windows.panel.details import Details
from backbreak.windows.panel.status import read_why

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

WHAT = "KeyError in windows/panel/status.py, line 88"


@pytest.fixture
def window(qtbot, tmp_path: Path) -> FailureWindow:
    made = FailureWindow(WHAT, tmp_path / "state" / "backbreak.log", tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def button(window: FailureWindow, name: str) -> QAbstractButton:
    return next(one for one in window.findChildren(QAbstractButton) if one.accessibleName() == name)


def test_it_says_what_happened_and_where_the_log_is(window: FailureWindow, tmp_path: Path) -> None:
    words = " ".join(one.text() for one in window.findChildren(QLabel))
    assert WHAT in words and str(tmp_path / "state" / "backbreak.log") in words
    for one in window.findChildren(QLabel):
        assert one.heightForWidth(one.width()) <= one.height() or not one.wordWrap()


def test_the_report_is_copied_with_the_failure_before_it(window: FailureWindow, qtbot) -> None:
    qtbot.mouseClick(button(window, "Copy for a bug report"), Qt.MouseButton.LeftButton)
    assert window.note.text() == "Examining this desktop…"
    qtbot.waitUntil(lambda: window.note.text().startswith("Copied"))
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"{WHAT}\n\nbackbreak ")
    assert "settings             none changed" in copied
    qtbot.mouseClick(button(window, "Close"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_the_panel_says_what_went_wrong_in_this_run(qtbot) -> None:
    details = Details()
    qtbot.addWidget(details)
    at = wording.Clock(UTC, datetime(2026, 1, 5, 10, tzinfo=UTC))
    document = {"reason": {"text": "Next break at 11:00"}, "failure": {"text": f"An error: {WHAT}."}}
    details.show_why(read_why(document), at)
    assert f"An error: {WHAT}." in details.text
    details.show_why(read_why({**document, "failure": None}), at)
    assert WHAT not in details.text
