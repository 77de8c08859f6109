"""The files behind the window: edited by hand, damaged, everybody's, locked; the journal moved; login."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from windows.conftest import NOW
from windows.settings.conftest import Open, press, written

from backbreak.core.entry import Entry, Outcome
from backbreak.core.settings import FIELDS
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.storage.settings import load
from backbreak.windows.settings import login
from backbreak.windows.settings.control import Control
from backbreak.windows.settings.program import SettingsProgram


def enabled(program: SettingsProgram) -> set[str]:
    """The rows whose setting can be changed."""
    rows = program.window.page.rows
    found = set()
    for name, row in rows.items():
        parts = row.control.parts() if isinstance(row.control, Control) else program.window.page.week.lines
        if any(part.isEnabled() for part in parts):
            found.add(name)
    return found


def snooze(program: SettingsProgram) -> str:
    return program.window.page.control("rhythm.snooze_min").spin.text()  # type: ignore[attr-defined, no-any-return]


def test_an_edit_by_hand_shows_while_the_window_is_open(open_settings: Open, qtbot: QtBot) -> None:
    program = open_settings("[rhythm]\nsnooze_min = 12\n")
    file = program._home.places.settings_file
    file.write_text("[rhythm]\nsnooze_min = 33\n")
    qtbot.waitUntil(lambda: snooze(program) == "33 min")
    fresh = file.with_name("fresh")
    fresh.write_text('[rhythm]\nsnooze_min = 44\n\n[hours]\nmonday = ["08:00-09:00"]\n')
    os.replace(fresh, file)
    qtbot.waitUntil(lambda: snooze(program) == "44 min")
    assert program.window.page.week.lines[0].text() == "08:00-09:00"
    file.unlink()
    qtbot.waitUntil(lambda: snooze(program) == "10 min")
    assert not program.window.foot.undo.isEnabled()  # it was not changed here


def test_what_is_being_typed_or_turned_is_not_overwritten_by_what_comes_from_the_file(
    open_settings: Open, qtbot: QtBot
) -> None:
    program = open_settings("[rhythm]\nsnooze_min = 12\nrepeat_min = 5\n")
    page, file = program.window.page, program._home.places.settings_file
    spin = page.control("rhythm.snooze_min").spin  # type: ignore[attr-defined]
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "4")
    press(page.control("sound.volume").parts()[0], Qt.Key.Key_Left)
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "4")
    file.write_text("[rhythm]\nsnooze_min = 33\nrepeat_min = 7\n")
    qtbot.waitUntil(lambda: page.control("rhythm.repeat_min").spin.text() == "7 min")  # type: ignore[attr-defined]
    QTest.keyClicks(spin, "0")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert snooze(program) == "40 min" and "snooze_min = 40" in written(program)
    page.flush()
    assert "volume = 0.65" in written(program)


def test_a_damaged_file_is_said_with_its_path_changes_nothing_and_recovers(
    open_settings: Open, qtbot: QtBot
) -> None:
    program = open_settings("[rhythm]\nsnooze_min = 12\n")
    file = program._home.places.settings_file
    file.write_text("[rhythm\nsnooze_min = 33\n")
    qtbot.waitUntil(lambda: program.window.note.isVisible())
    assert str(file) in program.window.note.accessibleName()
    assert enabled(program) <= {"autostart"}
    assert not program.window.foot.defaults.isEnabled()
    program.change({"rhythm.snooze_min": 20.0})  # what was typed in this very moment
    assert written(program) == "[rhythm\nsnooze_min = 33\n"
    assert str(file) in program.window.foot.told.accessibleName()
    file.write_text("[rhythm]\nsnooze_min = 33\n")
    qtbot.waitUntil(lambda: snooze(program) == "33 min")
    assert program.window.note.isHidden() and "rhythm.snooze_min" in enabled(program)


def test_what_everybodys_file_says_is_said_to_come_from_there(open_settings: Open, qtbot: QtBot) -> None:
    program = open_settings(
        "[sound]\nvoice = true\n", "[rhythm]\nsnooze_min = 25\n\n[sound]\nvoice = false\n"
    )
    rows, site = program.window.page.rows, program._home.places.site_settings_file
    assert site is not None and snooze(program) == "25 min"
    assert rows["rhythm.snooze_min"].note.accessibleName() == f"Comes from the system-wide file {site}"
    offered = "Restore the default: Voice, Off"  # which is what everybody's file has
    assert rows["sound.voice"].back.accessibleName() == offered
    assert rows["sound.voice"].note.isHidden()  # ours decides
    press(program.window.page.control("rhythm.snooze_min").parts()[0], Qt.Key.Key_Up)
    program.window.page.flush()
    assert rows["rhythm.snooze_min"].note.isHidden()
    rows["rhythm.snooze_min"].back.click()
    assert snooze(program) == "25 min"
    site.write_text("[rhythm]\nsnooze_min = 26\n")
    qtbot.waitUntil(lambda: snooze(program) == "26 min")


def test_what_the_administrator_has_locked_cannot_be_changed_and_says_so(open_settings: Open) -> None:
    site = '[rhythm]\nsnooze_min = 25\n\n[hours]\nmonday = ["09:00-12:00"]\n\n'
    site += '[locked]\nkeys = ["rhythm.snooze_min", "hours.monday"]\n'
    program = open_settings("[rhythm]\nsnooze_min = 12\n", site)
    rows = program.window.page.rows
    assert snooze(program) == "25 min"
    assert "rhythm.snooze_min" not in enabled(program) and "rhythm.repeat_min" in enabled(program)
    assert rows["rhythm.snooze_min"].note.accessibleName().startswith("Set by your administrator in ")
    assert rows["rhythm.snooze_min"].back.isHidden()
    week = program.window.page.week
    assert [line.isEnabled() for line in week.lines] == [False, *[True] * 6] and not week.grid.isEnabled()
    program.change({"rhythm.snooze_min": 20.0})
    assert "locked in" in program.window.foot.told.accessibleName()
    assert "snooze_min = 12" in written(program)


def test_a_file_that_cannot_be_written_is_said_and_the_control_goes_back(
    open_settings: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_settings("[sound]\nvoice = true\n")
    program._home.places.state.rename(program._home.places.state.with_name("away"))
    program._home.places.state.write_text("a file where the folder with the lock would be")
    switch = program.window.page.control("sound.voice").parts()[0]
    press(switch, Qt.Key.Key_Space)
    assert switch.isChecked() and "voice = true" in written(program)  # type: ignore[attr-defined]
    assert str(program._home.places.state) in program.window.foot.told.accessibleName()
    assert not program.window.foot.undo.isEnabled()


def test_the_journal_comes_along_to_another_folder_and_back(open_settings: Open, tmp_path: Path) -> None:
    program = open_settings()
    places: Places = program._home.places
    entry = Entry(id="01JD", at=NOW, device="here", outcome=Outcome.SKIPPED)
    JournalStore(places.journal_dir(), "here", places.journal_lock).append(entry)
    folder = program.window.page.control("journal.folder")
    folder.take(str(tmp_path / "synced"))  # type: ignore[attr-defined]
    assert load(places)[0].journal.folder == str(tmp_path / "synced")
    assert [one.id for one in JournalStore(tmp_path / "synced", "", places.journal_lock).load()] == ["01JD"]
    assert program.window.foot.told.accessibleName() == "Saved: Journal folder"
    folder.take("/proc/nowhere/at/all")  # type: ignore[attr-defined]
    assert "/proc/nowhere" in program.window.foot.told.accessibleName()
    assert folder.line.text() == str(tmp_path / "synced")  # type: ignore[attr-defined]
    program.undo()
    assert load(places)[0].journal.folder == ""
    assert [one.id for one in JournalStore(places.journal_dir(), "", places.journal_lock).load()] == ["01JD"]


def test_starting_at_login_is_switched_read_back_undone_and_refused_in_words(
    open_settings: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = open_settings()
    row = program.window.page.rows["autostart"]
    toggle = program.window.page.control("autostart").parts()[0]
    assert row.note.accessibleName() == "Off: nothing starts backbreak at login."
    toggle.click()  # type: ignore[attr-defined]
    found, said = login.standing(program._home.places)
    assert login.is_on(found) and row.note.accessibleName() == said and toggle.isChecked()  # type: ignore[attr-defined]
    program.undo()
    assert not login.is_on(login.standing(program._home.places)[0])
    assert not toggle.isChecked()  # type: ignore[attr-defined]
    (tmp_path / "xdg" / "autostart").rmdir()
    (tmp_path / "xdg" / "autostart").write_text("a file in the way")
    toggle.click()  # type: ignore[attr-defined]
    assert "autostart" in program.window.foot.told.accessibleName() and not toggle.isChecked()  # type: ignore[attr-defined]


def test_without_any_file_every_row_can_be_changed(open_settings: Open) -> None:
    program = open_settings()
    assert enabled(program) == set(program.window.page.rows)
    assert program.window.note.isHidden()
    assert len(FIELDS) > 30
