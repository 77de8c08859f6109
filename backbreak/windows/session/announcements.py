"""What a screen reader is told of a session, and when: phase and count, once a cue, never every second.

Pure: the words are those of `lines`, the same that are on the screen. A change of side interrupts whatever is
being read (assertive), and so do pause and going on; everything else waits for its turn (polite).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from backbreak.core.cues import Phase
from backbreak.core.exercise import Side
from backbreak.core.playback import Playback
from backbreak.core.talk import LONG_HOLD_S
from backbreak.windows.session.lines import SHORTEST_COUNT_S, Lines
from backbreak.words import _

_WAITING = (Phase.PREPARE, Phase.REST, Phase.CHANGE)
"""Phases long enough to be told what comes after them."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to be read aloud; assertive when it must not wait."""

    text: str
    assertive: bool = False


class _Going(Enum):
    """Whether the session moves."""

    ON = auto()
    PAUSED = auto()
    RESUMING = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """What has been told so far; `Told()` is the beginning. `side` is the one that works, or will next."""

    place: tuple[str, int] | None = None
    side: Side | None = None
    going: _Going = _Going.ON
    halfway: bool = False


def announce(told: Told, playback: Playback, lines: Lines) -> tuple[Told, Announcement | None]:
    """Give what is to be told at this moment, None if nothing, and what has been told then."""
    going = _going(playback)
    if going is not told.going and going is not _Going.ON:
        word = lines.word if playback.paused else lines.spoken
        return replace(told, going=going), Announcement(_joined(word, lines.caption), True)
    if going is _Going.RESUMING:
        return told, None  # wherever a key has moved it meanwhile is told when the 3-2-1 is over
    place = (playback.plan.exercise, playback.frame.cue_index)
    if place != told.place:
        return _at_cue(replace(told, place=place, going=going, halfway=False), playback, lines)
    if going is not told.going:
        known = _count_is_known(playback)
        return replace(told, going=going), Announcement(_joined(lines.word if known else lines.spoken))
    if not told.halfway and _half_over(playback):
        text = _("Halfway: %(left)s") % {"left": f"{lines.number} {lines.unit}"}
        return replace(told, halfway=True), Announcement(_joined(text))
    return told, None


def _at_cue(told: Told, playback: Playback, lines: Lines) -> tuple[Told, Announcement]:
    """Another cue is on: its word and count; what to do as well where that is new."""
    frame = playback.frame
    if told.going is _Going.PAUSED:
        return told, Announcement(_joined(lines.word, lines.following))
    stretching = frame.stretch is not None  # the side one leans to is no side that works
    side = None if stretching else frame.next_side if frame.phase in _WAITING else frame.side
    turned = None not in (told.side, side) and side != told.side
    new = frame.rep in (None, 1) or turned or stretching
    parts = [lines.word if _count_is_known(playback) else lines.spoken, lines.caption if new else ""]
    if frame.phase in _WAITING:
        parts.append(lines.following)
    assertive = turned or frame.phase is Phase.CHANGE
    return replace(told, side=side or told.side), Announcement(_joined(*parts), assertive)


def _count_is_known(playback: Playback) -> bool:
    """Whether the number shown is the rep's, which was told when the rep began."""
    frame = playback.frame
    short_hold = frame.phase is Phase.HOLD and frame.cue.seconds < SHORTEST_COUNT_S
    return short_hold or frame.phase in (Phase.LOWER, Phase.SETTLE)


def _half_over(playback: Playback) -> bool:
    frame = playback.frame
    return frame.phase is Phase.HOLD and frame.cue.seconds >= LONG_HOLD_S and frame.cue_progress >= 0.5


def _going(playback: Playback) -> _Going:
    if playback.paused:
        return _Going.PAUSED
    return _Going.RESUMING if playback.resuming_s > 0 else _Going.ON


def _joined(*parts: str) -> str:
    """Make sentences of the parts there are; a caption that only repeats the word is left out."""
    kept = [part.rstrip(". ") for part in dict.fromkeys(parts) if part.strip()]
    return ". ".join(dict.fromkeys(kept)) + "." if kept else ""
