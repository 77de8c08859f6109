"""Something one can do here: each refusal asks less of the place, and some day there is nothing left."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.catalogue import Catalogue, UnknownExercise
from backbreak.core.dose import Choice, DoseError, Ledger, Limits, choose, eligible
from backbreak.core.instead import choose_instead, kit
from backbreak.core.journal import Entry, Outcome

MONDAY = date(2026, 1, 5)
STRETCH = "stand-and-stretch"
PARTS = (
    "opposite-arm-leg", "opposite-arm-leg-prone", "leg-lifts", "pelvis-lift", "hip-flex", "lumbar",
    "obliques",
)  # fmt: skip


def instead(catalogue: Catalogue, refused: str, *tried: str, limits: Limits | None = None) -> str:
    limits = limits or Limits()
    return choose_instead(Ledger(), catalogue, limits, MONDAY, refused, frozenset(tried)).exercise_id


def refusals(catalogue: Catalogue, first: str, limits: Limits, ledger: Ledger | None = None) -> list[str]:
    """Everything offered to somebody who refuses everything."""
    offered, tried, now = list[str](), frozenset[str](), first
    while len(offered) < 99:
        try:
            choice = choose_instead(ledger or Ledger(), catalogue, limits, MONDAY, now, tried)
        except DoseError:
            return offered
        tried, now = tried | {now}, choice.exercise_id
        offered.append(now)
    raise AssertionError(f"no end: {offered}")


def test_what_an_exercise_asks_of_the_place(catalogue: Catalogue) -> None:
    assert {one.id: set(kit(one)) for one in catalogue} == {
        "opposite-arm-leg": {"floor"},
        "opposite-arm-leg-prone": {"floor", "mat"},
        "leg-lifts": {"floor"},
        "pelvis-lift": {"floor", "mat"},
        "hip-flex": set(),
        "lumbar": {"floor"},
        "obliques": {"floor", "sofa"},
        STRETCH: set(),
    }


def test_without_a_sofa_the_floor_alone_then_standing_then_stretching(catalogue: Catalogue) -> None:
    assert instead(catalogue, "obliques") == "opposite-arm-leg"
    assert instead(catalogue, "opposite-arm-leg", "obliques") == "hip-flex"
    assert instead(catalogue, "hip-flex", "obliques", "opposite-arm-leg") == STRETCH


def test_who_refuses_even_stretching_is_offered_what_was_not_yet_tried(catalogue: Catalogue) -> None:
    assert refusals(catalogue, "obliques", Limits()) == [
        "opposite-arm-leg", "hip-flex", STRETCH, "opposite-arm-leg-prone", "leg-lifts", "pelvis-lift",
        "lumbar", STRETCH,
    ]  # fmt: skip


def test_stretching_refused_with_nothing_else_left_is_told_in_words(catalogue: Catalogue) -> None:
    limits = Limits(exclude=frozenset(PARTS))
    with pytest.raises(DoseError, match="nothing to do instead"):
        choose_instead(Ledger(), catalogue, limits, MONDAY, STRETCH)
    assert instead(catalogue, "lumbar", limits=limits) == STRETCH


def test_an_exercise_nobody_has_is_told(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownExercise, match="no exercise 'lumber'"):
        instead(catalogue, "lumber")


def test_the_usual_order_of_choice_holds_among_what_asks_for_less(catalogue: Catalogue) -> None:
    at = datetime(2026, 1, 4, 9, tzinfo=UTC)
    done = Entry(id="1", at=at, outcome=Outcome.COMPLETED, exercise="opposite-arm-leg", units=5,
                 planned_units=5, round=1)  # fmt: skip
    one = choose_instead(Ledger.of([done]), catalogue, Limits(), MONDAY, "pelvis-lift")
    assert one.exercise_id == "leg-lifts" and one.units == 1 and one.round.done == 5


def test_what_may_not_be_done_today_is_not_offered(catalogue: Catalogue) -> None:
    offered = refusals(catalogue, "lumbar", Limits(sofa=False, place="standing", exclude=frozenset()))
    assert set(offered) == {"hip-flex", STRETCH}


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    entries = []
    for nth, part in enumerate(draw(st.lists(st.sampled_from((*PARTS, STRETCH)), max_size=30))):
        units = 0 if part == STRETCH else draw(st.integers(1, 12))
        at = datetime(2026, 1, draw(st.integers(1, 5)), 9, tzinfo=UTC) + timedelta(minutes=nth)
        entries.append(Entry(id=f"{nth:03}", at=at, outcome=Outcome.COMPLETED, exercise=part, units=units,
                             planned_units=units, round=1))  # fmt: skip
    return Ledger.of(entries)


limits_drawn = st.builds(
    Limits,
    seconds=st.sampled_from([60.0, 92.0, 120.0, 240.0]),
    choice=st.sampled_from(["variety", "one-at-a-time"]),
    place=st.sampled_from(["floor", "standing"]),
    sofa=st.booleans(),
    exclude=st.frozensets(st.sampled_from(PARTS), max_size=5),
)


@given(ledger=ledgers(), limits=limits_drawn, first=st.sampled_from((*PARTS, STRETCH)))
def test_refusing_everything_comes_to_an_end_and_nothing_but_stretching_is_offered_twice(
    catalogue: Catalogue, ledger: Ledger, limits: Limits, first: str
) -> None:
    offered = refusals(catalogue, first, limits, ledger)
    may = {one.exercise_id for one in eligible(ledger, catalogue, limits, MONDAY)}
    parts = [one for one in offered if one != STRETCH]
    assert len(set(parts)) == len(parts) and first not in parts
    assert set(parts) == may - {first}
    assert STRETCH in offered or (first == STRETCH and not parts)
    assert offered.count(STRETCH) <= 2


@given(
    ledger=ledgers(),
    limits=limits_drawn,
    refused=st.sampled_from((*PARTS, STRETCH)),
    tried=st.frozensets(st.sampled_from((*PARTS, STRETCH))),
)
def test_what_is_offered_was_not_refused_and_asks_for_less_where_anything_does(
    catalogue: Catalogue, ledger: Ledger, limits: Limits, refused: str, tried: frozenset[str]
) -> None:
    may = list(eligible(ledger, catalogue, limits, MONDAY))
    fresh = [one for one in may if one.exercise_id not in tried | {refused}]
    less = [one for one in fresh if kit(catalogue.get(one.exercise_id)) < kit(catalogue.get(refused))]
    try:
        choice: Choice | None = choose_instead(ledger, catalogue, limits, MONDAY, refused, tried)
    except DoseError:
        choice = None
    if choice is None:
        assert refused == STRETCH and not fresh
        return
    assert choice.exercise_id != refused
    if less:
        assert choice == less[0]
    elif STRETCH not in tried | {refused}:
        assert choice.exercise_id == STRETCH
    elif fresh:
        assert choice == fresh[0]
    else:
        assert choice.exercise_id == STRETCH
    assert may[:1] == [one for one in [choose(ledger, catalogue, limits, MONDAY)] if one.units]
