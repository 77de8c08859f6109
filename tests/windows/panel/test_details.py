"""What the panel tells under why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from windows.panel.at_the_door import opened


def test_the_details_have_a_report_for_a_bug_that_begins_with_what_went_wrong(
    home_resident, program, qtbot
) -> None:
    wrong = "An error nobody foresaw: KeyError."
    home_resident.answers["why"] = lambda args: {"reason": {"text": "Because"}, "failure": {"text": wrong}}
    page = opened(program, qtbot).window.page
    assert not page.details.copy.isVisible()
    page.open_details(True)
    qtbot.waitUntil(lambda: wrong in page.details.text)
    qtbot.mouseClick(page.details.copy, Qt.MouseButton.LeftButton)
    assert page.details.note.text() == "Examining this desktop…"
    qtbot.waitUntil(lambda: page.details.note.text().startswith("Copied"))
    assert QGuiApplication.clipboard().text().startswith(f"{wrong}\n\nbackbreak ")


def test_a_journal_that_is_away_is_told_of(home_resident, program, qtbot) -> None:
    away = "The journal's folder is gone."
    home_resident.answers["why"] = lambda args: {"reason": {"text": "Because"}, "journal": {"text": away}}
    page = opened(program, qtbot).window.page
    page.open_details(True)
    qtbot.waitUntil(lambda: page.details.text.startswith(f"Because. {away} "))
