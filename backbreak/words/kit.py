"""The words for what an exercise asks of the place: standing room or the floor, a mat, a sofa."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbreak.words import _

if TYPE_CHECKING:
    from backbreak.core.exercise import Exercise


def needed(exercise: Exercise) -> tuple[str, ...]:
    """Name all it needs: "standing" or "floor" first, then the equipment."""
    return (exercise.space, *exercise.equipment)


def thing(name: str) -> str:
    """Give the word for one of them; a pack's own word stays as it is."""
    known = {
        "standing": _("standing"),
        "floor": _("floor"),
        "mat": _("mat"),
        "sofa": _("sofa"),
        "chair": _("chair"),
    }
    return known.get(name, name)
