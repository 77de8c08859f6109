"""One picture of a session for a terminal, as rows of text; 80 x 24 is enough, less still works."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from textwrap import wrap

from backbreak.cli.player.film import Film
from backbreak.cli.player.glyphs import Glyphs
from backbreak.cli.player.rows import BOLD, Row
from backbreak.cli.tables import minutes_and_seconds
from backbreak.core.cues import Cue, Frame, Plan, frame_at
from backbreak.core.exercise import STAND_AND_STRETCH, Exercise
from backbreak.core.playback import Playback
from backbreak.words import _, care, pgettext
from backbreak.words import session as words
from backbreak.words.captions import caption_of

BAR = 60
_MOST_DOTS = 40
_BESIDE, _BESIDE_LARGE = 28, 46
"""How wide word, number and side are beside the figure, with digits of one size and of two."""
_LARGE_FROM = (110, 24)
_FIGURE_FROM = (40, 8)
_TALL_FROM = 16
_FIGURE_TO = (130, 40)
_EDGE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """What stays the same while a plan is played: the plan as laid out, its exercises, what there is to show.

    `keys`: there is a keyboard; `film` is None where a figure cannot be drawn; `audible`: there is sound.
    """

    plan: Plan
    exercise: Exercise
    stretching: Exercise
    glyphs: Glyphs
    keys: bool
    film: Film | None = None
    audible: bool = False

    def on(self, cue: Cue) -> Exercise:
        """The exercise a cue belongs to."""
        return self.stretching if cue.exercise == STAND_AND_STRETCH else self.exercise


def picture(stage: Stage, playback: Playback, columns: int, rows: int, notice: str = "") -> list[Row]:
    """Exactly `rows` rows of at most `columns` cells; `notice` is something to be told for a while."""
    inside = max(10, columns - 2 * _EDGE)
    head = [_both_ends(stage.exercise.name, _round_line(stage.plan), inside), ""]
    foot = [_both_ends(notice, care.every_session(), inside), *_keys(stage, playback, inside)]
    text = _text(stage, playback, inside)
    room = rows - len(head) - 3 - max(len(text), _text_rows(stage, inside, playback.eased)) - len(foot)
    figure = _above(stage, playback, inside, room) or _beside(stage, playback, inside, room)
    below = ["", _bar(stage, playback, inside), "", *text]
    if figure is None:
        middle = [*_moment(stage, playback, inside, 1), *map(Row.of, below)]
        middle = [row.centred(inside) for row in middle]
    else:
        middle = [*figure, *(Row.of(line).centred(inside) for line in below)]
    lines = _fitted([*map(Row.of, head), *middle], rows - len(foot))
    edge = Row.blank(_EDGE)
    return [(edge + _shown(stage, row)).fitted(columns) for row in [*lines, *map(Row.of, foot)][-rows:]]


def where(stage: Stage, cue: Cue) -> list[str]:
    """Which side and which rep a cue is: "Left foot ahead", "3 of 5"."""
    parts = []
    if cue.side and stage.plan.units:
        parts.append(stage.on(cue).side_name(cue.side))
    if cue.rep is not None and stage.plan.units:
        parts.append(_("%(rep)d of %(units)d") % {"rep": cue.rep, "units": stage.plan.units})
    return [part for part in parts if part]


def caption(stage: Stage, frame: Frame) -> str:
    """What to do now, in a sentence."""
    first = stage.plan.first_side
    return caption_of(frame.cue, frame.stretch, stage.exercise, stage.stretching, first, frame.next_side)


def headline(stage: Stage, frame: Frame) -> str:
    """The one word for what is on."""
    if frame.stretch is not None:
        return words.stretch(frame.stretch)
    return words.phase(frame.phase, stage.exercise)


def _above(stage: Stage, playback: Playback, inside: int, room: int) -> list[Row] | None:
    """The figure, and the moment below it; None where the terminal is not a tall one."""
    moment = [row.centred(inside) for row in _moment(stage, playback, inside, 1)]
    rows = min(room - len(moment) - 1, _FIGURE_TO[1])
    if stage.film is None or inside >= _LARGE_FROM[0] or inside < _FIGURE_FROM[0] or rows < _TALL_FROM:
        return None
    return [*stage.film.rows(playback, inside, rows), Row.of(""), *(_shown(stage, row) for row in moment)]


def _beside(stage: Stage, playback: Playback, inside: int, room: int) -> list[Row] | None:
    """The figure and, at its right, the moment; None where they do not fit."""
    large = inside >= _LARGE_FROM[0] and room >= _LARGE_FROM[1]
    beside = _BESIDE_LARGE if large else _BESIDE
    columns, rows = min(inside - beside - 2, _FIGURE_TO[0]), min(room, _FIGURE_TO[1])
    if stage.film is None or columns < _FIGURE_FROM[0] or rows < _FIGURE_FROM[1]:
        return None
    moment = _moment(stage, playback, beside, 2 if large else 1)
    while len(moment) > rows and any(not row.text for row in moment):
        moment.remove(next(row for row in moment if not row.text))
    above = (rows - len(moment)) // 2
    moment = [*[Row.of("")] * above, *moment[:rows]]
    moment += [Row.of("")] * (rows - len(moment))
    film, gap = stage.film.rows(playback, columns, rows), Row.blank(inside - columns - beside)
    return [drawn + gap + _shown(stage, row).centred(beside) for drawn, row in zip(film, moment, strict=True)]


def _moment(stage: Stage, playback: Playback, width: int, scale: int) -> list[Row]:
    """What is on, how much longer, which side and which rep."""
    frame, glyphs = playback.frame, stage.glyphs
    word = headline(stage, frame)
    if playback.paused or playback.resuming_s:
        word = pgettext("session", "Paused") if playback.paused else _("Ready")
    place = where(stage, frame.cue)
    joined = f" {glyphs.dot} ".join(place)
    sides = [joined] if len(joined) <= width else [line for part in place for line in wrap(part, width)]
    if playback.eased:
        sides.append(_("easier"))
    # What two rows below the number are for is kept free where there is nothing to say: nothing jumps.
    sides += [""] * (2 - len(sides))
    return [
        *(Row.of(line, BOLD) for line in wrap(word.upper(), width)),
        Row.of(""),
        *map(Row.of, glyphs.digits(_count(playback, frame), scale)),
        Row.of(""),
        *map(Row.of, sides),
        Row.of(_dots(stage, playback, width)),
    ]


def _count(playback: Playback, frame: Frame) -> int:
    """Seconds left of this cue, or of the 3-2-1 after a pause."""
    return ceil((playback.resuming_s or frame.seconds_left) - 1e-6)


def _text(stage: Stage, playback: Playback, inside: int) -> list[str]:
    """What to do, and the easier way of it when that was asked for."""
    if playback.paused:
        note = _("Paused. Space goes on.")
    elif playback.resuming_s:
        note = words.position_again()
    else:
        note = caption(stage, playback.frame)
    easier = stage.exercise.texts.easier if playback.eased else ""
    return [line for text in (note, easier) for line in wrap(stage.glyphs.text(text), inside)]


@lru_cache(maxsize=8)
def _text_rows(stage: Stage, inside: int, eased: bool) -> int:
    """The most rows the text takes at any moment, so that the figure keeps its place and its size."""
    texts = {caption(stage, frame_at(stage.plan, cue.start_s)) for cue in stage.plan.cues}
    most = max(len(wrap(stage.glyphs.text(text), inside)) for text in texts)
    return most + (len(wrap(stage.exercise.texts.easier, inside)) if eased else 0)


def _bar(stage: Stage, playback: Playback, inside: int) -> str:
    clock = f"{minutes_and_seconds(playback.position_s)} / {minutes_and_seconds(playback.plan.seconds)}"
    return f"{stage.glyphs.bar(playback.frame.total_progress, min(BAR, inside - 14))}  {clock}"


def _dots(stage: Stage, playback: Playback, width: int) -> str:
    dots = stage.glyphs.dots(playback.units, stage.plan.units)
    if len(dots) > width:
        dots = dots.replace(" ", "")
    return dots if len(dots) <= min(width, _MOST_DOTS) else ""


def _round_line(plan: Plan) -> str:
    if not plan.round.total:
        return ""
    return _("round %(number)d: %(done)d of %(total)d") % {
        "number": plan.round.number,
        "done": plan.round.done,
        "total": plan.round.total,
    }


def _keys(stage: Stage, playback: Playback, inside: int) -> list[str]:
    """The keys there are, in as many lines as they need."""
    if not stage.keys:
        return [_("Ctrl-C stops")]
    parts = [
        _("Space goes on") if playback.paused else _("Space pauses"),
        _("%(left)s back") % {"left": stage.glyphs.left},
        _("%(right)s skip") % {"right": stage.glyphs.right},
        _("E easier"),
        _("S swap"),
        *([_("M mute")] if stage.audible else []),
        _("H hurts"),
        _("Esc stops"),
    ]
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]}  {part}" if lines[-1] else part
        if len(joined) <= inside or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def _both_ends(left: str, right: str, width: int) -> str:
    gap = width - len(left) - len(right)
    return f"{left}{' ' * gap}{right}" if gap >= 2 else left


def _shown(stage: Stage, row: Row) -> Row:
    """The row with what the terminal's encoding lacks replaced."""
    text = stage.glyphs.text(row.text)
    return row if text == row.text else Row.of(text, row.styles[:1] or " ")


def _fitted(lines: list[Row], rows: int) -> list[Row]:
    """So many lines: blank ones added below, or taken out from the top, and then the end cut off."""
    fitted = list(lines)
    while len(fitted) > rows:
        blank = next((row for row in fitted if not row.text.strip()), None)
        if blank is None:
            break
        fitted.remove(blank)
    return [*fitted[: max(0, rows)], *[Row.of("")] * (rows - len(fitted))]
