"""Tomorrow as it would be is what the simulator says, in marks and in words, and follows every change."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot
from windows.conftest import NOW
from windows.settings.conftest import Open

from backbreak.core.personas import persona_named
from backbreak.core.settings import parse
from backbreak.core.simulate import simulate
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.settings import preview, saying
from backbreak.windows.settings.preview import Outlook

MONDAY = date(2026, 11, 30)
SUNDAY = date(2026, 11, 29)
CATALOGUE = load_catalogue()
MIDNIGHT = datetime(2026, 11, 30, tzinfo=UTC)


def played(day: date, **tables: object) -> Outlook:
    """The outlook for settings as a file has them."""
    settings, problems = parse(tables)
    assert not problems
    return next(one for one in preview.outlook(day, settings, CATALOGUE) if one is not None)


TABLES = [
    {},
    {"rhythm": {"sitting_limit_min": 45, "natural_break_min": 4}},
    {"session": {"seconds": 300, "place": "standing"}},
]


@pytest.mark.parametrize("tables", TABLES)
def test_it_is_what_the_simulator_says_of_somebody_willing(tables: dict[str, object]) -> None:
    settings, _problems = parse(tables)
    willing = replace(persona_named("willing"), days=range(7))
    came = simulate(1, willing, 0, MONDAY, settings, CATALOGUE)
    shown = played(MONDAY, **tables)
    invited = [(entry.prompted - MIDNIGHT).total_seconds() / 60 for entry in came.entries if entry.prompted]
    assert [one.invited_min for one in shown.breaks] == invited != []
    assert len(shown.breaks) == came.prompts
    assert shown.longest_sitting == timedelta(seconds=came.longest_sitting_s)
    assert (shown.begins_min, shown.ends_min) == (willing.begins_min, willing.ends_min)


def test_somebody_is_there_in_working_hours_away_between_them_and_free_on_other_days() -> None:
    hours = {"monday": ["13:30-18:00", "09:00-12:30"], "tuesday": ["22:00-02:00"]}
    shown = played(MONDAY, hours=hours)
    assert (shown.begins_min, shown.ends_min) == (9 * 60, 18 * 60)
    assert [round(one.invited_min) for one in shown.breaks] == [11 * 60, 15 * 60 + 30, 17 * 60 + 32]
    night = played(MONDAY + timedelta(days=1), hours=hours)
    assert [round(one.invited_min) for one in night.breaks] == [24 * 60]
    assert saying.tomorrow(night, "Tue") == "Tue: 1 break, at 00:00."
    free = played(SUNDAY, hours=hours)
    assert free.breaks == () and saying.assumed(free) == ""
    assert saying.tomorrow(free, "Sun") == "Sun: no working hours, so nobody is invited."
    settings, _problems = parse({"hours": hours})
    assert preview.next_working_day(SUNDAY - timedelta(days=1), settings) == MONDAY
    assert preview.next_working_day(MONDAY, parse({})[0]) == MONDAY + timedelta(days=1)


def test_words_are_few_where_breaks_are_many() -> None:
    assert saying.tomorrow(played(MONDAY), "Mon") == "Mon: 4 breaks, at 11:00, 13:02, 15:04, 17:06."
    many = played(MONDAY, rhythm={"sitting_limit_min": 20})
    told = saying.tomorrow(many, "Mon")
    assert told == f"Mon: {len(many.breaks)} breaks, the first at 09:20, the last at 17:24."
    assert saying.assumed(many).replace("\u00a0", " ") == (
        "If you are at the computer from 09:00 to 17:30 and take every break, you sit for 20 min at most."
    )


def test_no_piece_of_the_busiest_day_there_can_be_takes_long() -> None:
    hours = {"monday": ["00:00-24:00"]}
    settings, _problems = parse({"rhythm": {"sitting_limit_min": 1}, "hours": hours})
    longest, pieces = 0.0, preview.outlook(MONDAY, settings, CATALOGUE)
    while True:
        began = time.process_time()
        piece = [shown for shown in itertools.islice(pieces, 80) if shown is not None]
        longest = max(longest, time.process_time() - began)
        if piece:
            break
    assert len(piece[0].breaks) > 400
    assert longest < 0.05


def test_a_change_shows_in_marks_and_words(open_settings: Open, qtbot: QtBot) -> None:
    program = open_settings("[rhythm]\nsitting_limit_min = 120\n")
    card = program.window.tomorrow
    tomorrow = NOW.date() + timedelta(days=1)
    assert card.line.outlook == played(tomorrow, rhythm={"sitting_limit_min": 120})
    with qtbot.waitSignal(program.previewed):
        program.change({"rhythm.sitting_limit_min": 60.0})
    assert card.line.outlook == played(tomorrow, rhythm={"sitting_limit_min": 60})
    assert ": 8 breaks, at 10:00, 11:02" in card.words.text()
    assert card.line.accessibleDescription() == card.words.text()
    marks = card.line.marks
    assert len(marks) == 8 and list(marks) == sorted(marks)
    assert all(0 < mark < card.line.width() for mark in marks)
