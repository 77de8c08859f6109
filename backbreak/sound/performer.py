"""A session's sound while it is played: what window and terminal hold, and all they need to know of it.

They say where the session is, sixty times a second or ten; from that `Line` knows what is due, the `Mixer`
sounds it on the frame, and the `Teller` finds the words. Nothing here ever blocks or raises: whatever takes
time has a daemon thread of its own, and a machine without sound costs a line on the screen.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from typing import Protocol

from backbreak.core.cues import Plan
from backbreak.core.hearing import EARCONS, Sounding, hear
from backbreak.core.phrases import Phrase, Saying, speaking_s
from backbreak.core.settings import Sound
from backbreak.sound.line import Line
from backbreak.sound.mixer import Mixer
from backbreak.sound.mixing import begins_at
from backbreak.sound.output import Output, State
from backbreak.sound.teller import Teller
from backbreak.sound.waves import RATE, WaveError, load_tones, scaled
from backbreak.storage.failures import StorageError
from backbreak.storage.places import resource
from backbreak.words import _

FASTEST_SPOKEN = 3.0
"""Faster than this nobody can speak: tones only."""
_LATE_S = 0.1
"""So much too late a phrase may begin; its end comes so much too late as well."""
_LATE_POSITION_S = 3.0
"""How to get into position is worth hearing even when the device took long to open."""


class Sentences(Protocol):
    """Makes sentences of phrases: `words.speech.Speech`."""

    def sentence(self, phrase: Phrase) -> str:
        """Return what is said; empty where there is nothing to say."""
        ...


class Performer:
    """Plays what is heard of a session. Nothing here ever blocks or raises."""

    def __init__(self, sound: Sound, speech: Sentences, language: str, speed: float = 1.0) -> None:
        """Start nothing yet. `speed` is how many seconds of the plan pass in one of the clock."""
        self._sound = replace(sound, voice=sound.voice and speed <= FASTEST_SPOKEN)
        self._speech = speech
        self._speed = speed
        self._line = Line(speed, ticks=sound.cues)
        self._mixer = Mixer()
        self._output = Output(self._mixer, self._load_tones)
        self._teller = Teller(language, sound.volume, self._mixer, self._output)
        self._waiting: list[Sounding] = []
        self._free_s = 0.0
        self._muted = False
        self._ended = False

    @property
    def silent(self) -> bool:
        """Whether the settings want to hear nothing: then no device is opened and no engine asked."""
        return self._sound.volume <= 0 or not (self._sound.cues or self._sound.voice)

    @property
    def note(self) -> str:
        """What the screen should say about the sound; empty when all is well, or silence is wanted."""
        if self.silent or self._muted or self._ended:
            return ""
        if self._output.state is State.MISSING:
            return _("No sound device: follow the picture.")
        if self._sound.voice and self._teller.speechless:
            return _("No voice here: follow the tones and the picture.")
        return ""

    def perform(self, plan: Plan, position_s: float = 0.0, speech: Sentences | None = None) -> None:
        """Play this plan from here on: at the start, when it was re-timed, or when another took its place."""
        if self.silent or self._ended:
            return
        self._speech = speech or self._speech
        if self._sound.cues:
            self._output.open()
        self._waiting.clear()
        self._free_s = 0.0
        self._mixer.forget()
        self._line.lay(hear(plan, self._sound, cache(self._seconds_of), self._speed))
        if self._sound.voice:
            self._teller.start()
            self._want(position_s)

    def _seconds_of(self, phrase: Phrase) -> float:
        """How long a phrase takes to say: really, where its words are made already, else by estimate."""
        sentence = self._speech.sentence(phrase)
        made = self._teller.made(sentence)
        return len(made) / RATE if made else speaking_s(sentence)

    def follow(self, position_s: float, moving: bool, resuming_s: float = 0.0) -> None:
        """Say where the session is: at every tick, and after every key. A jump or standing still hushes."""
        if self.silent or self._ended:
            return
        now_s = time.monotonic()
        orders = self._line.follow(now_s, position_s, moving, resuming_s)
        if orders.hush:
            self._hush()
            self._want(position_s)
        if orders.anchor_s is None or self._muted:
            return
        self._mixer.anchor_s = orders.anchor_s
        for one in orders.due:
            if one.phrase is not None:
                self._waiting.append(one)
            else:
                self._mixer.tone(one, self._speed)
        at_s = (now_s - orders.anchor_s) * self._speed
        self._waiting = [one for one in self._waiting if not self._settled(one, at_s, orders.anchor_s)]

    def say(self, phrase: Phrase) -> None:
        """Say something once, now, if nothing else is being said."""
        sentence = self._speech.sentence(phrase)
        if sentence and self._sound.voice and not (self.silent or self._ended or self._muted):
            self._teller.start()
            self._teller.say_now(sentence)

    def mute(self, muted: bool) -> None:
        """Be silent from now on, whatever happens; or no longer."""
        self._muted = muted
        if muted:
            self._hush()

    def end(self) -> None:
        """Let the last tone ring out, then be silent for good; never waits."""
        self._ended = True
        self._waiting.clear()
        self._mixer.ring_out()
        self._teller.end()
        self._output.end()

    def _settled(self, one: Sounding, at_s: float, anchor_s: float) -> bool:
        """See to one phrase; False when its words are still being made, and may be ready in time."""
        assert one.phrase is not None
        sentence = self._speech.sentence(one.phrase)
        late_s = _LATE_POSITION_S if one.phrase.id is Saying.POSITION else _LATE_S
        if self._teller.speaks_itself:
            if one.at_s >= self._free_s and one.at_s + late_s >= at_s:
                self._teller.speak(sentence, anchor_s + one.at_s / self._speed, late_s)
                self._free_s = one.end_s
            return True
        samples = self._teller.made(sentence)
        if samples is None:
            return at_s >= one.end_s
        begin_s = begins_at(one, len(samples) / RATE * self._speed, self._free_s)
        if samples and begin_s is not None and begin_s + late_s >= at_s:
            self._mixer.speech(samples, begin_s / self._speed, late_s)
            self._free_s = one.end_s
        return True

    def _hush(self) -> None:
        self._waiting.clear()
        self._free_s = 0.0
        self._mixer.hush()
        self._teller.hush()

    def _want(self, position_s: float) -> None:
        """Have the phrases ahead made first."""
        wanted = (self._speech.sentence(one.phrase) for one in self._line.wanted(position_s) if one.phrase)
        self._teller.want(tuple(dict.fromkeys(sentence for sentence in wanted if sentence)))

    def _load_tones(self) -> None:
        """Read the tones once. A damaged installation has none, and the session goes on without."""
        try:
            tones = load_tones(resource("sounds"), EARCONS)
        except (OSError, WaveError, StorageError):
            return
        self._mixer.tones = {name: scaled(samples, self._sound.volume) for name, samples in tones.items()}
