"""From one `[[exercise]]` table to an `Exercise`, with errors that name file, exercise and key.

The built-in catalogue and the packs people write share this schema, so nothing here trusts its input.
A value is either bare (`hold_s = 4`) or carries its mark (`{ value = 4, mark = "stated" }`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from backbreak.core.errors import Message
from backbreak.core.exercise import SIDES, Exercise, Side, Sides, Source, Space, Texts
from backbreak.core.located import Table
from backbreak.core.pictures import Sheet, read_pictures

MARKS = ("stated", "inferred", "ambiguous")
EQUIPMENT = ("mat", "sofa")
_SECONDS = ("hold_s", "lift_s", "lower_s", "settle_s", "prepare_s", "change_s", "rest_s")
_TEXTS = ("steps", "needs", "trains", "feel", "caution", "easier", "prepare", "captions", "side_names",
          "words")  # fmt: skip
_MOVED = ("lift", "hold", "lower")
_PHASES = ("prepare", *_MOVED, "settle", "rest", "change", "finish")
_KEYS = (
    "id", "number", "name", "section", "pose", "position", "space", "equipment", "sides", "first_side",
    "reps", "series", "settle_between_only", *_SECONDS, *_TEXTS, "pictures",
)  # fmt: skip


def exercise_at(where: str, exercise_id: str) -> Message:
    """Say in which table of a file the mistake is."""
    return Message("%(file)s: exercise %(id)r", file=where, id=exercise_id)


def read_exercise(row: Table, article: str, pack: str = "", folder: str = "") -> Exercise:
    """Return the exercise a table describes; raises the table's error, located, for anything wrong.

    Numbers are the article's: an exercise of a pack has none, but those of one number there form a group.
    `folder` is where its pictures lie.
    """
    exercise_id = row.text("id")
    row = row.at(exercise_at(row.where, exercise_id), row.values)
    row.only(_KEYS)
    row, marks, reasons = _unmarked(row)
    sides = cast(Sides, row.strict().one_of("sides", get_args(Sides)))
    pictures = read_pictures(row.strict(), Sheet(_PHASES, sides != "none", folder))
    number = 0 if pack and "number" not in row.values else row.integer("number", 0, 999)
    exercise = Exercise(
        id=exercise_id,
        number=0 if pack else number,
        name=row.text("name"),
        position=row.text("position"),
        space=cast(Space, row.one_of("space", get_args(Space))),
        equipment=row.some_of("equipment", EQUIPMENT),
        sides=sides,
        first_side=_first_side(row, sides),
        hold_s=row.number("hold_s", 0, 600),
        reps=row.integer("reps", 0, 200),
        series=row.integer("series", 0, 50),
        lift_s=row.number("lift_s", 0, 60),
        lower_s=row.number("lower_s", 0, 60),
        settle_s=row.number("settle_s", 0, 60),
        prepare_s=row.number("prepare_s", 1, 120),
        change_s=row.number("change_s", 0, 120),
        rest_s=row.number("rest_s", 0, 300),
        pose=row.text("pose") if pictures is None or "pose" in row.values else "",
        texts=_texts(row),
        source=Source(article=article, section=row.text("section"), marks=marks, reasons=reasons),
        settle_between_only=row.flag("settle_between_only", False),
        group=f"{pack}/{number}" if number else exercise_id,
        pack=pack,
        pictures=pictures,
    )
    if not row.mistaken:
        _check_sense(row, exercise)
    return exercise


def _unmarked(row: Table) -> tuple[Table, dict[str, str], dict[str, str]]:
    """Split a table into bare values, the marks and the reasons given for them."""
    values: dict[str, object] = {}
    marks: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for key, value in row.values.items():
        if not isinstance(value, Mapping) or "value" not in value:
            values[key] = value
            continue
        marked = row.within(key, value)
        marked.only(("value", "mark", "why"))
        values[key] = value["value"]
        marks[key] = marked.one_of("mark", MARKS)
        if "why" in value:
            reasons[key] = marked.text("why")
    return row.at(row.where, values), marks, reasons


def _first_side(row: Table, sides: Sides) -> Side | None:
    """Return the side to begin with, which exercises with sides must name and others must not."""
    if sides == "none":
        if "first_side" in row.values:
            raise row.fail("first_side", '%(key)s has no meaning where sides is "none"; leave it out')
        return None
    return cast(Side, row.one_of("first_side", SIDES))


def _texts(row: Table) -> Texts:
    captions = row.table("captions")
    captions.only((*_PHASES, *SIDES))
    common = {phase: captions.text(phase) for phase in _PHASES if phase in captions.values}
    by_side: dict[str, Mapping[str, str]] = {"": common}
    for side in SIDES:
        table = captions.table(side)
        table.only(_PHASES)
        by_side[side] = {phase: table.text(phase) for phase in table.values}
    names = row.table("side_names")
    names.only(SIDES)
    words = row.table("words")
    words.only(_PHASES)
    return Texts(
        prepare=_prepare(row),
        captions=by_side,
        side_names={side: names.text(side) for side in names.values},
        words={phase: words.text(phase) for phase in words.values},
        steps=row.texts("steps"),
        needs=row.text("needs", ""),
        trains=row.text("trains", ""),
        feel=row.text("feel", ""),
        caution=row.text("caution", ""),
        easier=row.text("easier", ""),
    )


def _prepare(row: Table) -> dict[str, str]:
    """Return the texts of getting into position by the side begun with, "" when it is the same for both."""
    if isinstance(row.values.get("prepare"), Mapping):
        table = row.table("prepare")
        table.only(SIDES)
        return {side: table.text(side) for side in SIDES}
    return {"": row.text("prepare")}


def _check_sense(row: Table, exercise: Exercise) -> None:
    """Raise where every value is fine alone but the exercise could not be guided."""
    if (exercise.reps == 0) != (exercise.series == 0):
        raise row.fail("series", "%(key)s must be 0 when reps is 0, and only then")
    if exercise.total_units and exercise.lift_s + exercise.hold_s + exercise.lower_s <= 0:
        raise row.fail("hold_s", "%(key)s must be more than 0 unless lift_s or lower_s is")
    if exercise.change_s and exercise.sides != "grouped":
        raise row.fail("change_s", '%(key)s is only for exercises whose sides is "grouped"')
    for phase in _PHASES:
        for side in _sides_captioned(exercise, phase):
            if _lasts(exercise, phase) and not exercise.caption(phase, side):
                place = f"captions.{side}.{phase}" if side else f"captions.{phase}"
                raise row.fail(place, "%(key)s is missing: every phase the exercise has needs its line")
    for side in SIDES if exercise.sides != "none" else ():
        if not exercise.side_name(side):
            raise row.fail(f"side_names.{side}", "%(key)s is missing: an exercise with sides names both")


def _sides_captioned(exercise: Exercise, phase: str) -> tuple[Side | None, ...]:
    return SIDES if exercise.sides != "none" and phase in _MOVED else (None,)


def _lasts(exercise: Exercise, phase: str) -> bool:
    """Whether the exercise has this phase at all."""
    if phase == "finish":
        return True
    seconds = {
        "prepare": exercise.prepare_s,
        "lift": exercise.lift_s,
        "hold": exercise.hold_s,
        "lower": exercise.lower_s,
        "settle": exercise.settle_s,
        "rest": exercise.rest_s,
        "change": exercise.change_s,
    }
    return seconds[phase] > 0
