"""Packs beside the article: chosen like its exercises after them, while the numbers stay the article's."""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from core.test_exercise_packs import MINIMAL

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, Limits, choose, round_state
from backbreak.core.journal import Entry, Outcome
from backbreak.core.packs import Around, Pack, read_pack, with_packs
from backbreak.core.report import report
from backbreak.core.settings import DEFAULT

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def pack(name: str = "mine", **numbers: int) -> Pack:
    """A pack with one exercise of three repetitions for each id, of the number given with it."""
    row = tomllib.loads(MINIMAL)["exercise"][0]
    rows = [
        copy.deepcopy(row) | {"id": key.replace("_", "-"), "number": number}
        for key, number in numbers.items()
    ]
    document = {"schema": "backbreak-exercises/1", "article": "Mine", "exercise": rows}
    found, problems = read_pack(document, name, f"{name}.toml", Around({}, ("lunge",)))
    assert found and problems == ()
    return found


@pytest.fixture
def both(catalogue: Catalogue) -> Catalogue:
    return with_packs(catalogue, [pack(wall_sit=7, heel_raise=7, calf=0)])


def sessions(
    catalogue: Catalogue, limits: Limits, count: int, a_day: int = 4
) -> list[tuple[str, int, int, int]]:
    """What is done in so many breaks: exercise, and the round's number, done and total before it."""
    ledger, seen = Ledger(), []
    for nth in range(count):
        at = START + timedelta(days=nth // a_day, minutes=nth % a_day)
        choice = choose(ledger, catalogue, limits, at.date())
        seen.append((choice.exercise_id, choice.round.number, choice.round.done, choice.round.total))
        done = Entry(id=f"{nth:04}", at=at, outcome=Outcome.COMPLETED, exercise=choice.exercise_id,
                     units=choice.units, planned_units=choice.units, round=choice.round.number)  # fmt: skip
        ledger = ledger.add(done)
    return seen


def test_they_take_turns_with_the_articles_and_those_of_one_number_as_one(both: Catalogue) -> None:
    seen = [exercise for exercise, *_ in sessions(both, Limits(), 10)]
    assert seen[6:9] == ["wall-sit", "calf", "opposite-arm-leg"]
    assert "heel-raise" not in seen[:8]


@pytest.mark.parametrize("choice", ["variety", "one-at-a-time"])
def test_a_round_holds_them_too_and_counts_the_articles_units(both: Catalogue, choice: str) -> None:
    seen = sessions(both, Limits(choice=choice), 60)
    first = [one for one in seen if one[1] == 1]
    assert Counter(exercise for exercise, *_ in first)["opposite-arm-leg"] == 6
    assert {"wall-sit", "heel-raise", "calf"} <= {exercise for exercise, *_ in first}
    assert len(first) == 24 + 3
    assert {total for *_, total in seen} == {145}
    assert next(one[1:] for one in seen if one[1] == 2) == (2, 0, 145)
    if choice == "one-at-a-time":
        assert [one[:3] for one in first[24:]] == [
            ("wall-sit", 1, 145), ("heel-raise", 1, 145), ("calf", 1, 145)
        ]  # fmt: skip


def test_whoever_leaves_the_articles_out_has_rounds_of_their_own_exercises(both: Catalogue) -> None:
    article = frozenset(part.id for part in both.parts if not part.pack)
    seen = sessions(both, Limits(exclude=article), 9, a_day=3)
    assert [one[1] for one in seen] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert all(one[2:] == (0, 0) for one in seen)


def test_without_packs_nothing_is_different(catalogue: Catalogue) -> None:
    assert with_packs(catalogue, []) is catalogue
    assert [one[1] for one in sessions(catalogue, Limits(), 25)] == [1] * 24 + [2]


def test_what_was_done_of_a_pack_that_is_gone_counts_for_nothing_else(
    both: Catalogue, catalogue: Catalogue
) -> None:
    done = {"exercise": "wall-sit", "units": 3, "planned_units": 3, "round": 1}
    entries = [Entry(id="a", at=START, outcome=Outcome.COMPLETED, **done)]  # type: ignore[arg-type]
    ledger = Ledger.of(entries)
    assert round_state(ledger, catalogue, Limits()) == round_state(ledger, both, Limits())
    with_it = report(entries, both, DEFAULT, date(2026, 1, 5))
    assert "packs" not in report(entries, catalogue, DEFAULT, date(2026, 1, 5))
    (told,) = with_it["packs"]  # type: ignore[misc]
    assert [(one["id"], one["done"], one["total"]) for one in told["exercises"]] == [
        ("wall-sit", 3, 3), ("heel-raise", 0, 3), ("calf", 0, 3),
    ]  # fmt: skip
