"""The session's clockwork: moves the playback along in real time and reports to the link.

It knows no widgets. The clock is monotonic, so neither a slow frame nor a changed wall clock bends the
timeline; time that passes while nothing ticks (a busy machine) is caught up at the next tick. So long that
the program must have been stopped, it is no exercise: nothing of it counts, and a 3-2-1 leads on.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from backbreak.core import playback as play
from backbreak.core.cues import Frame
from backbreak.core.journal import Feel
from backbreak.core.playback import CueChanged, Finished, Playback, UnitDone
from backbreak.windows.session.link import Assignment, Progress, SessionLink

TICK_MS = 16
BEAT_S = 30.0
"""The resident gives a silent window up after five minutes; this says well before that it is alive."""


class Player(QObject):
    """Plays one assignment once. Signals follow each other in the order things happen."""

    moved = Signal()
    """The picture has to follow: after every tick that moved something, and after every key."""
    jumped = Signal()
    """Skip, back or easier: what is seen changes at once (comes before `moved`)."""
    cue_changed = Signal()
    ended = Signal(bool)
    """The end is reported; True when all that was planned is done."""

    def __init__(
        self, link: SessionLink, assignment: Assignment, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._link = link
        self._clock = clock
        self._speed = assignment.speed
        self._playback = Playback(assignment.plan)
        self._last_s = clock()
        self._last_beat_s = self._last_s
        self._over = self._waiting = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        link.pause_ordered.connect(self.pause)
        link.resume_ordered.connect(self.resume)

    @property
    def playback(self) -> Playback:
        """Where the session is."""
        return self._playback

    @property
    def frame(self) -> Frame:
        """What is on."""
        return self._playback.frame

    @property
    def over(self) -> bool:
        """Whether the end has been reported."""
        return self._over

    @property
    def waiting(self) -> bool:
        """Whether it stands still until there is an answer to `swap`."""
        return self._waiting

    def start(self) -> None:
        """Begin to play; later calls change nothing."""
        if self._over or self._timer.isActive():
            return
        self._last_s = self._clock()
        self._timer.start()
        self.moved.emit()

    def toggle_pause(self) -> None:
        """Pause, or go on after 3-2-1."""
        if self._playback.paused:
            self.resume()
        else:
            self.pause()

    def pause(self) -> None:
        """Stand still."""
        self._change(play.pause)

    def resume(self) -> None:
        """Go on after 3-2-1."""
        self._change(play.resume)

    def skip(self) -> None:
        """Go to the next cue."""
        self._jump(play.skip)

    def back(self) -> None:
        """Go one rep back."""
        self._jump(play.back)

    def ease(self) -> None:
        """Make what is to come easier, or as prescribed again."""
        self._jump(play.ease)

    def swap(self) -> None:
        """Stand still and ask the link for another exercise; `drop` or `go_on` follows its answer."""
        if self._over or self._waiting:
            return
        self._tick()
        if self.over:
            return  # the end came with this very tick
        self._waiting = True
        self._timer.stop()
        self._link.swap(self._progress())

    def go_on(self) -> None:
        """There is no other exercise: play on, after a 3-2-1."""
        if self._over or not self._waiting:
            return
        self._waiting = False
        self._last_s = self._clock()
        self._timer.start()
        self._playback, _none = play.go_on(self._playback)
        self.moved.emit()

    def drop(self) -> None:
        """Another session has taken this one's place, which is closed: nothing is reported any more."""
        self._over = True
        self._timer.stop()

    def stop(self, feel: Feel | None = None) -> None:
        """End here; what has been done counts. `feel` is how it felt, where that is why."""
        self._finish(feel)

    def _tick(self) -> None:
        now_s = self._clock()
        elapsed_s, self._last_s = now_s - self._last_s, now_s
        before = self._playback
        if elapsed_s > play.STALL_S:
            self._playback, facts = play.go_on(before)
        else:
            self._playback, facts = play.advance(before, elapsed_s * self._speed)
        if facts:
            self._tell(facts)
        elif self._playback is not before:
            self.moved.emit()
        if now_s - self._last_beat_s >= BEAT_S and not self._over:
            self._beat()

    def _change(self, change: Callable[[Playback], play.Step]) -> None:
        if self._over or self._waiting:
            return
        self._tick()
        if self.over:
            return
        before = self._playback
        self._playback, facts = change(before)
        if self._playback.paused != before.paused:
            self._beat()
        self._tell(facts)

    def _jump(self, change: Callable[[Playback], play.Step]) -> None:
        if not self._over and not self._waiting:
            self.jumped.emit()
            self._change(change)

    def _tell(self, facts: tuple[play.Fact, ...]) -> None:
        """Report first, then show: what was done is safe before anything can go wrong with a picture."""
        if any(isinstance(fact, UnitDone) for fact in facts):
            self._beat()
        if any(isinstance(fact, CueChanged) for fact in facts):
            self.cue_changed.emit()
        self.moved.emit()
        if any(isinstance(fact, Finished) for fact in facts):
            self._finish()

    def _progress(self) -> Progress:
        at = self._playback
        return Progress(at.units, at.owed_side, round(at.played_s, 3), at.paused)

    def _beat(self) -> None:
        self._last_beat_s = self._clock()
        self._link.beat(self._progress())

    def _finish(self, feel: Feel | None = None) -> None:
        if self._over:
            return
        self._over = True
        self._timer.stop()
        self._link.finish(self._progress(), self._playback.completed, feel)
        self.ended.emit(self._playback.completed)
