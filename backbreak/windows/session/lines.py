"""The words of a session's moment: one big word, one big number, what to do now and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from backbreak.core.cues import Frame, Phase, stretch_of
from backbreak.core.exercise import Exercise, Side
from backbreak.core.playback import Playback
from backbreak.words import _, ngettext, pgettext
from backbreak.words import session as words
from backbreak.words.captions import caption_of
from backbreak.words.sentences import after_colon

SHORTEST_COUNT_S = 3.0
"""Holds shorter than this show the repetition instead: nobody can follow a count of one."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What is written at a moment. `spoken` says word and number to those who do not see them."""

    word: str
    number: str
    unit: str
    caption: str
    following: str

    @property
    def spoken(self) -> str:
        """Say the number with its unit after the word."""
        return f"{self.word}: {self.number} {self.unit}".strip()


NO_LINES = Lines("", "", "", "", "")


def words_key(playback: Playback, frame: Frame) -> tuple[object, ...]:
    """Give what the words of a playback at its frame depend on: as long as it is the same, so are they."""
    return (
        frame.cue_index,
        ceil(frame.seconds_left - 1e-6),
        playback.paused,
        ceil(playback.resuming_s - 1e-6),
        playback.credited,
        playback.eased,
    )


def lines_for(playback: Playback, exercise: Exercise, stretching: Exercise) -> Lines:
    """Give the words of the moment a playback is at; `stretching` is stand-and-stretch, for the filler."""
    frame = playback.frame
    number, unit = _count(frame, playback.plan.units)
    first_side, turned_to = playback.plan.first_side, _turned_to(frame)
    caption = caption_of(frame.cue, frame.stretch, exercise, stretching, first_side, turned_to)
    if playback.resuming_s > 0:
        # What one goes on with, as while paused: "Next: lower" would have people lower within a hold.
        number, unit = _seconds(playback.resuming_s)
        return Lines(_("Ready"), number, unit, words.position_again(), caption)
    if playback.paused:
        return Lines(pgettext("session", "Paused"), number, unit, _("Press Space to go on."), caption)
    word = _("Stretch") if frame.stretch is not None else words.phase(frame.phase, exercise)
    return Lines(word, number, unit, caption, _following(playback, exercise, stretching))


def _turned_to(frame: Frame) -> Side | None:
    """The side a change of sides leads to."""
    return frame.next_side if frame.phase is Phase.CHANGE else None


def status_of(playback: Playback, muted: bool, note: str) -> str:
    """Give the quiet line below the exercise's name: how much it is, and what is not as usual."""
    pairs = playback.plan.first_side is not None
    parts = [words.amount(playback.plan.units, pairs)] if playback.plan.units else []
    if playback.eased:
        parts.append(_("Easier"))
    if muted:
        parts.append(_("Muted"))
    elif note:
        parts.append(note.rstrip("."))
    return " · ".join(parts)


def easier_of(playback: Playback, exercise: Exercise) -> str:
    """Say what is easier now, and how the exercise is done then."""
    return f"{words.eased(playback.eases == 'hold')} {exercise.texts.easier}".strip()


def _following(playback: Playback, exercise: Exercise, stretching: Exercise) -> str:
    frame = playback.frame
    cue = frame.next_cue
    if cue is None:
        return ""
    stretch = stretch_of(playback.plan, frame.cue_index + 1)
    if stretch is not None:
        text = caption_of(cue, stretch, exercise, stretching, None)
    elif cue.phase is Phase.SETTLE and frame.phase is Phase.LOWER:
        text = exercise.caption(Phase.SETTLE) or _("a moment of rest")
    else:
        text = exercise.caption(cue.phase, cue.side) or words.phase(cue.phase, exercise)
    if cue.phase is Phase.HOLD and cue.seconds >= SHORTEST_COUNT_S:
        seconds = round(cue.seconds)
        return _("Next, for %(seconds)d s: %(what)s") % {"seconds": seconds, "what": _told_next(text)}
    return _("Next: %(what)s") % {"what": _told_next(text)}


def _told_next(caption: str) -> str:
    """Let a caption follow a colon: one that it has itself becomes a dash."""
    return after_colon(caption).replace(": ", " – ")


def _count(frame: Frame, units: int) -> tuple[str, str]:
    counted = frame.phase in (Phase.PREPARE, Phase.REST, Phase.CHANGE, Phase.FINISH)
    if counted or (frame.phase is Phase.HOLD and frame.cue.seconds >= SHORTEST_COUNT_S):
        return _seconds(frame.seconds_left)
    if frame.rep is None:
        return "", ""
    return str(frame.rep), _("of %(units)d") % {"units": units}


def _seconds(left_s: float) -> tuple[str, str]:
    whole = max(1, ceil(left_s - 1e-6))
    return str(whole), ngettext("second", "seconds", whole)
