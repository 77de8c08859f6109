"""Which exercise comes next and how much of it: capacity, shares, rounds and the choice.

Everything follows from the ledger (the journal folded), the catalogue, the limits the settings draw and
today's date, and from nothing else: the same four always give the same session.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from backbreak.core.catalogue import Catalogue
from backbreak.core.errors import BackbreakError
from backbreak.core.exercise import Exercise, Side
from backbreak.core.ledger import Ledger
from backbreak.core.settings import Settings
from backbreak.core.timing import pace, to_ms

__all__ = [
    "Choice",
    "DoseError",
    "Ledger",
    "Limits",
    "RoundState",
    "capacity",
    "choose",
    "choose_explicit",
    "choose_wanted",
    "eligible",
    "least_seconds",
    "limits_of",
    "round_state",
    "share",
    "unknown_exclusions",
]


class DoseError(BackbreakError):
    """A session that was asked for and does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the user allows: the budget in seconds, the tempo, the way of choosing, the place and its kit."""

    seconds: float = 120.0
    tempo: float = 1.0
    choice: str = "variety"
    place: str = "floor"
    sofa: bool = True
    exclude: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class RoundState:
    """The round's number, its units done before the session in question, and the units it asks for."""

    number: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The next session: `units` of an exercise whose dose has `done_before` units behind it.

    `owed_side` is the side to begin with when one fell behind. Stand-and-stretch has 0 units.
    """

    exercise_id: str
    units: int
    done_before: int
    round: RoundState
    owed_side: Side | None = None


def limits_of(settings: Settings, seconds: float | None = None) -> Limits:
    """Return the limits a person's settings draw; `seconds` is a budget for this once."""
    session = settings.session
    return Limits(
        seconds=session.seconds if seconds is None else seconds,
        tempo=session.tempo,
        choice=session.choice,
        place=session.place,
        sofa=session.sofa,
        exclude=frozenset(session.exclude),
    )


