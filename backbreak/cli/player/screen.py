"""One picture of a session for a terminal, as lines of text; 80 x 24 is enough, less still works."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from textwrap import wrap

from backbreak.cli.player.glyphs import Glyphs
from backbreak.cli.tables import minutes_and_seconds
from backbreak.core.cues import Cue, Frame, Phase, Plan
from backbreak.core.exercise import STAND_AND_STRETCH, Exercise
from backbreak.core.playback import Playback
from backbreak.words import _, care
from backbreak.words import session as words

BAR = 60


@dataclass(frozen=True, slots=True)
class Stage:
    """What stays the same while a plan is played: the plan, its exercises and the signs to draw with."""

    plan: Plan
    exercise: Exercise
    stretching: Exercise
    glyphs: Glyphs
    keys: bool

    def on(self, cue: Cue) -> Exercise:
        """The exercise a cue belongs to."""
        return self.stretching if cue.exercise == STAND_AND_STRETCH else self.exercise


def picture(stage: Stage, playback: Playback, columns: int, rows: int) -> list[str]:
    """Exactly `rows` lines of at most `columns` cells."""
    frame, glyphs = playback.frame, stage.glyphs
    inside = max(10, columns - 4)
    middle = [
        _headline(stage, frame).upper(),
        "",
        *glyphs.digits(_count(playback, frame)),
        "",
        where(stage, frame.cue),
        _dots(stage, playback),
        "",
        f"{glyphs.bar(frame.total_progress, min(BAR, inside - 14))}  {_clock(stage.plan, playback)}",
        "",
        *wrap(glyphs.text(_note(stage, playback, frame)), inside),
    ]
    lines = [
        _both_ends(stage.exercise.name, _round_line(stage.plan), inside),
        "",
        *(glyphs.text(line).center(inside).rstrip() for line in middle),
    ]
    last = _both_ends(_keys(stage, playback), care.every_session(), inside)
    lines = _fitted(lines, rows - 1)
    return [("  " + glyphs.text(line))[:columns] for line in [*lines, last]]


def where(stage: Stage, cue: Cue) -> str:
    """Which side and which rep a cue is: "Left foot ahead · 3 of 5"."""
    parts = []
    if cue.side and stage.plan.units:
        parts.append(stage.on(cue).side_name(cue.side))
    if cue.rep is not None and stage.plan.units:
        parts.append(_("%(rep)d of %(units)d") % {"rep": cue.rep, "units": stage.plan.units})
    return f" {stage.glyphs.dot} ".join(part for part in parts if part)


def caption(stage: Stage, frame: Frame) -> str:
    """What to do now, in a sentence."""
    exercise = stage.on(frame.cue)
    if frame.stretch is not None:
        side = None if frame.stretch == "reach" else frame.stretch
        return exercise.caption(Phase.HOLD, side) or words.stretch(frame.stretch)
    if frame.phase is Phase.PREPARE:
        return exercise.prepare_text(stage.plan.first_side)
    return exercise.caption(frame.phase, frame.side or frame.next_side)


def _headline(stage: Stage, frame: Frame) -> str:
    if frame.stretch is not None:
        return words.stretch(frame.stretch)
    return words.phase(frame.phase, stage.exercise)


def _count(playback: Playback, frame: Frame) -> int:
    """Seconds left of this cue, or of the 3-2-1 after a pause."""
    return ceil(playback.resuming_s or frame.seconds_left)


def _note(stage: Stage, playback: Playback, frame: Frame) -> str:
    if playback.paused:
        return _("Paused. Space goes on.")
    if playback.resuming_s:
        return _("Going on …")
    return caption(stage, frame)


def _dots(stage: Stage, playback: Playback) -> str:
    return stage.glyphs.dots(playback.units, stage.plan.units) if stage.plan.units <= 20 else ""


def _clock(plan: Plan, playback: Playback) -> str:
    return f"{minutes_and_seconds(playback.position_s)} / {minutes_and_seconds(plan.seconds)}"


def _round_line(plan: Plan) -> str:
    return _("round %(number)d: %(done)d of %(total)d") % {
        "number": plan.round.number,
        "done": plan.round.done,
        "total": plan.round.total,
    }


def _keys(stage: Stage, playback: Playback) -> str:
    if not stage.keys:
        return _("Ctrl-C stops")
    space = _("Space goes on") if playback.paused else _("Space pauses")
    parts = [
        space,
        _("%(left)s back") % {"left": stage.glyphs.left},
        _("%(right)s skip") % {"right": stage.glyphs.right},
        _("Esc stops"),
    ]
    return f" {stage.glyphs.dot} ".join(parts)


def _both_ends(left: str, right: str, width: int) -> str:
    gap = width - len(left) - len(right)
    return f"{left}{' ' * gap}{right}" if gap >= 2 else left


def _fitted(lines: list[str], rows: int) -> list[str]:
    """So many lines: blank ones added below, or taken out from the top, and then the end cut off."""
    fitted = list(lines)
    while len(fitted) > rows and "" in fitted:
        fitted.remove("")
    return [*fitted[:rows], *[""] * (rows - len(fitted))]
