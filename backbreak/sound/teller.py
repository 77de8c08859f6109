"""The voice while a session is played: one thread that makes phrases ahead, or has them spoken by a server.

Engines are tried one after the other: one that hangs or fails is given up for the next, and when none is left
the tones are enough.
"""

from __future__ import annotations

import queue
import threading
import time
from array import array
from dataclasses import dataclass

from backbreak.sound.engines import Engine, Maker, Speaker
from backbreak.sound.engines.choosing import candidates
from backbreak.sound.mixer import Mixer
from backbreak.sound.mixing import leveled
from backbreak.sound.output import Output
from backbreak.sound.waves import Samples

_LATE_S = 0.25
"""So long after its moment a phrase is still handed to a server that speaks itself."""
_STILL_NOW_S = 1.5
"""What was to be said at once is said if it is made, or handed to a server, within this time."""
_AT_ONCE, _BREATH_S = 3, 0.4
"""So many phrases are made one after the other, those needed first; before each of the rest there is a pause,
shorter than a phrase takes to say: a machine that also draws is not kept busy for seconds."""


@dataclass(frozen=True, slots=True)
class _Say:
    sentence: str
    moment_s: float
    ordered_s: float
    late_s: float = _LATE_S


class Teller:
    """Finds the words. Every method returns at once."""

    def __init__(self, language: str, volume: float, mixer: Mixer, output: Output) -> None:
        self._language = language
        self._volume = volume
        self._mixer = mixer
        self._output = output
        self._orders: queue.SimpleQueue[_Say | None] = queue.SimpleQueue()
        self._wanted: tuple[str, ...] = ()
        self._made: dict[str, Samples] = {}
        self._engine: Engine | None = None
        self._cancelled_s = 0.0
        self._ending = False
        self._thread: threading.Thread | None = None
        self.speechless = False
        """Whether every engine there is was tried in vain."""

    @property
    def speaks_itself(self) -> bool:
        """Whether the engine plays what it says; otherwise it makes samples for the mixer."""
        return isinstance(self._engine, Speaker)

    def start(self) -> None:
        """Look for an engine; later calls change nothing."""
        if self._thread is None and not self._ending:
            self._thread = threading.Thread(target=self._live, name="voice", daemon=True)
            self._thread.start()

    def want(self, sentences: tuple[str, ...]) -> None:
        """Make these, in this order, those that were made before excepted."""
        self._wanted = sentences
        self._orders.put(None)

    def made(self, sentence: str) -> Samples | None:
        """Return a sentence's samples at the wanted volume; empty when nobody can say it, None: not yet."""
        return self._made.get(sentence)

    def speak(self, sentence: str, moment_s: float, late_s: float = _LATE_S) -> None:
        """Have an engine that speaks itself say something at a monotonic moment, or hardly later."""
        self._orders.put(_Say(sentence, moment_s, time.monotonic(), late_s))

    def say_now(self, sentence: str) -> None:
        """Say something as soon as its samples are there, unless that takes too long."""
        now_s = time.monotonic()
        self._orders.put(_Say(sentence, now_s, now_s, _STILL_NOW_S))

    def hush(self) -> None:
        """Say nothing of what was ordered up to now, and end what is being said."""
        self._cancelled_s = time.monotonic()
        self._orders.put(None)

    def end(self) -> None:
        """Say nothing any more."""
        self._ending = True
        self.hush()
        if isinstance(engine := self._engine, Maker):
            engine.close()

    def _live(self) -> None:
        """The thread's life: an engine at a time, until the end."""
        for engine in candidates(self._language, self._volume):
            self._engine = engine
            if isinstance(engine, Speaker):
                self._speaking(engine)
            else:
                self._output.open()
                self._making(engine)
            if self._ending:
                return
        self._engine = None
        self.speechless = True

    def _making(self, engine: Maker) -> None:
        """Make what is wanted, the most urgent first."""
        in_a_row = 0
        while not self._ending and not engine.given_up:
            missing = next((one for one in self._wanted if one not in self._made), None)
            wait_s = None if missing is None else 0.0 if in_a_row < _AT_ONCE else _BREATH_S
            try:
                order = self._orders.get(timeout=wait_s)
            except queue.Empty:
                self._make(engine, missing or "")
                in_a_row += 1
                continue
            in_a_row = 0  # after a jump other phrases are needed first
            if order is not None:
                self._make(engine, order.sentence)
                samples = self._made.get(order.sentence)
                fresh = time.monotonic() - order.moment_s < _STILL_NOW_S
                if samples and fresh and order.ordered_s >= self._cancelled_s:
                    self._mixer.speech(samples, None)
        if engine.given_up:  # another one may know how to say what this one did not
            self._made = {sentence: samples for sentence, samples in self._made.items() if samples}

    def _make(self, engine: Maker, sentence: str) -> None:
        if sentence not in self._made:
            samples = engine.say(sentence)
            self._made[sentence] = leveled(samples, self._volume) if samples else array("h")

    def _speaking(self, engine: Speaker) -> None:
        """Pass on what is to be said when its moment has come."""
        engine.prepare()
        due: list[_Say] = []
        cancelled_s = self._cancelled_s
        while not self._ending and not engine.given_up:
            wait_s = max(due[0].moment_s - time.monotonic(), 0.0) if due else None
            try:
                order = self._orders.get(timeout=wait_s)
            except queue.Empty:
                say = due.pop(0)
                if time.monotonic() - say.moment_s < say.late_s:
                    engine.speak(say.sentence)
                continue
            if self._cancelled_s != cancelled_s:
                cancelled_s = self._cancelled_s
                due.clear()
                engine.cancel()
            if order is not None and order.ordered_s >= cancelled_s:
                due.append(order)
                due.sort(key=lambda one: one.moment_s)  # what is to be said now goes first
        engine.close()
