"""Makes the control of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backbreak.core.settings import find_field
from backbreak.windows.alone import Home
from backbreak.windows.settings import saying
from backbreak.windows.settings.control import Control
from backbreak.windows.settings.groups import By, Row, choice
from backbreak.windows.settings.line import Folder
from backbreak.windows.settings.listed import Exercises, Language
from backbreak.windows.settings.number import Number, Step, by_minutes
from backbreak.windows.settings.pills import Pills
from backbreak.windows.settings.slide import Slide
from backbreak.windows.settings.switch import Switch
from backbreak.windows.settings.volume import Volume


@dataclass(frozen=True, slots=True)
class Makings:
    """What controls need besides their settings: the exercises' names by id, and the journal's folders."""

    exercises: Callable[[], Mapping[str, str]]
    """Asked for whenever controls are made: in the language in use by then."""
    usual_journal: str
    present_journal: Callable[[], str]


def make(row: Row, makings: Makings) -> Control:
    """Give the control for a row; the week has one of its own kind."""
    match row.by:
        case By.SWITCH:
            return Switch()
        case By.MINUTES:
            return _number(row, saying.unit_of_minutes(), by_minutes)
        case By.SECONDS:
            return _number(row, saying.unit_of_seconds(), lambda _value: 30.0)
        case By.TIMES:
            return _number(row, ("", ""), lambda _value: 1.0)
        case By.CHOICE:
            field = find_field(row.name)
            assert field is not None
            return Pills({value: choice(row.name, value) for value in field.choices})
        case By.TEMPO:
            return _slide(row, 0.05, saying.tempo)
        case By.VOLUME:
            field = find_field(row.name)
            assert field is not None
            return Volume(field)
        case By.EXERCISES:
            return Exercises(makings.exercises())
        case By.LANGUAGE:
            return Language()
        case By.FOLDER:
            return Folder(makings.usual_journal, makings.present_journal)
        case By.LOGIN:
            return Switch()
    raise ValueError(row.by)


def _number(row: Row, unit: tuple[str, str], step: Step) -> Number:
    field = find_field(row.name)
    assert field is not None
    return Number(field, unit, step, saying.least_values().get(row.name, ""))


def _slide(row: Row, step: float, told: Callable[[float], str]) -> Slide:
    field = find_field(row.name)
    assert field is not None
    return Slide(field, step, told)


def makings_of(home: Home) -> Makings:
    """What a home has of it."""
    places = home.places
    return Makings(
        lambda: {exercise.id: exercise.name for exercise in home.catalogue.parts},
        str(places.journal_dir()),
        lambda: str(places.journal_dir(home.settings.journal.folder)),
    )
