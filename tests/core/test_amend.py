"""Corrections of an entry: each is the same break with the next revision, and nothing else of it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backbreak.core import amend
from backbreak.core.entry import Entry, Feel, Outcome
from backbreak.core.journal import merge

DONE = Entry(
    id="one",
    at=datetime(2026, 11, 23, 10, tzinfo=UTC),
    device="desk",
    outcome=Outcome.COMPLETED,
    round=1,
    exercise="pelvis-lift",
    units=5,
    planned_units=5,
)
SKIPPED = replace(DONE, outcome=Outcome.SKIPPED, round=None, exercise=None, units=None, planned_units=None)


def test_fewer_units_make_a_completed_break_a_partial_one() -> None:
    corrected = amend.fewer(DONE, 3)
    assert corrected == replace(DONE, rev=1, units=3, outcome=Outcome.PARTIAL)
    assert merge([DONE, corrected]) == [corrected]


@pytest.mark.parametrize(("entry", "units"), [(DONE, 5), (DONE, 6), (DONE, 0), (DONE, -1), (SKIPPED, 1)])
def test_neither_more_nor_nothing_can_be_said_by_fewer(entry: Entry, units: int) -> None:
    with pytest.raises(ValueError, match="cannot be corrected"):
        amend.fewer(entry, units)


def test_only_what_was_done_can_have_felt_like_something() -> None:
    assert amend.can_have_a_feel(DONE) and not amend.can_have_a_feel(SKIPPED)
    felt = amend.felt(DONE, Feel.BETTER)
    assert (felt.feel, felt.rev) == (Feel.BETTER, 1)
    assert amend.felt(felt, None) == replace(DONE, rev=2)


def test_what_was_deleted_comes_back_as_it_was() -> None:
    deleted = amend.deleted(DONE)
    assert merge([DONE, deleted]) == []
    again = amend.as_before(deleted, DONE)
    assert merge([DONE, deleted, again]) == [replace(DONE, rev=2)]
