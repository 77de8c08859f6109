"""The desk page while it stands open: what was done or changed meanwhile, and a home that fails it."""

from __future__ import annotations

import pytest

from backbreak.storage.settings import set_value
from backbreak.windows.options import WindowOptions
from backbreak.windows.session.link import Progress

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself


def test_who_comes_back_to_the_page_sees_what_was_done_meanwhile(
    run, windows, places, acknowledged, some_plan, qtbot
) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    page = windows[0].page
    row = page.choices.item(0)
    page.looked_at.emit()
    assert page.choices.item(0) is row
    record = program._home.record(program._home.template(some_plan))
    record.close(Progress(some_plan.units, None, 120.0), True)
    page.looked_at.emit()
    assert page._outlook.offer(some_plan.exercise).done == some_plan.units
    assert page._offer.exercise.id == some_plan.exercise


def test_what_is_left_out_meanwhile_is_left_out(run, windows, places, acknowledged, qtbot) -> None:
    program = run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.start.isEnabled())
    before = windows[0].page._outlook.turn
    set_value(places, "session.exclude", [before])
    windows[0].page.looked_at.emit()
    assert windows[0].page._outlook.turn != before
    assert program._home.plan_alone(WindowOptions()).assignment.plan.exercise != before


def test_a_home_that_cannot_be_written_is_told_on_the_page(run, windows, places, acknowledged, qtbot) -> None:
    places.identity_file.mkdir()
    run(WindowOptions())
    qtbot.waitUntil(lambda: bool(windows) and windows[0].page.note.isVisible())
    assert windows[0].page.note.text()