def unknown_exclusions(limits: Limits, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what is excluded and is no exercise: a typing mistake, that would leave the exercise in."""
    return tuple(sorted(limits.exclude - set(catalogue.ids)))


def capacity(exercise: Exercise, limits: Limits, done: int, left: int) -> int:
    """Return the most units, up to `left`, that fit the budget after `done` units of the dose."""
    timing, budget_ms = pace(exercise, limits.tempo), to_ms(limits.seconds)
    units = 0
    while units < left and timing.whole_ms(units + 1, done) <= budget_ms:
        units += 1
    return units


def share(exercise: Exercise, limits: Limits, done: int, done_today: int = 0) -> int:
    """Return the units one session takes of a dose: the fewest sessions that fit, evenly filled.

    Never more than the day's dose still allows; 0 when not even one unit fits the budget.
    """
    left = exercise.total_units - done
    most = capacity(exercise, limits, done, left)
    if most <= 0:
        return 0
    sessions = -(-left // most)
    return min(-(-left // sessions), exercise.total_units - done_today)


def least_seconds(exercise: Exercise, limits: Limits) -> int:
    """Return the smallest whole number of seconds one unit fits in."""
    return -(-pace(exercise, limits.tempo).whole_ms(1, 0) // 1000)


def choose(ledger: Ledger, catalogue: Catalogue, limits: Limits, today: date) -> Choice:
    """Return the next session, stand-and-stretch when no part may be done today."""
    turn = next(eligible(ledger, catalogue, limits, today), None)
    return turn or Choice(catalogue.stand_and_stretch.id, 0, 0, round_state(ledger, catalogue, limits))


def eligible(ledger: Ledger, catalogue: Catalogue, limits: Limits, today: date) -> Iterator[Choice]:
    """Yield the sessions there may be today, one for each part, in the order of choice."""
    progress = _Progress(ledger, catalogue, limits)
    parts = [
        part
        for part in progress.allowed
        if progress.done(part) < part.total_units and ledger.done_on(today, part.id) < part.total_units
    ]
    if limits.choice == "one-at-a-time":
        parts.sort(key=lambda part: progress.done(part) == 0)
    else:
        last = progress.last_of_group()
        parts.sort(key=lambda part: (last[part.group], progress.fraction(part)))
    for part in parts:
        units = share(part, limits, progress.done(part), ledger.done_on(today, part.id))
        yield Choice(part.id, units, progress.done(part), progress.state, _owed_side(ledger, part))


def choose_explicit(
    ledger: Ledger, catalogue: Catalogue, limits: Limits, exercise_id: str, units: int | None = None
) -> Choice:
    """Return a session of the exercise asked for, however much of it was done today.

    Exclusions and the place do not count either; a part whose dose is done starts again from 0, and counts
    for nothing more. Raises UnknownExercise, or DoseError when it does not fit the budget.
    """
    exercise = catalogue.get(exercise_id)
    progress = _Progress(ledger, catalogue, limits)
    if not exercise.total_units:
        if units:
            raise DoseError("%(id)s has no units to count; leave the number out", id=exercise.id)
        return Choice(exercise.id, 0, 0, progress.state)
    done = progress.done(exercise)
    done = 0 if done >= exercise.total_units else done
    planned = share(exercise, limits, done)
    if not planned:
        needed = {"id": exercise.id, "budget": limits.seconds, "least": least_seconds(exercise, limits)}
        raise DoseError("%(id)s does not fit %(budget)g s; give it %(least)s s or more", **needed)
    if units is not None:
        most = capacity(exercise, limits, done, exercise.total_units)
        planned = units
        if not 1 <= units <= most:
            told = {"units": units, "id": exercise.id, "budget": limits.seconds, "most": most}
            raise DoseError("%(units)s units of %(id)s do not fit %(budget)g s; 1 to %(most)s do", **told)
    return Choice(exercise.id, planned, done, progress.state, _owed_side(ledger, exercise))


def choose_wanted(
    ledger: Ledger,
    catalogue: Catalogue,
    limits: Limits,
    today: date,
    exercise_id: str | None = None,
    units: int | None = None,
) -> Choice:
    """Return the session somebody asked for; where they named no exercise, that of whose turn it is.

    Raises what `choose_explicit` does.
    """
    if exercise_id is not None:
        return choose_explicit(ledger, catalogue, limits, exercise_id, units)
    turn = choose(ledger, catalogue, limits, today)
    return turn if units is None else choose_explicit(ledger, catalogue, limits, turn.exercise_id, units)


def round_state(ledger: Ledger, catalogue: Catalogue, limits: Limits) -> RoundState:
    """Return how far the current round is, as `status` shows it."""
    return _Progress(ledger, catalogue, limits).state


def _owed_side(ledger: Ledger, exercise: Exercise) -> Side | None:
    return None if exercise.sides == "none" else ledger.owed_side(exercise.id)


class _Progress:
    """The current round seen through the limits: which parts are allowed, and how far each is."""

    def __init__(self, ledger: Ledger, catalogue: Catalogue, limits: Limits) -> None:
        self.allowed = _allowed(catalogue, limits)
        self._ledger, self._parts = ledger, catalogue.parts
        done = {part: min(part.total_units, ledger.done(part.id)) for part in catalogue.parts}
        self._fresh = bool(self.allowed) and all(done[part] == part.total_units for part in self.allowed)
        self._done = dict.fromkeys(done, 0) if self._fresh else done

    @property
    def state(self) -> RoundState:
        """The round as numbers, the article's; a round just completed is the next one, empty."""
        article = [part for part in self.allowed if not part.pack]
        return RoundState(
            number=self._ledger.round + self._fresh,
            done=sum(self._done[part] for part in article),
            total=sum(part.total_units for part in article),
        )

    def done(self, part: Exercise) -> int:
        """Return the units of a part in this round, at most its dose."""
        return self._done[part]

    def fraction(self, part: Exercise) -> float:
        """Return how much of its dose a part has, 0 to 1."""
        return self._done[part] / part.total_units

    def last_of_group(self) -> dict[str, int]:
        """Return how lately the exercises of each group were done, whichever of them; -1 for never."""
        found: dict[str, int] = {}
        for part in self._parts:
            found[part.group] = max(found.get(part.group, -1), self._ledger.last(part.id))
        return found


@lru_cache(maxsize=16)
def _allowed(catalogue: Catalogue, limits: Limits) -> tuple[Exercise, ...]:
    """The parts that may be chosen at all: not excluded, of the place, with their sofa, and one unit fits."""
    return tuple(
        part
        for part in catalogue.parts
        if part.id not in limits.exclude
        and (part.space == "standing" or limits.place != "standing")
        and (limits.sofa or not part.needs_sofa())
        and capacity(part, limits, 0, 1) > 0
    )
