"""Shares, rounds and the choice: the article's whole prescription, spread over short sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from backbreak.core.catalogue import Catalogue, UnknownExercise
from backbreak.core.dose import (
    DoseError,
    Ledger,
    Limits,
    RoundState,
    capacity,
    choose,
    choose_explicit,
    least_seconds,
    limits_of,
    round_state,
    share,
)
from backbreak.core.journal import Entry, Outcome
from backbreak.core.settings import Settings

MONDAY = date(2026, 1, 5)
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
DEFAULT = Limits()
NO_OBLIQUES = Limits(sofa=False)


def entry(nth: int, exercise: str, units: int, number: int | None = 1, day: int = 0, **more: object) -> Entry:
    """The nth entry of a day."""
    at = NINE + timedelta(days=day, minutes=10 * nth)
    values: dict[str, object] = {"outcome": Outcome.COMPLETED, "planned_units": units, **more}
    return Entry(id=f"{day:03}-{nth:03}", at=at, exercise=exercise, units=units, round=number, **values)  # type: ignore[arg-type]


def shares(catalogue: Catalogue, exercise_id: str, limits: Limits) -> list[int]:
    """The shares of one undisturbed round."""
    part, done, taken = catalogue.get(exercise_id), 0, []
    while done < part.total_units and (units := share(part, limits, done)):
        done += units
        taken.append(units)
    return taken


def test_the_shares_of_two_minutes_are_the_articles_series_evenly_spread(catalogue: Catalogue) -> None:
    assert {part.id: shares(catalogue, part.id, DEFAULT) for part in catalogue.parts} == {
        "opposite-arm-leg": [5, 5, 5, 5, 5, 5],
        "opposite-arm-leg-prone": [6, 6, 6, 6, 6],
        "leg-lifts": [1, 1, 1],
        "pelvis-lift": [5, 5],
        "hip-flex": [5, 5],
        "lumbar": [16, 16],
        "obliques": [8, 8, 7, 7],
    }


@pytest.mark.parametrize(("seconds", "sessions"), [(92, 31), (120, 24), (150, 20), (180, 17), (240, 11)])
@pytest.mark.parametrize("order", ["variety", "one-at-a-time"])
def test_a_round_takes_as_many_sessions_as_promised_in_either_order(
    catalogue: Catalogue, seconds: float, sessions: int, order: str
) -> None:
    limits, ledger, taken = Limits(seconds=seconds, choice=order), Ledger(), []
    days = (MONDAY + timedelta(days=nth) for nth in range(99))
    while (choice := choose(ledger, catalogue, limits, next(days))).round.number == 1:
        assert choice.units >= 1
        assert choice.round.done == sum(units for _, units in taken)
        taken.append((choice.exercise_id, choice.units))
        ledger = ledger.add(entry(0, choice.exercise_id, choice.units, 1, day=len(taken)))
    assert len(taken) == sessions
    assert choice.round == RoundState(2, 0, 145)


def test_one_at_a_time_goes_through_the_article_in_its_order(catalogue: Catalogue) -> None:
    limits = Limits(choice="one-at-a-time")
    first = choose(Ledger(), catalogue, limits, MONDAY)
    assert (first.exercise_id, first.units, first.done_before) == ("opposite-arm-leg", 5, 0)
    begun = Ledger.of([entry(0, "hip-flex", 5)])
    assert choose(begun, catalogue, limits, MONDAY).exercise_id == "hip-flex"
    both = Ledger.of([entry(0, "hip-flex", 5), entry(1, "leg-lifts", 1)])
    assert choose(both, catalogue, limits, MONDAY).exercise_id == "leg-lifts"


def test_variety_takes_the_exercise_done_longest_ago_and_of_number_six_the_part_less_complete(
    catalogue: Catalogue,
) -> None:
    ledger, seen = Ledger(), []
    for nth in range(12):
        choice = choose(ledger, catalogue, DEFAULT, MONDAY)
        seen.append(choice.exercise_id)
        ledger = ledger.add(entry(nth, choice.exercise_id, choice.units))
    once = ["opposite-arm-leg", "opposite-arm-leg-prone", "leg-lifts", "pelvis-lift", "hip-flex"]
    assert seen == [*once, "lumbar", *once, "obliques"]


def test_a_part_done_today_waits_for_tomorrow_even_in_a_new_round(catalogue: Catalogue) -> None:
    limits = Limits(place="standing")
    done = Ledger.of([entry(0, "hip-flex", 5), entry(1, "hip-flex", 5)])
    today = choose(done, catalogue, limits, MONDAY)
    assert (today.exercise_id, today.units) == ("stand-and-stretch", 0)
    assert today.round == RoundState(2, 0, 10)
    tomorrow = choose(done, catalogue, limits, MONDAY + timedelta(days=1))
    assert (tomorrow.exercise_id, tomorrow.units, tomorrow.round.number) == ("hip-flex", 5, 2)


def test_a_share_never_takes_more_than_the_days_dose_still_allows(catalogue: Catalogue) -> None:
    limits = Limits(place="standing", seconds=240)
    ledger = Ledger.of([entry(0, "hip-flex", 4, 1, day=-1), entry(0, "hip-flex", 6, 1)])
    choice = choose(ledger, catalogue, limits, MONDAY)
    assert (choice.units, choice.done_before, choice.round.number) == (4, 0, 2)


def test_the_day_of_an_entry_is_the_one_its_wall_clock_showed(catalogue: Catalogue) -> None:
    late = replace(entry(0, "hip-flex", 10), at=datetime(2026, 1, 5, 23, 30, tzinfo=UTC), utc_offset_min=60)
    ledger = Ledger.of([late])
    assert ledger.done_on(MONDAY, "hip-flex") == 0
    assert ledger.done_on(MONDAY + timedelta(days=1), "hip-flex") == 10


@pytest.mark.parametrize(
    ("limits", "allowed", "total"),
    [
        (DEFAULT, 7, 145),
        (Limits(place="standing"), 1, 10),
        (NO_OBLIQUES, 6, 115),
        (Limits(exclude=frozenset({"lumbar", "leg-lifts", "no-such"})), 5, 110),
        (Limits(seconds=91), 6, 142),
        (Limits(seconds=30), 4, 82),
    ],
)
def test_the_round_asks_for_what_is_allowed_and_fits(
    catalogue: Catalogue, limits: Limits, allowed: int, total: int
) -> None:
    assert round_state(Ledger(), catalogue, limits) == RoundState(1, 0, total)
    fits = [part for part in catalogue.parts if capacity(part, limits, 0, 1)]
    assert len(fits) >= allowed


def test_with_nothing_allowed_there_is_still_stand_and_stretch(catalogue: Catalogue) -> None:
    choice = choose(Ledger(), catalogue, Limits(exclude=frozenset(catalogue.ids)), MONDAY)
    assert (choice.exercise_id, choice.units, choice.round) == ("stand-and-stretch", 0, RoundState(1, 0, 0))


def test_a_higher_round_starts_empty_a_lower_one_is_history_and_none_counts_for_the_current() -> None:
    ledger = Ledger.of(
        [
            entry(0, "hip-flex", 5, 1),
            entry(1, "lumbar", 16, 3),
            entry(2, "hip-flex", 5, 2),
            entry(3, "lumbar", 8, None),
            entry(4, "stand-and-stretch", 0, 3),
        ]
    )
    assert (ledger.round, ledger.done("lumbar"), ledger.done("hip-flex")) == (3, 24, 0)
    assert ledger.done_on(MONDAY, "hip-flex") == 10


def test_a_part_allowed_again_owes_only_the_round_it_comes_back_in(catalogue: Catalogue) -> None:
    ledger, day, limits = Ledger(), 0, Limits(exclude=frozenset({"opposite-arm-leg"}))
    while ledger.round < 4:
        choice = choose(ledger, catalogue, limits, MONDAY + timedelta(days=day))
        ledger = ledger.add(entry(0, choice.exercise_id, choice.units, choice.round.number, day=day))
        day += 1
    owed = 0
    while (choice := choose(ledger, catalogue, DEFAULT, MONDAY + timedelta(days=day))).round.number == 4:
        owed += choice.exercise_id == "opposite-arm-leg"
        ledger = ledger.add(entry(0, choice.exercise_id, choice.units, 4, day=day))
        day += 1
    assert owed == 6


def test_an_explicit_exercise_ignores_the_days_dose_exclusion_and_place(catalogue: Catalogue) -> None:
    limits = Limits(place="standing", exclude=frozenset({"pelvis-lift"}))
    ledger = Ledger.of([entry(0, "pelvis-lift", 5)])
    choice = choose_explicit(ledger, catalogue, limits, "pelvis-lift")
    assert (choice.units, choice.done_before, choice.round) == (5, 5, RoundState(1, 0, 10))


def test_an_explicit_exercise_whose_dose_is_done_starts_from_nothing_and_counts_for_nothing(
    catalogue: Catalogue,
) -> None:
    ledger = Ledger.of([entry(0, "pelvis-lift", 5), entry(1, "pelvis-lift", 5)])
    choice = choose_explicit(ledger, catalogue, DEFAULT, "pelvis-lift")
    assert (choice.units, choice.done_before, choice.round.done) == (5, 0, 10)
    again = ledger.add(entry(2, "pelvis-lift", 5))
    assert round_state(again, catalogue, DEFAULT).done == 10


def test_units_asked_for_are_given_or_the_answer_says_how_many_fit(catalogue: Catalogue) -> None:
    assert choose_explicit(Ledger(), catalogue, DEFAULT, "hip-flex", 7).units == 7
    with pytest.raises(DoseError, match="9 units of hip-flex do not fit 120 s; 1 to 8 do"):
        choose_explicit(Ledger(), catalogue, DEFAULT, "hip-flex", 9)
    with pytest.raises(DoseError, match="1 to 8 do"):
        choose_explicit(Ledger(), catalogue, DEFAULT, "hip-flex", 0)
    with pytest.raises(DoseError, match="has no units"):
        choose_explicit(Ledger(), catalogue, DEFAULT, "stand-and-stretch", 3)
    assert choose_explicit(Ledger(), catalogue, DEFAULT, "stand-and-stretch").units == 0


def test_a_budget_too_short_for_one_unit_names_the_least_that_would_do(catalogue: Catalogue) -> None:
    with pytest.raises(DoseError, match="leg-lifts does not fit 91 s; give it 92 s or more"):
        choose_explicit(Ledger(), catalogue, Limits(seconds=91), "leg-lifts")
    assert least_seconds(catalogue.get("leg-lifts"), DEFAULT) == 92
    with pytest.raises(UnknownExercise):
        choose_explicit(Ledger(), catalogue, DEFAULT, "plank")


def test_the_side_owed_is_the_one_of_the_newest_entry_of_that_exercise(catalogue: Catalogue) -> None:
    behind = entry(0, "obliques", 2, owed_side="left", outcome=Outcome.PARTIAL)
    assert choose_explicit(Ledger.of([behind]), catalogue, DEFAULT, "obliques").owed_side == "left"
    settled = Ledger.of([behind, entry(1, "hip-flex", 5), entry(2, "obliques", 8)])
    assert choose_explicit(settled, catalogue, DEFAULT, "obliques").owed_side is None
    odd = Ledger.of([entry(0, "lumbar", 2, owed_side="left")])
    assert choose_explicit(odd, catalogue, DEFAULT, "lumbar").owed_side is None


def test_tempo_stretches_movements_and_leaves_holds_and_rests(catalogue: Catalogue) -> None:
    assert capacity(catalogue.get("opposite-arm-leg"), Limits(tempo=0.5), 0, 30) == 8  # 13 s a pair
    assert capacity(catalogue.get("opposite-arm-leg"), Limits(tempo=2), 0, 30) == 3  # 28 s a pair


def test_the_limits_are_the_settings() -> None:
    assert limits_of(Settings()) == DEFAULT
