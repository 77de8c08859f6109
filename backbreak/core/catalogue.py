"""The catalogue: the article's seven parts in its order, those of packs, and stand-and-stretch.

`storage.catalogue` reads the file and hands the parsed document here; every other module asks this value
what an exercise is, how long its phases last, and what to say about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backbreak.core.catalogue_reader import read_exercise
from backbreak.core.errors import BackbreakError, Message
from backbreak.core.exercise import STAND_AND_STRETCH, Exercise, Side, Sides, Space, other_side
from backbreak.core.located import Table, suggestion

__all__ = [
    "STAND_AND_STRETCH",
    "Catalogue",
    "CatalogueError",
    "Exercise",
    "Side",
    "Sides",
    "Space",
    "UnknownExercise",
    "exercise_json",
    "other_side",
    "parse",
]

SCHEMA = "backbreak-exercises/1"


class CatalogueError(BackbreakError):
    """A catalogue that cannot be used: file, exercise and key are in the message."""


class UnknownExercise(CatalogueError):  # noqa: N818 - it reads better at the call
    """An id no exercise has; the message names those there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All exercises in the article's order, then those of packs, stand-and-stretch last."""

    exercises: tuple[Exercise, ...]
    poses: Mapping[str, object] = field(default_factory=dict, repr=False)
    """The tables of the poses that packs bring along, by the names their exercises have for them."""
    _by_id: Mapping[str, Exercise] = field(init=False, repr=False)
    parts: tuple[Exercise, ...] = field(init=False, repr=False)
    """The exercises that have a dose, in the same order."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {exercise.id: exercise for exercise in self.exercises})
        object.__setattr__(self, "parts", tuple(ex for ex in self.exercises if ex.total_units))

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises)

    def __contains__(self, exercise_id: object) -> bool:
        return exercise_id in self._by_id

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in order."""
        return tuple(exercise.id for exercise in self.exercises)

    @property
    def stand_and_stretch(self) -> Exercise:
        """The one that is always possible and counts for no dose."""
        return self._by_id[STAND_AND_STRETCH]

    def get(self, exercise_id: str) -> Exercise:
        """Return the exercise of that id; raises UnknownExercise naming the ids there are."""
        found = self._by_id.get(exercise_id)
        if found is None:
            hint = suggestion(exercise_id, self.ids)
            raise UnknownExercise("there is no exercise %(id)r; %(hint)s", id=exercise_id, hint=hint)
        return found


def parse(document: Mapping[str, object], file: str = "exercises.toml") -> Catalogue:
    """Return the catalogue a parsed TOML document describes.

    `file` is only for messages. Raises CatalogueError with file, exercise, key and what is allowed.
    """
    top = Table(document, file, CatalogueError)
    top.only(("schema", "article", "exercise"))
    top.one_of("schema", (SCHEMA,))
    article = top.text("article")
    exercises: list[Exercise] = []
    for nth, values in enumerate(top.rows("exercise"), start=1):
        where = file if "id" in values else Message("%(file)s: exercise number %(nth)d", file=file, nth=nth)
        exercise = read_exercise(Table(values, where, CatalogueError), article)
        if exercise.id in (earlier.id for earlier in exercises):
            taken = "%(file)s: exercise %(id)r: id is taken by an earlier exercise"
            raise CatalogueError(taken, file=file, id=exercise.id)
        exercises.append(exercise)
    if STAND_AND_STRETCH not in (exercise.id for exercise in exercises):
        missing = {"file": file, "id": STAND_AND_STRETCH}
        raise CatalogueError("%(file)s: an exercise with the id %(id)r is missing", **missing)
    return Catalogue(tuple(exercises))


def exercise_json(exercise: Exercise) -> dict[str, object]:
    """Return one exercise as `exercises --json` prints it; seconds at tempo 1, 0 where there are none.

    Only an exercise of a pack has the key "pack".
    """
    document: dict[str, object] = {
        "id": exercise.id,
        "number": exercise.number,
        "name": exercise.name,
        "position": exercise.position,
        "space": exercise.space,
        "equipment": list(exercise.equipment),
        "sides": exercise.sides,
        "first_side": exercise.first_side,
        "hold_s": exercise.hold_s,
        "reps": exercise.reps,
        "series": exercise.series,
        "lift_s": exercise.lift_s,
        "lower_s": exercise.lower_s,
        "settle_s": exercise.settle_s,
        "prepare_s": exercise.prepare_s,
        "change_s": exercise.change_s,
        "rest_s": exercise.rest_s,
        "total_units": exercise.total_units,
        "source": {
            "article": exercise.source.article,
            "section": exercise.source.section,
            "marks": dict(exercise.source.marks),
        },
    }
    return document | {"pack": exercise.pack} if exercise.pack else document
