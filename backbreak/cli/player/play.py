"""The player's loop: time, keys, signals and the resident's orders move one playback to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from backbreak.cli.clock import monotonic
from backbreak.cli.player.awake import KeepAwake
from backbreak.cli.player.keys import Key, Keys
from backbreak.cli.player.screen import Stage
from backbreak.cli.player.signals import Stop
from backbreak.cli.player.sounds import Sounds
from backbreak.cli.player.views import View
from backbreak.core import playback as pure
from backbreak.core.cues import Plan
from backbreak.core.errors import BackbreakError
from backbreak.core.playback import Playback, UnitDone
from backbreak.words import session as words
from backbreak.words.refusals import told
from backbreak.words.sentences import sentence

BEAT_S = 45.0
"""Real seconds between two reports, at most; a window silent for five minutes counts as lost."""


class Host(Protocol):
    """Whoever keeps what is done: the resident, or this process alone."""

    def fileno(self) -> int | None: ...

    def beat(self, playback: Playback) -> None: ...

    def orders(self) -> list[str]: ...

    def swap(self, playback: Playback) -> Plan: ...


@dataclass(slots=True)
class Player:
    """One session being played at `speed` times its pace; `stage_of` sets the scene for another plan."""

    playback: Playback
    speed: float
    host: Host
    stage: Stage
    stage_of: Callable[[Plan], Stage]
    view: View
    sounds: Sounds
    keys: Keys | None
    stop: Stop
    awake: KeepAwake
    closed: bool = field(default=False, init=False)
    """The resident has ended the session: it has recorded what there was."""
    hurts: bool = field(default=False, init=False)
    """It hurt, and so it was stopped."""
    _left: bool = field(default=False, init=False)
    _frozen: bool = field(default=False, init=False)
    """Paused by the resident's order, not by a key."""
    _heard: Plan | None = field(default=None, init=False)
    _last: float = field(default_factory=monotonic, init=False)
    _beaten: float = field(default_factory=monotonic, init=False)

    def play(self) -> Playback:
        """Play to the end, or to whatever stops it; what was done is in the result."""
        self.view.open()
        try:
            self._take((self.playback, ()))
            while not (self.playback.finished or self._over):
                self._wait()
                self._pass_time()
                self._obey()
        finally:
            self.sounds.end(over=self.playback.finished)
            self.view.close()
        return self.playback

    @property
    def _over(self) -> bool:
        """Whether something other than the plan's end has ended it."""
        return self.stop.requested or self.closed or self._left or self.view.gone

    def _wait(self) -> None:
        """Sleep until the picture changes, a key is pressed, or somebody says something."""
        also = [fd for fd in (self._key_fd(), self.host.fileno()) if fd is not None]
        patience_s = min(self.view.patience_s(self.playback, self.speed), self.sounds.patience_s)
        ready = self.stop.wait(patience_s, also)
        if self.keys is not None and self.keys.fd in ready:
            for key in self.keys.read():
                self._press(key)
        if self.stop.suspended:
            self._stand_still()

    def _key_fd(self) -> int | None:
        return self.keys.fd if self.keys is not None and self.keys.open else None

    def _pass_time(self) -> None:
        now = monotonic()
        gone, self._last = now - self._last, now
        if self.stop.continued or gone > pure.STALL_S:
            self.stop.continued = False
            gone = 0.0
            self.playback, _none = pure.go_on(self.playback)
            if self.keys is not None:
                self.keys.resumed()
            self.view.reopen()
        self._take(pure.advance(self.playback, gone * self.speed))
        if now - self._beaten >= BEAT_S:
            self._beat()

    def _stand_still(self) -> None:
        """Ctrl-Z: give the terminal back, and stop until the shell lets this go on."""
        self.sounds.hush()
        self.view.close()
        if self.keys is not None:
            self.keys.lend()
        self.stop.stand_still()
        self.stop.continued = True

    def _press(self, key: Key) -> None:
        if self._left:
            return
        match key:
            case Key.PAUSE:
                self._frozen = False
                self._pause(not self.playback.paused)
            case Key.SKIP:
                self._take(pure.skip(self.playback))
            case Key.BACK:
                self._take(pure.back(self.playback))
            case Key.EASIER:
                self._ease()
            case Key.SWAP:
                self._swap()
            case Key.MUTE:
                self.view.tell(self.sounds.mute())
            case Key.HURTS:
                self.hurts = self._left = True
            case Key.STOP:
                self._left = True

    def _pause(self, paused: bool) -> None:
        self._take(pure.pause(self.playback) if paused else pure.resume(self.playback))
        self._beat()

    def _ease(self) -> None:
        """Easier from here on, or as prescribed again; said, and the alternative in words with it."""
        self._take(pure.ease(self.playback))
        if not self.playback.eased:
            self.view.tell(words.as_before())
            return
        self.sounds.say_easier()
        self.view.tell(words.eased(self.playback.eases == "hold"))
        self.view.explain(self.stage.exercise.texts.easier)

    def _swap(self) -> None:
        """Something I can do here: what was done is kept, and another session goes on in its place."""
        if self.playback.finished:
            return
        self.sounds.hush()
        try:
            plan = self.host.swap(self.playback)
        except BackbreakError as error:
            self.view.tell(sentence(told(error)))
            self._last = monotonic()  # the waiting for this answer was no exercise
            return
        self.stage = self.stage_of(plan)
        self.view.turn_to(self.stage)
        self._last = self._beaten = monotonic()
        self._frozen = False
        self._take((Playback(plan), ()))

    def _obey(self) -> None:
        """Do as ordered; looked at every time, because an order may come along with an answer."""
        if self.host.fileno() is None:  # a resident would keep the screen on
            self.awake.hold()
        for order in self.host.orders():
            if order == "close":
                self.closed = True
            elif order in ("pause", "resume"):
                self._frozen = order == "pause"
                self._pause(self._frozen)
        if self._frozen and self.host.fileno() is None:  # nobody is left to order it on
            self._frozen = False
            self._pause(False)

    def _take(self, step: pure.Step) -> None:
        self.playback, facts = step
        if self._heard is not self.playback.plan:  # at the start, and when it was re-timed or swapped
            self._heard = self.playback.plan
            self.sounds.perform(self.playback, self.stage.exercise)
        self.sounds.follow(self.playback)  # first: painting and keeping take their time
        if any(isinstance(fact, UnitDone) for fact in facts):
            self._beat()
        self.view.tell(self.sounds.note, lasting=True)
        self.view.show(self.playback, facts)

    def _beat(self) -> None:
        self._beaten = monotonic()
        self.host.beat(self.playback)
