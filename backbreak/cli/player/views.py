"""Where a session is shown: a terminal's screen repainted ten times a second, or a line for each cue."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from textwrap import wrap
from typing import Protocol, TextIO

from backbreak.cli.player.screen import Stage, caption, picture, where
from backbreak.cli.tables import minutes_and_seconds
from backbreak.core.cues import Cue, frame_at
from backbreak.core.playback import CueChanged, Fact, Playback
from backbreak.words import session as words

REPAINT_S = 0.1
PATIENCE_S = 1.0
_ENTER = "\x1b[?1049h\x1b[?25l"
_LEAVE = "\x1b[?25h\x1b[?1049l"
LINE = 79


class View(Protocol):
    """Something that shows a session."""

    def open(self) -> None: ...

    def show(self, playback: Playback, facts: Iterable[Fact]) -> None: ...

    def patience_s(self, playback: Playback, speed: float) -> float: ...

    def close(self) -> None: ...


class Screen:
    """The whole terminal, and what was on it before once the session is over."""

    def __init__(self, stage: Stage, out: TextIO) -> None:
        self._stage = stage
        self._out = out

    def open(self) -> None:
        """Put aside what is on the terminal."""
        self._write(_ENTER)

    def show(self, playback: Playback, facts: Iterable[Fact]) -> None:
        """Repaint, without flicker: each line is written over the old one."""
        size = shutil.get_terminal_size()
        lines = picture(self._stage, playback, size.columns, size.lines)
        self._write("\x1b[H" + "\r\n".join(f"{line}\x1b[K" for line in lines))

    def patience_s(self, playback: Playback, speed: float) -> float:
        """How long until the picture is another one."""
        return REPAINT_S

    def close(self) -> None:
        """Bring back what was on the terminal."""
        self._write(_LEAVE)

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


class Lines:
    """One line for each cue, for pipes, logs and terminals that can do no more."""

    def __init__(self, stage: Stage, out: TextIO) -> None:
        self._stage = stage
        self._out = out

    def open(self) -> None:
        """Say how to get into position, and what is done first."""
        stage = self._stage
        for line in wrap(stage.glyphs.text(stage.exercise.prepare_text(stage.plan.first_side)), LINE):
            self._out.write(line + "\n")
        self._say(stage.plan.cues[0])

    def show(self, playback: Playback, facts: Iterable[Fact]) -> None:
        """Say every cue that began."""
        for fact in facts:
            if isinstance(fact, CueChanged):
                self._say(fact.cue)

    def patience_s(self, playback: Playback, speed: float) -> float:
        """How long until the next cue; never so long that a stop of the machine goes unnoticed."""
        return min(PATIENCE_S, playback.frame.seconds_left / speed)

    def close(self) -> None:
        """Nothing was put aside."""

    def _say(self, cue: Cue) -> None:
        stage = self._stage
        frame = frame_at(stage.plan, cue.start_s)
        word = words.stretch(frame.stretch) if frame.stretch else words.phase(cue.phase, stage.exercise)
        line = f"{minutes_and_seconds(cue.start_s):>5}  {word:<17} {where(stage, cue)}".rstrip()
        told = f"{line}  {caption(stage, frame)}"
        text = stage.glyphs.text(told if len(told) <= LINE else line)
        self._out.write(text + "\n")
        self._out.flush()
