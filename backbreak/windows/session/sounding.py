"""The session's sound as the window knows it: something that is told where the session is and never waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from backbreak.core.cues import Plan
from backbreak.core.phrases import Phrase
from backbreak.core.settings import Sound
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
