"""Every change is taken back step by step, and defaults are restored, one or all."""

from __future__ import annotations

import tomllib

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from windows.settings.conftest import Open, press, settle, written
from windows.settings.reading import shown, told

from backbreak.core.settings import DEFAULT
from backbreak.storage.settings import load


def test_every_change_is_undone_step_by_step_to_what_the_file_said_before(open_settings: Open) -> None:
    text = "[sound]\nvoice = true # said\n\n[rhythm]\nsnooze_min = 12\n"
    program = open_settings(text)
    page, foot = program.window.page, program.window.foot
    press(page.control("sound.voice").parts()[0], Qt.Key.Key_Space)
    press(page.control("sound.cues").parts()[0], Qt.Key.Key_Space)
    page.rows["rhythm.snooze_min"].back.click()
    assert tomllib.loads(written(program)) == {"sound": {"voice": False, "cues": False}, "rhythm": {}}
    assert shown(program, "rhythm.snooze_min") == "10 min"
    foot.undo.click()
    assert told(program, "rhythm.snooze_min") == 12
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told(program, "sound.cues") is None and shown(program, "sound.cues") is True
    assert foot.told.accessibleName() == "Undone: Tones"
    program.undo()
    assert tomllib.loads(written(program)) == tomllib.loads(text)
    assert "# said" in written(program)
    assert not foot.undo.isEnabled()


def test_taking_back_is_the_windows_wherever_the_keyboard_is_but_for_what_is_being_typed(
    open_settings: Open,
) -> None:
    program = open_settings()
    spin, line = (
        program.window.page.control("rhythm.snooze_min").parts()[0],
        program.window.page.week.lines[0],
    )
    press(spin, Qt.Key.Key_Up)
    program.window.page.flush()
    assert told(program, "rhythm.snooze_min") == 15
    QTest.keyClick(spin, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told(program, "rhythm.snooze_min") is None
    line.setFocus()
    QTest.keyClicks(line, "09:00-10:00")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() != "09:00-10:00" and told(program, "hours.monday") is None
    line.setText("")
    QTest.keyClicks(line, "09:00-10:00")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told(program, "hours.monday") is None and line.text() == ""


def test_all_defaults_are_restored_at_once_and_that_is_one_step_back(open_settings: Open) -> None:
    text = '# kept\n[rhythm]\nsnooze_min = 12\n\n[hours]\nmonday = ["09:00-12:00"]\n\n[else]\nwhere = 1\n'
    program = open_settings(text)
    program.window.foot.defaults.click()
    settle()
    assert load(program._home.places)[0] == DEFAULT
    assert "# kept" in written(program) and "where = 1" in written(program)
    assert program.window.foot.told.accessibleName() == "Back to the default: 2 settings"
    assert not program.window.foot.defaults.isEnabled()
    program.undo()
    assert tomllib.loads(written(program)) == tomllib.loads(text)


def test_the_way_back_is_offered_where_the_file_says_something_and_names_the_default(
    open_settings: Open,
) -> None:
    program = open_settings("[rhythm]\nsnooze_min = 12\n")
    rows = program.window.page.rows
    offered = [name for name, row in rows.items() if row.back.isVisibleTo(program.window)]
    assert offered == ["rhythm.snooze_min"]
    assert rows["rhythm.snooze_min"].back.accessibleName() == "Restore the default: Snooze, 10 min"
