"""The people of a simulation: when they sit at the computer, and how they answer a prompt.

What looks like chance is arithmetic on the seed, so that the same seed is the same life.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from backbreak.core.errors import BackbreakError
from backbreak.core.located import suggestion

_MASK: Final = 2**64 - 1


class PersonaError(BackbreakError):
    """Nobody of that name."""


class Answer(Enum):
    """What somebody does about a prompt on the screen."""

    START = auto()
    SNOOZE = auto()
    SKIP = auto()
    IGNORE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody. `begins_min` and `ends_min` are minutes after midnight, the end maybe past the next one.

    Of 100 prompts `starts` are begun at once and `skips` declined, the rest ignored; before either, a prompt
    is snoozed up to `snoozes` times. `gives_up` is the share of sessions in 100 stopped half way.
    `leaves_min` are the absences of a day: when, and for how long.
    """

    name: str
    begins_min: int = 9 * 60
    ends_min: int = 17 * 60 + 30
    days: Sequence[int] = (0, 1, 2, 3, 4)
    starts: int = 100
    skips: int = 0
    snoozes: int = 0
    gives_up: int = 0
    leaves_min: tuple[tuple[int, int], ...] = ()

    def answer(self, chance: Chance, snoozed: int) -> Answer:
        """What is done about a prompt that was snoozed so often already."""
        if self.snoozes and snoozed < chance.below(self.snoozes + 1):
            return Answer.SNOOZE
        roll = chance.below(100)
        if roll < self.starts:
            return Answer.START
        return Answer.SKIP if roll < self.starts + self.skips else Answer.IGNORE


class Chance:
    """Numbers that look random and follow from the seed alone (the splitmix64 sequence)."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def below(self, limit: int) -> int:
        """The next number, from 0 to `limit` - 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % limit


def personas() -> tuple[Persona, ...]:
    """Everybody, the default first."""
    lunch, coffee = (12 * 60 + 15, 45), (10 * 60 + 20, 8)
    return (
        Persona(name="willing"),
        Persona(name="snoozer", snoozes=3),
        Persona(name="skipper", starts=20, skips=80),
        Persona(name="sometimes", starts=50, skips=20, snoozes=1, gives_up=20, leaves_min=(lunch,)),
        Persona(name="restless", leaves_min=(coffee, lunch, (15 * 60 + 10, 12))),
        Persona(name="deaf", starts=0),
        Persona(name="night-owl", begins_min=16 * 60, ends_min=26 * 60, days=range(7), snoozes=1),
    )


def persona_named(name: str) -> Persona:
    """The persona of that name; raises PersonaError naming those there are."""
    everybody = {persona.name: persona for persona in personas()}
    if name in everybody:
        return everybody[name]
    hint = suggestion(name, list(everybody))
    raise PersonaError("there is no persona %(name)r: %(hint)s", name=name, hint=hint)
