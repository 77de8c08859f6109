"""Exercise packs: exercises somebody adds to the article's, from a document of the same schema.

A pack is read whole or left out whole, with every mistake in it told: each with its file, exercise and key,
and with what is allowed there. Nothing a pack says can change an exercise of the article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbreak.core.catalogue import SCHEMA, Catalogue, CatalogueError
from backbreak.core.catalogue_reader import exercise_at, read_exercise
from backbreak.core.errors import BackbreakError, Message
from backbreak.core.exercise import STAND_AND_STRETCH, Exercise
from backbreak.core.located import Table
from backbreak.core.settings import LONGEST_SESSION_S
from backbreak.core.timing import pace

if TYPE_CHECKING:
    from backbreak.core.patient import PatientTable

LEAST_REP_S = 1.0
"""A repetition takes at least so long, or nobody could follow it."""
LONGEST_ID = 40
LONGEST_NAME = 60
LONGEST_LINE = 80
_TOP_KEYS = ("schema", "article", "exercise", "poses")
_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The exercises of one file; `poses` are the tables of its own poses, by the names it uses for them."""

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    poses: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Around:
    """What there is beside a pack: the ids that are taken, with whose they are, and the figure's poses.

    `folder` is where the pack lies, and its pictures with it.
    """

    taken: Mapping[str, str]
    poses: Collection[str]
    folder: str = ""


def read_pack(
    document: Mapping[str, object], name: str, file: str, around: Around
) -> tuple[Pack | None, tuple[str, ...]]:
    """Return the pack a parsed document describes, or None and every mistake, one line each.

    `file` is only for the messages, `name` what the pack is called from here on.
    """
    reader = _Reader(Table(document, file, CatalogueError), name, around)
    pack = reader.read()
    return (None if reader.problems else pack), tuple(reader.problems)


def with_packs(catalogue: Catalogue, packs: Iterable[Pack]) -> Catalogue:
    """Return the catalogue with packs after the article's exercises, before stand-and-stretch."""
    packs = tuple(packs)
    if not packs:
        return catalogue
    article = tuple(one for one in catalogue if one.id != STAND_AND_STRETCH)
    added = tuple(exercise for pack in packs for exercise in pack.exercises)
    poses = {_pose_name(pack.name, own): table for pack in packs for own, table in pack.poses.items()}
    return Catalogue((*article, *added, catalogue.stand_and_stretch), {**catalogue.poses, **poses})


class _Reader:
    """Reads a pack and goes on after each mistake, so that all of them are told at once."""

    def __init__(self, top: Table, name: str, around: Around) -> None:
        self._top, self._name, self._around = top, name, around
        self.problems: list[str] = []

    def read(self) -> Pack | None:
        from backbreak.core.patient import PatientTable  # most homes, and their residents, have no packs

        top = PatientTable(self._top.values, self._top.where, self._top.error, self.problems)
        try:
            if "schema" not in top.values:
                self._top.only(_TOP_KEYS)  # it may be misspelt
            self._top.one_of("schema", (SCHEMA,))
            rows, poses = self._top.rows("exercise"), self._top.table("poses").values
        except BackbreakError as error:
            self.problems.append(error.told)
            return None
        top.only(_TOP_KEYS)
        title = top.text("article")
        usable = self._check_poses(poses)
        found: dict[str, Exercise] = {}
        for nth, values in enumerate(rows, start=1):
            where = self._top.where
            if "id" not in values:
                where = Message("%(file)s: exercise number %(nth)d", file=where, nth=nth)
            row = PatientTable(values, where, CatalogueError)
            try:
                exercise = self._exercise(row, title, usable, found)
                found[exercise.id] = exercise
            except BackbreakError as error:
                row.problems.append(error.told)
            self.problems += row.problems
        return Pack(self._name, title, tuple(found.values()), poses)

    def _check_poses(self, poses: Mapping[str, object]) -> list[str]:
        """Keep the first mistake of each pose; gives the names an exercise may use."""
        if not poses:
            return []
        from backbreak.core.figure.parse import check_poses  # most packs, and every resident, do without

        usable = []
        for name, pose in poses.items():
            try:
                _check_id(Table({"name": name}, f"{self._top.where}: poses", CatalogueError), "name")
                usable.append(name)
                check_poses({name: pose}, self._top.where)
            except BackbreakError as error:
                self.problems.append(error.told)
        return usable

    def _exercise(
        self, row: PatientTable, title: str, poses: Collection[str], earlier: Collection[str]
    ) -> Exercise:
        _check_id(row.strict(), "id")
        exercise = read_exercise(row, title, self._name, self._around.folder)
        where = exercise_at(self._top.where, exercise.id)
        strict = Table(row.values, where, row.error)
        if exercise.id in earlier or exercise.id in self._around.taken:
            whose = self._around.taken.get(exercise.id, Message("an earlier one in this file"))
            raise strict.fail("id", "%(key)s is taken by %(whose)s; give it another", whose=whose)
        if exercise.pose in poses:
            exercise = replace(exercise, pose=_pose_name(self._name, exercise.pose))
        elif exercise.pose:
            row.at(where, row.values).one_of("pose", (*poses, *self._around.poses))
        if not row.mistaken:
            _check_dose(strict, exercise)
            _check_lines(strict, exercise)
        return exercise


def _pose_name(pack: str, own: str) -> str:
    """Return what a pack's own pose is called among all: so it hides none of another pack's, nor ours."""
    return f"{pack}/{own}"


def _check_id(row: Table, key: str) -> None:
    """Raise for a name that cannot be typed after --exercise, or kept in settings, without quotes."""
    value = row.text(key)
    if not set(value) <= _ID or value[0] in "-_" or len(value) > LONGEST_ID:
        raise row.fail(
            key,
            "%(key)s must be small letters a to z, digits and hyphens, at most %(most)d, "
            "beginning with a letter or digit, not %(value)r",
            most=LONGEST_ID,
            value=value[:LONGEST_ID],
        )


def _check_dose(row: Table, exercise: Exercise) -> None:
    """Raise for amounts nobody could do in a session."""
    if not exercise.total_units:
        raise row.fail(
            "reps", "%(key)s must be a whole number from 1 to 200: an exercise of a pack has a dose"
        )
    if exercise.lift_s + exercise.hold_s + exercise.lower_s < LEAST_REP_S:
        raise row.fail(
            "hold_s", "%(key)s with lift_s and lower_s must be %(least)g s or more", least=LEAST_REP_S
        )
    least_s = pace(exercise).whole_ms(1, 0) / 1000
    if least_s > LONGEST_SESSION_S:
        longest = (
            "%(key)s is too long: a session of one repetition takes %(least)g s, and none is over %(most)d s"
        )
        raise row.fail("hold_s", longest, least=least_s, most=LONGEST_SESSION_S)


def _check_lines(row: Table, exercise: Exercise) -> None:
    """Raise for what would be too long for its place on the screen."""
    texts = exercise.texts
    short = [("name", exercise.name, LONGEST_NAME), ("position", exercise.position, LONGEST_LINE)]
    for side, captions in texts.captions.items():
        place = f"captions.{side}" if side else "captions"
        short += [(f"{place}.{phase}", text, LONGEST_LINE) for phase, text in captions.items()]
    for key, names in (("side_names", texts.side_names), ("words", texts.words)):
        short += [(f"{key}.{one}", text, LONGEST_NAME) for one, text in names.items()]
    for key, text, most in short:
        if len(text) > most:
            told = "%(key)s is too long: at most %(most)d letters, not %(letters)d"
            raise row.fail(key, told, most=most, letters=len(text))
