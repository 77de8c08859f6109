"""What holds of the dose for every budget, tempo, way of choosing and history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, Limits, capacity, choose, round_state, share
from backbreak.core.journal import Entry, Outcome
from backbreak.core.timing import pace, to_ms

MONDAY = date(2026, 1, 5)
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
ARMS = ("opposite-arm-leg", "opposite-arm-leg-prone")
PARTS = (*ARMS, "leg-lifts", "pelvis-lift", "hip-flex", "lumbar", "obliques")

tempos = st.floats(0.5, 3, allow_nan=False)
budgets = st.floats(30, 900, allow_nan=False)
limits_ = st.builds(
    Limits,
    seconds=st.sampled_from([92.0, 120.0, 150.0, 180.0, 240.0]) | budgets,
    tempo=st.just(1.0) | tempos,
    choice=st.sampled_from(["variety", "one-at-a-time"]),
    place=st.sampled_from(["floor", "standing"]),
    sofa=st.booleans(),
    exclude=st.frozensets(st.sampled_from(PARTS), max_size=4),
)
histories = st.lists(
    st.tuples(
        st.sampled_from((*PARTS, "stand-and-stretch", "somebody-elses")),
        st.integers(0, 20),
        st.none() | st.integers(1, 4),
        st.integers(0, 3),
        st.sampled_from(list(Outcome)),
    ),
    max_size=30,
)


def entries_of(history: list[tuple[str, int, int | None, int, Outcome]]) -> list[Entry]:
    """Entries a few hours apart over some days."""
    return [
        Entry(
            id=f"{nth:04}", at=NINE + timedelta(hours=nth * 3 + skew), outcome=outcome,
            exercise=exercise, units=units, planned_units=units, round=number,
        )
        for nth, (exercise, units, number, skew, outcome) in enumerate(history)
    ]  # fmt: skip


@given(st.sampled_from(PARTS), budgets, tempos)
def test_the_shares_of_an_undisturbed_round_sum_to_the_dose_and_differ_by_one_at_most(
    catalogue: Catalogue, exercise_id: str, seconds: float, tempo: float
) -> None:
    part, limits = catalogue.get(exercise_id), Limits(seconds=seconds, tempo=tempo)
    taken: list[int] = []
    while capacity(part, limits, 0, 1) and sum(taken) < part.total_units:
        taken.append(share(part, limits, sum(taken)))
        assert taken[-1] >= 1
        assert pace(part, tempo).whole_ms(taken[-1], sum(taken[:-1])) <= to_ms(seconds)
    assert sum(taken) in (0, part.total_units)
    if taken and not part.rest_s:  # where a rest falls changes what fits, so those may differ by more
        assert max(taken) - min(taken) <= 1


@given(limits_, histories, st.integers(0, 6))
def test_a_choice_is_allowed_fits_the_budget_and_the_day_and_is_always_the_same(
    catalogue: Catalogue, limits: Limits, history: list[tuple[str, int, int | None, int, Outcome]], days: int
) -> None:
    entries, today = entries_of(history), MONDAY + timedelta(days=days)
    ledger = Ledger.of(entries)
    choice = choose(ledger, catalogue, limits, today)
    assert choice == choose(Ledger.of(reversed(entries)), catalogue, limits, today)
    assert choice.round == round_state(ledger, catalogue, limits)
    assert 0 <= choice.round.done <= choice.round.total
    if choice.exercise_id == "stand-and-stretch":
        assert choice.units == 0
        return
    part = catalogue.get(choice.exercise_id)
    assert part.id not in limits.exclude
    assert limits.place == "floor" or part.space == "standing"
    assert limits.sofa or "sofa" not in part.equipment
    assert 1 <= choice.units <= part.total_units - choice.done_before
    assert pace(part, limits.tempo).whole_ms(choice.units, choice.done_before) <= to_ms(limits.seconds)
    assert ledger.done_on(today, part.id) + choice.units <= part.total_units


@given(limits_, st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_nothing_of_the_next_round_comes_before_all_of_this_one(
    catalogue: Catalogue, limits: Limits, left_undone: list[int]
) -> None:
    ledger, done = Ledger(), dict.fromkeys(PARTS, 0)
    for nth, undone in enumerate(left_undone):
        day = nth // 5
        choice = choose(ledger, catalogue, limits, MONDAY + timedelta(days=day))
        if choice.exercise_id == "stand-and-stretch":
            continue
        if choice.round.number > ledger.round:
            allowed = round_state(Ledger(), catalogue, limits).total
            assert sum(done.values()) == allowed
            done = dict.fromkeys(PARTS, 0)
        units = max(1, choice.units - undone)
        assert choice.done_before == done[choice.exercise_id]
        done[choice.exercise_id] += units
        at = NINE + timedelta(days=day, minutes=nth)
        ledger = ledger.add(
            Entry(id=f"{nth:03}", at=at, outcome=Outcome.PARTIAL, exercise=choice.exercise_id, units=units,
                  planned_units=choice.units, round=choice.round.number)
        )  # fmt: skip


@given(histories)
def test_adding_entries_one_by_one_is_folding_them_all(
    history: list[tuple[str, int, int | None, int, Outcome]],
) -> None:
    entries = sorted(entries_of(history), key=lambda one: (one.at, one.id))
    ledger = Ledger()
    for one in entries:
        before = (ledger, hash(ledger), ledger.done_on(one.day, one.exercise or ""))
        grown = ledger.add(one)
        assert before == (ledger, hash(ledger), ledger.done_on(one.day, one.exercise or ""))
        ledger = grown
    assert ledger == Ledger.of(entries)


def test_ten_years_of_entries_are_1250_rounds(catalogue: Catalogue) -> None:
    entries = [
        Entry(id=f"{nth:06}", at=NINE + timedelta(hours=3 * nth), outcome=Outcome.COMPLETED,
              exercise=PARTS[nth % 7], units=5, planned_units=5, round=nth // 24 + 1)
        for nth in range(30_000)
    ]  # fmt: skip
    ledger = Ledger.of(entries)
    choose(ledger, catalogue, Limits(), MONDAY)
    assert ledger.round == 1250
