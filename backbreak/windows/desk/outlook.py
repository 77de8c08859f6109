"""What may be done now, as the desk page shows it: every exercise with its part of the round. Pure.

Made from the ledger, the catalogue, the limits and the date alone; what is shown here is what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Plan
from backbreak.core.dose import (
    Choice,
    DoseError,
    Ledger,
    Limits,
    RoundState,
    choose,
    choose_explicit,
    least_seconds,
    round_state,
)
from backbreak.core.exercise import Exercise
from backbreak.core.instead import choose_instead
from backbreak.core.session import lay_out


@dataclass(frozen=True, slots=True)
class Offer:
    """One exercise to choose: `done` of its `total` units of the round, and the session it would be.

    Without a plan it does not fit the time there is; `least_s` is the shortest session it fits, in seconds.
    """

    exercise: Exercise
    done: int
    plan: Plan | None
    least_s: int

    @property
    def total(self) -> int:
        """The exercise's dose in units; 0 for stand-and-stretch."""
        return self.exercise.total_units


@dataclass(frozen=True, slots=True)
class Outlook:
    """Every exercise in the article's order, stand-and-stretch last; `turn` is the one whose turn it is."""

    offers: tuple[Offer, ...]
    turn: str
    round: RoundState
    _instead: _Instead = field(repr=False)

    @classmethod
    def of(
        cls, ledger: Ledger, catalogue: Catalogue, limits: Limits, today: date, units: int | None = None
    ) -> Outlook:
        """Look out from a ledger; `units` is how many somebody asked for, of whichever exercise."""
        turn = choose(ledger, catalogue, limits, today)
        state = round_state(ledger, catalogue, limits)
        # An exercise asked for by its name may go beyond the day's dose; the one whose turn it is does not.
        usual = turn if units is None else None
        offers = tuple(_offers(ledger, catalogue, limits, usual, units, begun=state.number == ledger.round))
        return cls(offers, turn.exercise_id, state, _Instead(ledger, catalogue, limits, today))

    def offer(self, exercise_id: str) -> Offer:
        """Give the offer of an exercise, the one whose turn it is where there is no such exercise."""
        found = {one.exercise.id: one for one in self.offers}
        return found.get(exercise_id) or found[self.turn]

    def instead(self, exercise_id: str, tried: frozenset[str]) -> Offer:
        """Give something that can be done here instead; raises DoseError in plain words for nothing."""
        it = self._instead
        choice = choose_instead(it.ledger, it.catalogue, it.limits, it.today, exercise_id, tried)
        return self.offer(choice.exercise_id)


@dataclass(frozen=True, slots=True)
class _Instead:
    """What the choice of something else is made from."""

    ledger: Ledger
    catalogue: Catalogue
    limits: Limits
    today: date


def _offers(
    ledger: Ledger, catalogue: Catalogue, limits: Limits, turn: Choice | None, units: int | None, begun: bool
) -> Iterator[Offer]:
    for exercise in catalogue:
        # With every part done the next round begins, empty.
        done = min(exercise.total_units, ledger.done(exercise.id)) if begun else 0
        least_s = least_seconds(exercise, limits)
        try:
            if turn is not None and turn.exercise_id == exercise.id:
                choice = turn
            else:
                wanted = units if exercise.total_units else None
                choice = choose_explicit(ledger, catalogue, limits, exercise.id, wanted)
            yield Offer(exercise, done, lay_out(choice, catalogue, limits), least_s)
        except DoseError:
            yield Offer(exercise, done, None, least_s)
