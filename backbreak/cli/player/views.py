"""Where a session is shown: a terminal's screen, painted ten times a second, or a line for each cue."""

from __future__ import annotations

import os
from collections.abc import Iterable
from textwrap import wrap
from typing import Protocol, TextIO

from backbreak.cli.clock import monotonic
from backbreak.cli.player.paint import Painter
from backbreak.cli.player.screen import Stage, caption, headline, picture, where
from backbreak.cli.tables import minutes_and_seconds
from backbreak.core.cues import Cue, Phase, Plan, frame_at
from backbreak.core.playback import CueChanged, Fact, Playback

REPAINT_S = 0.1
PATIENCE_S = 1.0
BYTES_PER_S, SLOWEST_S = 4000, 0.25
"""What a line has to carry; a large figure on a large terminal moves in larger steps, but never crawls."""
NOTICE_S = 6.0
"""How long something told stays on the screen."""
_ENTER = "\x1b[?1049h\x1b[?25l"
_LEAVE = "\x1b[m\x1b[?25h\x1b[?1049l"
_USUAL = os.terminal_size((80, 24))
LINE = 79
_INDENT = " " * 7
"""What belongs to the line above stands below its words."""


class View(Protocol):
    """Something that shows a session; `gone` once nobody can see it any more."""

    gone: bool

    def open(self) -> None: ...

    def show(self, playback: Playback, facts: Iterable[Fact]) -> None: ...

    def reopen(self) -> None: ...

    def tell(self, text: str, lasting: bool = False) -> None: ...

    def explain(self, text: str) -> None: ...

    def turn_to(self, stage: Stage) -> None: ...

    def patience_s(self, playback: Playback, speed: float) -> float: ...

    def close(self) -> None: ...


class Screen:
    """The whole terminal, and what was on it before once the session is over."""

    def __init__(self, stage: Stage, out: TextIO) -> None:
        self.gone = False
        self._stage = stage
        self._out = out
        self._painter = Painter(os.environ)
        self._notice, self._lasting, self._until = "", "", 0.0
        self._not_before = 0.0

    def open(self) -> None:
        """Put aside what is on the terminal."""
        self._write(_ENTER)
        self._painter.forget()

    def reopen(self) -> None:
        """Show everything anew: somebody else may have written there."""
        self.open()

    def show(self, playback: Playback, facts: Iterable[Fact]) -> None:
        """Show the moment: what is different of it is written over the old one."""
        now = monotonic()
        if now < self._not_before and not tuple(facts):
            return
        size = _size(self._out)
        notice = self._notice if now < self._until else self._lasting
        rows = picture(self._stage, playback, size.columns, size.lines, notice)
        changes = self._painter.changes(rows, size.columns)
        self._write(changes)
        self._not_before = now + min(len(changes.encode()) / BYTES_PER_S, SLOWEST_S)

    def tell(self, text: str, lasting: bool = False) -> None:
        """Show a short line for a while, or as long as there is nothing newer."""
        if lasting:
            self._lasting = text
        else:
            self._not_before = 0.0
            self._notice, self._until = text, monotonic() + (NOTICE_S if text else 0.0)

    def explain(self, text: str) -> None:
        """The easier way has its place on the screen."""

    def turn_to(self, stage: Stage) -> None:
        """Go on with another session; what was told was of the one before."""
        self._stage, self._notice, self._not_before = stage, "", 0.0
        self._until = 0.0

    def patience_s(self, playback: Playback, speed: float) -> float:
        """How long until the picture is another one."""
        return REPAINT_S

    def close(self) -> None:
        """Bring back what was on the terminal."""
        self._write(_LEAVE)

    def _write(self, text: str) -> None:
        if text and not self.gone:
            self.gone = not _written(self._out, text)


class Lines:
    """One line for each cue, for pipes, logs and terminals that can do no more."""

    def __init__(self, stage: Stage, out: TextIO) -> None:
        self.gone = False
        self._stage = stage
        self._out = out
        self._told = ""
        self._explained: set[str] = set()

    def open(self) -> None:
        """Say how to get into position, and what is done first."""
        stage = self._stage
        self._write(stage.exercise.prepare_text(stage.plan.first_side))
        self._say(stage.plan.cues[0], stage.plan)

    def reopen(self) -> None:
        """What is written stays."""

    def show(self, playback: Playback, facts: Iterable[Fact]) -> None:
        """Say every cue that began."""
        for fact in facts:
            if isinstance(fact, CueChanged):
                self._say(fact.cue, playback.plan)

    def tell(self, text: str, lasting: bool = False) -> None:
        """Say it; what lasts, once."""
        if lasting and text == self._told:
            return
        if lasting:
            self._told = text
        if text:
            self._write(text)

    def explain(self, text: str) -> None:
        """Say it."""
        self._write(text)

    def turn_to(self, stage: Stage) -> None:
        """Go on with another session."""
        self._stage = stage
        self._write("")
        self._write(stage.exercise.name)
        self.open()

    def patience_s(self, playback: Playback, speed: float) -> float:
        """How long until the next cue; never so long that a stop of the machine goes unnoticed."""
        return min(PATIENCE_S, playback.frame.seconds_left / speed)

    def close(self) -> None:
        """Nothing was put aside."""

    def _say(self, cue: Cue, plan: Plan) -> None:
        stage, at_s = self._stage, cue.start_s
        frame = frame_at(plan, at_s)
        place = f" {stage.glyphs.dot} ".join(where(stage, cue))
        line = f"{minutes_and_seconds(at_s):>5}  {headline(stage, frame):<17} {place}".rstrip()
        what = caption(stage, frame)
        if len(told := f"{line}  {what}") <= LINE:
            self._put(stage.glyphs.text(told))
            return
        self._put(stage.glyphs.text(line))
        if what not in self._explained and cue.phase is not Phase.PREPARE:  # that was said in full before
            self._explained.add(what)
            self._write(what, indent=_INDENT)

    def _write(self, text: str, indent: str = "") -> None:
        text = self._stage.glyphs.text(text)
        for line in wrap(text, LINE, initial_indent=indent, subsequent_indent=indent) or [""]:
            self._put(line)

    def _put(self, line: str) -> None:
        if not self.gone:
            self.gone = not _written(self._out, line + "\n")


def _written(out: TextIO, text: str) -> bool:
    """Write; False when nobody is there any more: the line was cut, the window closed, the reader done.

    What is written after that goes nowhere, and complains no more.
    """
    try:
        out.write(text)
        out.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)
        return False
    return True


def _size(out: TextIO) -> os.terminal_size:
    """How large the terminal is now; one that does not know is a usual one."""
    try:
        size = os.get_terminal_size(out.fileno())
    except OSError:
        return _USUAL
    return size if size.columns and size.lines else _USUAL
