"""Simulated lives: what each persona can be trusted to do, and that a seed is a life."""

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from backbreak.core.catalogue import Catalogue, parse
from backbreak.core.journal import Entry, Outcome, merge
from backbreak.core.personas import Chance, PersonaError, persona_named, personas
from backbreak.core.settings import Hours, Rhythm, Settings
from backbreak.core.simulate import FIRST_DAY, Simulation, simulate

RESOURCES = Path(__file__).parents[2] / "resources"


@lru_cache
def catalogue() -> Catalogue:
    return parse(tomllib.loads((RESOURCES / "exercises.toml").read_text()))


def life(
    name: str = "willing",
    days: int = 28,
    seed: int = 0,
    start: date = FIRST_DAY,
    settings: Settings = Settings(),  # noqa: B008 - a frozen value
) -> Simulation:
    return simulate(days, persona_named(name), seed, start, settings, catalogue())


def test_the_willing_do_every_break_and_never_sit_longer_than_the_limit() -> None:
    done = life(days=28)
    assert {entry.outcome for entry in done.entries} == {Outcome.COMPLETED}
    assert len(done.entries) == done.prompts == 20 * 4
    assert done.longest_sitting_s == 7200
    assert all(entry.sat_s == 7200 and entry.prompted is not None for entry in done.entries)
    assert done.rounds == 80 // 24


def test_the_first_prompt_comes_after_the_limit_and_its_session_is_played_through() -> None:
    first = life(days=1).entries[0]
    assert first.prompted == datetime.fromisoformat("2026-01-05T11:00:00Z")
    assert first.at == first.prompted + timedelta(seconds=first.seconds)
    assert (first.exercise, first.units, first.round) == ("opposite-arm-leg", 5, 1)


def test_nobody_works_at_the_weekend() -> None:
    assert not life(days=2, start=date(2026, 1, 10)).entries
    assert {entry.at.weekday() for entry in life(days=28).entries} == set(range(5))


def test_a_seed_is_a_life_and_its_ids() -> None:
    assert life("sometimes", seed=7) == life("sometimes", seed=7)
    ids = [{entry.id for entry in life("sometimes", seed=seed).entries} for seed in (7, 8)]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("persona", [persona.name for persona in personas()])
def test_every_persona_leaves_a_journal_as_ours_are(persona: str) -> None:
    done = life(persona, days=56)
    entries = list(done.entries)
    assert merge(entries) == entries
    assert len({entry.id for entry in entries}) == len(entries)
    assert done.prompts >= sum(entry.prompted is not None for entry in entries)
    assert entries == sorted(entries, key=lambda one: one.at)


def outcomes(entries: tuple[Entry, ...]) -> Counter[Outcome]:
    return Counter(entry.outcome for entry in entries)


def test_personas_differ_in_what_they_are_named_for() -> None:
    assert outcomes(life("skipper").entries)[Outcome.SKIPPED] > 40
    assert max(entry.snoozes for entry in life("snoozer").entries) == 3
    assert outcomes(life("deaf").entries).keys() == {Outcome.NATURAL}
    assert {Outcome.COMPLETED, Outcome.NATURAL} <= outcomes(life("restless").entries).keys()
    assert outcomes(life("sometimes", days=56).entries)[Outcome.PARTIAL] > 0
    assert any(entry.at.hour < 4 for entry in life("night-owl").entries)


def test_settings_are_those_of_the_home() -> None:
    hourly = replace(Settings(), rhythm=Rhythm(sitting_limit_min=60))
    assert life(settings=hourly).longest_sitting_s == 3600
    mornings = replace(Settings(), hours=Hours(monday=("09:00-12:00",)))
    assert all(entry.at.hour < 13 and entry.at.weekday() == 0 for entry in life(settings=mornings).entries)
    standing = replace(Settings(), session=replace(Settings().session, place="standing"))
    assert {entry.exercise for entry in life(settings=standing).entries} == {"hip-flex", "stand-and-stretch"}


def test_long_sessions_are_not_taken_for_lost() -> None:
    long = replace(Settings(), session=replace(Settings().session, seconds=900))
    assert outcomes(life(settings=long).entries).keys() == {Outcome.COMPLETED}


def test_chance_stays_below_its_limit_and_meets_every_number() -> None:
    chance = Chance(3)
    assert {chance.below(6) for _ in range(200)} == set(range(6))


def test_an_unknown_persona_is_named_with_those_there_are() -> None:
    with pytest.raises(PersonaError, match="did you mean willing"):
        persona_named("wiling")
