"""The voices of machines: which of them may speak here, and what they have in common.

A `Maker` gives samples, of known length and of our loudness; a `Speaker` is a server that plays what it is
told to say. Makers come first.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias, runtime_checkable

from backbreak.sound.waves import Samples


@runtime_checkable
class Maker(Protocol):
    """An engine that makes samples."""

    @property
    def name(self) -> str:
        """What people know it by."""
        ...

    @property
    def voice(self) -> str:
        """The voice it speaks with, as the engine calls it; empty where that is not known yet."""
        ...

    @property
    def given_up(self) -> bool:
        """Whether it failed so often that it is not asked again."""
        ...

    def say(self, sentence: str) -> Samples | None:
        """Return a sentence without silence around it; None when it cannot be said. Takes its time."""
        ...

    def close(self) -> None:
        """End what is being made, on whatever thread; nothing is made any more."""
        ...


@runtime_checkable
class Speaker(Protocol):
    """An engine that speaks itself."""

    @property
    def name(self) -> str:
        """What people know it by."""
        ...

    @property
    def voice(self) -> str:
        """The voice it speaks with, as the engine calls it; empty where that is not known yet."""
        ...

    @property
    def given_up(self) -> bool:
        """Whether it failed so often that it is not asked again."""
        ...

    def prepare(self) -> None:
        """Be ready to speak: a server may have to be started."""
        ...

    def speak(self, sentence: str) -> None:
        """Begin to say a sentence, unless another one is being said."""
        ...

    def cancel(self) -> None:
        """End what is being said."""
        ...

    def close(self) -> None:
        """Say goodbye."""
        ...


Engine: TypeAlias = Maker | Speaker
