"""What to hand out when: a session's soundings, as its position moves along, stops and jumps. Pure.

The line of time is the plan's own, divided by the speed: `anchor_s` is the monotonic moment at which second 0
of it is, was or would have been, so that a sounding at `at_s` is due at `anchor_s + at_s / speed`. The 3-2-1
after a pause is the stretch of line before the position.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from backbreak.core.hearing import COUNTDOWN, Sounding
from backbreak.sound.mixing import earliest_s

LOOK_AHEAD_S = 0.4
"""So long before its moment a sounding is handed out: longer than any tick of window or terminal."""
JUMP_S = 0.12
"""Less than this the position may be off its line without having been moved on purpose."""
LATE_S = 0.1
"""So much too late, after a jump, the tone of the cue that is on is still worth hearing."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What to do now: be silent first (or not), then sound what is due. No `anchor_s`: nothing moves."""

    hush: bool
    anchor_s: float | None = None
    due: tuple[Sounding, ...] = ()


class Line:
    """The soundings of one session, each handed out once, unless the position goes back."""

    def __init__(self, speed: float = 1.0, ticks: bool = True) -> None:
        self._speed = speed
        self._ticks = ticks
        self._heard: tuple[Sounding, ...] = ()
        self._ahead: deque[Sounding] = deque()
        self._anchor_s: float | None = None
        self._relaid = False

    def lay(self, heard: Sequence[Sounding]) -> None:
        """Play these from the position of the next call on; what had been handed out is no longer meant."""
        self._heard = tuple(sorted(heard, key=earliest_s))
        self._relaid = True

    def follow(self, now_s: float, position_s: float, moving: bool, resuming_s: float = 0.0) -> Orders:
        """Return what is due; `now_s` is monotonic, position and what is left of the 3-2-1 are the plan's."""
        if not moving and resuming_s <= 0:
            hush, self._anchor_s = self._anchor_s is not None, None
            return Orders(hush)
        at_s = position_s - resuming_s
        anchor_s = now_s - at_s / self._speed
        before_s, self._anchor_s = self._anchor_s, anchor_s
        jumped = before_s is not None and abs(anchor_s - before_s) > JUMP_S
        ticks: tuple[Sounding, ...] = ()
        if jumped or before_s is None or self._relaid:
            fresh = jumped or before_s is None
            late_s = LATE_S * self._speed if fresh and resuming_s <= 0 else 0.0
            self._ahead = deque(one for one in self._heard if _not_over(one, position_s, late_s))
            ticks = self._counting(position_s, resuming_s) if fresh and self._ticks else ()
        self._relaid = False
        due = list(ticks)
        until_s = at_s + LOOK_AHEAD_S * self._speed
        while self._ahead and earliest_s(self._ahead[0]) <= until_s:
            due.append(self._ahead.popleft())
        return Orders(jumped, anchor_s, tuple(due))

    def wanted(self, position_s: float) -> tuple[Sounding, ...]:
        """Return the phrases in order of need: those ahead first, then those one may go back to."""
        said = [one for one in self._heard if one.phrase is not None]
        nth = bisect_left([one.at_s for one in said], position_s)
        return (*said[nth:], *said[:nth])

    def _counting(self, position_s: float, resuming_s: float) -> tuple[Sounding, ...]:
        margin_s = LATE_S * self._speed
        return tuple(
            Sounding(position_s - left_s, position_s - left_s + 1, "earcon", name, 0)
            for left_s, name in COUNTDOWN
            if resuming_s > 0 and left_s <= resuming_s + margin_s
        )


def _not_over(one: Sounding, position_s: float, late_s: float) -> bool:
    """A tone may be a little late; words about what has gone by are better not said."""
    return one.at_s >= position_s - (late_s if one.phrase is None else 0.0)
