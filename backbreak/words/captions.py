"""What to do now, in a sentence: the caption below the big number, the same in window and terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbreak.words import _
from backbreak.words import session as words

if TYPE_CHECKING:
    from backbreak.core.cues import Cue, Stretch
    from backbreak.core.exercise import Exercise, Side


def caption_of(
    cue: Cue,
    stretch: Stretch | None,
    exercise: Exercise,
    stretching: Exercise,
    first_side: Side | None,
    next_side: Side | None = None,
) -> str:
    """Say what to do during a cue of a session of `exercise`; never empty.

    `stretch` is which stretch the cue is, and `stretching` stand-and-stretch, whose sentences those are.
    `next_side` stands in where the cue has no side of its own, as a change of sides.
    """
    if stretch is not None:
        side = None if stretch == "reach" else stretch
        return stretching.caption("hold", side) or words.stretch(stretch)
    if cue.phase == "prepare":
        return exercise.prepare_text(first_side)
    return exercise.caption(cue.phase, cue.side or next_side) or {
        "rest": _("Rest where you are."),
        "change": _("Change sides."),
        "settle": _("A moment of rest."),
    }.get(cue.phase, words.phase(cue.phase, exercise))
