"""A choice that is open while the journal changes below it."""

from __future__ import annotations

import pytest
from windows.history.conftest import FIVE, entry

from backbreak.core import amend


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_was_opened_for_an_entry_closes_only_when_that_one_goes(open_history, elsewhere, qtbot) -> None:
    program = open_history(FIVE)
    program.window.turn_to(1)
    program.window.entries.choose(program.window.entries.rows.row_of("01JD0003"))
    editor = program.window.entries.editor
    editor.feel.showPopup()
    qtbot.waitUntil(editor.feel.view().isVisible)
    elsewhere.append(entry(8))
    program.read()
    assert editor.feel.view().isVisible() and program.window.entries.entry.id == "01JD0003"
    elsewhere.append(amend.deleted(elsewhere.find("01JD0003")))
    program.read()
    assert program.window.entries.entry.id != "01JD0003"
    qtbot.waitUntil(lambda: not editor.feel.view().isVisible())
