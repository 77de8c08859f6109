"""The sound of a session in a terminal: where there is somebody to hear it, and settings want it."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, Protocol

from backbreak.core.exercise import Exercise
from backbreak.core.phrases import Phrase, Saying
from backbreak.core.playback import Playback
from backbreak.core.settings import Sound
from backbreak.words import _, language
from backbreak.words.speech import Speech

if TYPE_CHECKING:
    from backbreak.sound.performer import Performer

PATIENCE_S = 0.1
"""How often at least a playback that is heard is followed."""
FASTEST = 4.0
"""At a higher speed tones are a rattle, and nobody speaks that fast."""


class Sounds(Protocol):
    """What the player tells whoever makes the sound."""

    @property
    def patience_s(self) -> float: ...

    @property
    def note(self) -> str: ...

    def perform(self, playback: Playback, exercise: Exercise) -> None: ...

    def follow(self, playback: Playback) -> None: ...

    def hush(self) -> None: ...

    def say_easier(self) -> None: ...

    def mute(self) -> str: ...

    def end(self, over: bool) -> None: ...


class Silence:
    """Nothing is heard; `note` says why, where that may surprise."""

    patience_s = inf

    def __init__(self, note: str = "") -> None:
        self.note = note

    def perform(self, playback: Playback, exercise: Exercise) -> None:
        """Nothing to play."""

    def follow(self, playback: Playback) -> None:
        """Nothing to play."""

    def hush(self) -> None:
        """It is silent already."""

    def say_easier(self) -> None:
        """Nothing to say."""

    def mute(self) -> str:
        """Say that there is nothing to mute."""
        return self.note or _("Sound is off already.")

    def end(self, over: bool) -> None:
        """It is silent already."""


class Heard:
    """Tones and voice, as the settings want them."""

    patience_s = PATIENCE_S

    def __init__(self, performer: Performer, stretching: Exercise) -> None:
        self._performer = performer
        self._stretching = stretching
        self._muted = False
        self._at_s = 0.0

    @property
    def note(self) -> str:
        """Why less is heard than is wanted, if so."""
        return _("Muted.") if self._muted else self._performer.note

    def perform(self, playback: Playback, exercise: Exercise) -> None:
        """Play the sound of this playback's plan from where it is."""
        speech = Speech(exercise, self._stretching)
        self._performer.perform(playback.plan, playback.position_s, speech)

    def follow(self, playback: Playback) -> None:
        """Keep with the playback."""
        self._at_s = playback.position_s
        moving = not (playback.paused or playback.finished or playback.resuming_s)
        self._performer.follow(self._at_s, moving, playback.resuming_s)

    def hush(self) -> None:
        """Be silent until the playback moves on."""
        self._performer.follow(self._at_s, False)

    def say_easier(self) -> None:
        """Say how it is easier."""
        self._performer.say(Phrase(Saying.EASIER))

    def mute(self) -> str:
        """Be silent, or be heard again; returns what to tell, where `note` does not."""
        self._muted = not self._muted
        self._performer.mute(self._muted)
        return "" if self._muted else _("Sound on.")

    def end(self, over: bool) -> None:
        """Let the last tone ring out, or be silent at once where it was stopped."""
        if not over:
            self._performer.mute(True)
        self._performer.end()


def sounds_for(
    sound: Sound,
    exercise: Exercise,
    stretching: Exercise,
    speed: float,
    environ: Mapping[str, str],
    *,
    attended: bool,
) -> Silence | Heard:
    """The sound of a session; `attended` says that a person is at this terminal, and no script.

    Over SSH the loudspeaker would be the other machine's, in front of somebody else.
    """
    if sound.volume <= 0 or not (sound.cues or sound.voice) or not attended or speed > FASTEST:
        return Silence()
    if environ.get("SSH_CONNECTION"):
        return Silence(_("No sound over SSH: follow the picture."))
    from backbreak.sound.performer import Performer

    return Heard(Performer(sound, Speech(exercise, stretching), language(), speed), stretching)
