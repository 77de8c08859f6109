"""`exercises`: the catalogue, without a resident."""

from __future__ import annotations

from backbreak.cli.options import Options
from backbreak.cli.output import Exit, document, say
from backbreak.cli.tables import aligned, seconds
from backbreak.core.catalogue import Exercise, exercise_json
from backbreak.storage.catalogue import load_catalogue
from backbreak.words import _


def run(options: Options) -> int:
    """Print every exercise, in the article's order."""
    catalogue = load_catalogue()
    if options.own.json:
        document([exercise_json(exercise) for exercise in catalogue])
        return Exit.DONE
    head = (_("no."), _("id"), _("place"), _("kit"), _("hold"), _("a round"))
    for line in aligned([head, *(_row(exercise) for exercise in catalogue)]):
        say(line)
    return Exit.DONE


def _row(exercise: Exercise) -> tuple[str, ...]:
    return (
        str(exercise.number or "-"),
        exercise.id,
        {"floor": _("floor"), "standing": _("standing")}[exercise.space],
        ", ".join(exercise.equipment) or "-",
        seconds(exercise.hold_s) if exercise.hold_s else "-",
        _dose(exercise),
    )


def _dose(exercise: Exercise) -> str:
    """The dose as people say it: "3 x 10 each side"."""
    if not exercise.total_units:
        return "-"
    dose = f"{exercise.series} x {exercise.reps}" if exercise.series > 1 else str(exercise.reps)
    return dose if exercise.sides == "none" else _("%(dose)s each side") % {"dose": dose}
