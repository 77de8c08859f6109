"""Easier, live: what is made easier in a session, and the timeline with the holds that follow from it.

Where the work is holding, holds are halved; where it is moving, the figure goes half the way and the timeline
stays. `playback.ease` switches between the two while a plan is played. Only lengths change, never the cues
themselves, so that whoever remembers a cue by its index still has the right one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from backbreak.core.cues import Cue, Phase, Plan
from backbreak.core.timing import to_ms

Eases = Literal["hold", "range"]

HALVED_FROM_S = 4.0
"""Holds from this length on are work in themselves, and what is made easier is how long they last."""


def eases(plan: Plan) -> Eases:
    """Return what easier means in a session as it was laid out: shorter holds, or smaller movements.

    A stretch is no hold one works at: it is made easier by not going so far.
    Ask it about the plan as prescribed (`Playback.prescribed`): halved holds look like short ones.
    """
    held = plan.units > 0 and any(_working(cue) and cue.seconds >= HALVED_FROM_S for cue in plan.cues)
    return "hold" if held else "range"


def retimed(played: Plan, prescribed: Plan, from_index: int, eased: bool, now_s: float = 0.0) -> Plan:
    """Return the plan as played up to a cue, and from it on with its holds halved or as prescribed.

    A hold that is on at `now_s` and already past its half ends in the very next millisecond, so that time
    neither jumps nor goes back. The result is never longer than `prescribed`.
    """
    cues = list(played.cues[:from_index])
    at_ms = to_ms(cues[-1].end_s) if cues else 0
    for cue in prescribed.cues[from_index:]:
        length_ms = to_ms(cue.end_s) - to_ms(cue.start_s)
        if eased and _working(cue):
            length_ms = min(length_ms, max(length_ms // 2, 1, _after(now_s) - at_ms))
        end_ms = at_ms + length_ms
        cues.append(replace(cue, start_s=at_ms / 1000, end_s=end_ms / 1000))
        at_ms = end_ms
    return replace(played, cues=tuple(cues), seconds=cues[-1].end_s)


def _working(cue: Cue) -> bool:
    """Whether a cue is a hold of the work itself."""
    return cue.phase is Phase.HOLD and cue.rep is not None


def _after(now_s: float) -> int:
    """The first whole millisecond after an instant."""
    after_ms = int(now_s * 1000)
    while after_ms / 1000 <= now_s:
        after_ms += 1
    return after_ms
