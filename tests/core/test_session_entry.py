"""The entry of a session that somebody keeps without the cycle: begun, told of by the resident, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from backbreak.core.cues import Plan
from backbreak.core.dose import RoundState
from backbreak.core.journal import Entry, EntryError, Outcome
from backbreak.core.session_entry import begun, ended, told

AT = datetime(2026, 1, 23, 10, 0, 7, 900_000, UTC)
PLAN = Plan(
    exercise="pelvis-lift",
    units=5,
    seconds=112.0,
    budget_s=120.0,
    cues=(),
    round=RoundState(3, 9, 145),
    first_side=None,
)
BEGUN = begun("01SESSION", PLAN, AT, ZoneInfo("Asia/Kolkata"), "desk-3fa1")


def test_it_begins_as_a_partial_one_by_hand_with_nothing_done() -> None:
    assert Entry(
        id="01SESSION",
        at=AT.replace(microsecond=0),
        utc_offset_min=330,
        device="desk-3fa1",
        outcome=Outcome.PARTIAL,
        round=3,
        exercise="pelvis-lift",
        units=0,
        planned_units=5,
    ) == BEGUN


def test_what_the_resident_tells_wins_and_may_leave_anything_out() -> None:
    prompted = AT.replace(minute=0, microsecond=0)
    resident = replace(BEGUN, prompted=prompted, sat_s=7331, snoozes=1, round=4).as_json()
    for key in ("at", "outcome", "units", "owed_side", "seconds", "feel", "deleted", "v", "device"):
        resident.pop(key)
    known = told(BEGUN, resident)
    assert known == replace(BEGUN, prompted=prompted, sat_s=7331, snoozes=1, round=4)
    assert told(BEGUN, {}) == BEGUN


def test_the_id_is_that_of_the_session_whatever_is_told() -> None:
    assert told(BEGUN, {"id": "another"}).id == "01SESSION"


def test_nonsense_told_is_an_error() -> None:
    with pytest.raises(EntryError):
        told(BEGUN, {"units": "many"})


def test_it_ends_with_what_was_done() -> None:
    end = AT.replace(minute=2)
    done = ended(BEGUN, end, 2, "left", 44.04, completed=False)
    assert done == replace(BEGUN, at=end.replace(microsecond=0), units=2, owed_side="left", seconds=44.0)
    assert ended(BEGUN, end, 5, None, 112.0, completed=True).outcome is Outcome.COMPLETED
