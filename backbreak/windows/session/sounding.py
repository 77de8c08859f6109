"""The session's sound as the window knows it: something that is told where the session is and never waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from backbreak.core.cues import Plan
from backbreak.core.phrases import Phrase
from backbreak.core.settings import Sound
from backbreak.windows.session.player import Player
from backbreak.words import language
from backbreak.words.speech import Speech


class Sounds(Protocol):
    """Plays what is heard of a session; nothing in it blocks or raises."""

    @property
    def note(self) -> str:
        """One short line for the screen where something cannot be heard, else empty."""

    def perform(self, plan: Plan, position_s: float = 0.0, speech: Speech | None = None) -> None: ...
    def follow(self, position_s: float, moving: bool, resuming_s: float = 0.0) -> None: ...
    def say(self, phrase: Phrase) -> None: ...
    def mute(self, muted: bool) -> None: ...
    def end(self) -> None: ...


MakeSounds = Callable[[Sound, Speech, str, float], Sounds]
"""From the settings, the sentences, their language and the session's speed."""


class Silence:
    """Nothing is heard: for pictures and measurements."""

    note = ""

    def __init__(self, _sound: Sound, _speech: Speech, _language: str, _speed: float) -> None:
        pass

    def perform(self, plan: Plan, position_s: float = 0.0, speech: Speech | None = None) -> None: ...
    def follow(self, position_s: float, moving: bool, resuming_s: float = 0.0) -> None: ...
    def say(self, phrase: Phrase) -> None: ...
    def mute(self, muted: bool) -> None: ...
    def end(self) -> None: ...


def performer(sound: Sound, speech: Speech, language: str, speed: float) -> Sounds:
    """Make what really is heard."""
    from backbreak.sound.performer import Performer  # the first picture does not wait for it

    return Performer(sound, speech, language, speed)


class Loudspeaker:
    """The sound of one sitting: a performer from its first session on, the same one after a swap."""

    def __init__(self, make: MakeSounds, sound: Sound) -> None:
        self.muted = False
        self._make, self._sound = make, sound
        self._sounds: Sounds | None = None
        self._heard: Plan | None = None

    @property
    def note(self) -> str:
        """What the screen should say about the sound."""
        return "" if self._sounds is None else self._sounds.note

    def renew(self) -> None:
        """Another sitting: the performer before has ended."""
        self._sounds = None

    def start(self, speech: Speech, speed: float) -> None:
        """Get ready, once a sitting."""
        if self._sounds is None:
            self._sounds = self._make(self._sound, speech, language(), speed)
            self._sounds.mute(self.muted)

    def speak(self, speech: Speech, speed: float) -> None:
        """Go on in another language, where there is anything to be heard yet."""
        if self._sounds is not None:
            self._sounds.end()
            self._sounds = self._heard = None
            self.start(speech, speed)

    def follow(self, player: Player, speech: Speech) -> None:
        """Hear where a player is; a timeline that is new is laid out first."""
        if self._sounds is None or player.over:
            return
        playback = player.playback
        if playback.plan is not self._heard:
            self._heard = playback.plan
            self._sounds.perform(playback.plan, playback.position_s, speech)
        moving = not playback.paused and playback.resuming_s <= 0 and not player.waiting
        self._sounds.follow(playback.position_s, moving, playback.resuming_s)

    def say(self, phrase: Phrase) -> None:
        """Say this once, now."""
        if self._sounds is not None:
            self._sounds.say(phrase)

    def toggle_mute(self) -> None:
        """Be silent at once, or be heard again."""
        self.muted = not self.muted
        if self._sounds is not None:
            self._sounds.mute(self.muted)

    def end(self) -> None:
        """Let the last tone ring out."""
        if self._sounds is not None:
            self._sounds.end()
