"""Something one can do here: another session for the same break, asking less of the place each time.

The first exercise that comes up in an office may want a mat and a floor; whoever refuses it gets one that
needs strictly less, down to standing and stretching. Refusing that as well brings up what else there is.
"""

from __future__ import annotations

from datetime import date

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Choice, DoseError, Ledger, Limits, eligible, round_state
from backbreak.core.exercise import Exercise


def kit(exercise: Exercise) -> frozenset[str]:
    """Return what an exercise asks of the place: "floor", "mat", "sofa"; standing asks for nothing."""
    floor = {"floor"} if exercise.space == "floor" else set[str]()
    return frozenset(floor | set(exercise.equipment))


def choose_instead(
    ledger: Ledger,
    catalogue: Catalogue,
    limits: Limits,
    today: date,
    instead_of: str,
    tried: frozenset[str] = frozenset(),
) -> Choice:
    """Return a session to do instead of the exercise refused, and of those tried before it in this break.

    First what needs strictly less, in the order of choice; then stand-and-stretch; then whatever may be done
    today; then stand-and-stretch again. Raises UnknownExercise, or DoseError where stand-and-stretch itself
    is refused and nothing else is left.
    """
    refused, stretches = tried | {instead_of}, catalogue.stand_and_stretch.id
    needed = kit(catalogue.get(instead_of))
    others = [one for one in eligible(ledger, catalogue, limits, today) if one.exercise_id not in refused]
    less = [one for one in others if kit(catalogue.get(one.exercise_id)) < needed]
    if less:
        return less[0]
    if others and stretches in refused:
        return others[0]
    if instead_of == stretches:
        raise DoseError("there is nothing to do instead: the others were refused, left out or done today")
    return Choice(stretches, 0, 0, round_state(ledger, catalogue, limits))
