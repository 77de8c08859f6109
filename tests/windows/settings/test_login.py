"""Starting at login where the desktop asks a person first: the window goes on, and shows that it waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from windows.settings.conftest import Open
from windows.slow_portal import SlowPortal

WAITS = "Waiting for the desktop's answer…"


def test_the_switch_waits_for_a_person_and_the_window_does_not(
    open_settings: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    portal = SlowPortal(tmp_path, monkeypatch)
    program = open_settings()
    row, foot = program.window.page.rows["autostart"], program.window.foot
    toggle = program.window.page.control("autostart").parts()[0]
    toggle.click()  # type: ignore[attr-defined]
    assert row.note.accessibleName() == WAITS and not toggle.isEnabled()
    program.change({"rhythm.sitting_limit_min": 45})
    program.window.activated.emit()
    assert foot.told.accessibleName().startswith("Saved") and row.note.accessibleName() == WAITS
    portal.answer(granted=True)
    qtbot.waitUntil(toggle.isEnabled)
    assert toggle.isChecked() and row.note.accessibleName().startswith("On")  # type: ignore[attr-defined]
    program.undo()
    assert row.note.accessibleName() == WAITS
    portal.answer(granted=False)
    qtbot.waitUntil(toggle.isEnabled)
    assert not toggle.isChecked()  # type: ignore[attr-defined]
    program.undo()
    assert program.book.state.settings.rhythm.sitting_limit_min != 45


def test_a_window_that_is_closed_meanwhile_keeps_its_process_until_the_answer_is_kept(
    open_settings: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    portal = SlowPortal(tmp_path, monkeypatch)
    program = open_settings()
    program.switch_login(True)
    over: list[None] = []
    program.over.connect(lambda: over.append(None))
    program.window.close()
    assert not program.window.isVisible() and not over
    portal.answer(granted=True)
    qtbot.waitUntil(lambda: over == [None])
    assert (program._home.places.state / "portal.json").is_file()
