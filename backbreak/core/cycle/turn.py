"""One step in the making: the cycle as far as it has come, the policy, and the orders so far."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from operator import attrgetter

from backbreak.core.cycle.events import Effect, Record, WithdrawPrompt
from backbreak.core.cycle.values import Cycle, Episode, Hold, Phase, Policy, Presence
from backbreak.core.ids import entry_id
from backbreak.core.instants import offset_min, whole_second
from backbreak.core.journal import Entry, Held, Outcome

# dataclasses.replace looks all fields up each time: four times as slow, and a year has many steps.
_PLACES = {one.name: place for place, one in enumerate(fields(Cycle))}
_values_of = attrgetter(*_PLACES)


@dataclass(slots=True)
class Turn:
    """Lives for one `step` only; every move in this package takes it first."""

    cycle: Cycle
    policy: Policy
    effects: list[Effect] = field(default_factory=list)
    past: bool = False
    """While instants are settled that have passed already: nothing can be shown any more."""

    def set(self, **changes: object) -> None:
        """Replace fields of the cycle; most of the time they are what they were."""
        cycle = self.cycle
        for name, value in changes.items():
            if getattr(cycle, name) is not value:
                values = list(_values_of(cycle))
                for changed in changes:
                    values[_PLACES[changed]] = changes[changed]
                self.cycle = Cycle(*values)
                return

    def sense(self, **changes: datetime | tuple[datetime, datetime] | None) -> None:
        """Replace facts of presence."""
        self.set(presence=replace(self.cycle.presence, **changes))  # type: ignore[arg-type]  # as above

    def emit(self, effect: Effect) -> None:
        """Order something of the shell."""
        self.effects.append(effect)

    def new_id(self, at: datetime) -> str:
        """The id of an entry begun at `at`, never given before."""
        self.set(issued=self.cycle.issued + 1)
        return entry_id(at, self.cycle.issued, self.policy.salt)

    def enter(self, phase: Phase, at: datetime) -> None:
        """Move to a phase; what only belongs to the old one ends."""
        if self.cycle.phase is Phase.PROMPTING and phase is not Phase.PROMPTING:
            self.emit(WithdrawPrompt())
        if phase is not Phase.HELD and self.cycle.episode is not None:
            self.set(episode=closed(self.cycle.episode, at))
        self.set(phase=phase)

    def start_spell(self, at: datetime) -> None:
        """The user stands up, or has: a new sitting spell, and the limit counts from it."""
        if self.cycle.phase is Phase.PROMPTING:
            self.enter(Phase.SITTING, at)
        self.set(spell_start=at, due_from=at, due_at=at + self.policy.limit, episode=None)

    def sat_s(self, until: datetime) -> int:
        """Whole seconds of the spell up to then, or up to the absence that is going on."""
        start = self.cycle.spell_start
        gone = out_since(self.cycle.presence, self.policy, until)
        return max(0, int((min(until, gone or until) - start).total_seconds()))

    def record(self, outcome: Outcome, at: datetime, episode: Episode | None, **fields: object) -> None:
        """Order a line of the journal; what the episode knows is filled in."""
        self.emit(Record(entry_of(self.policy, outcome, at, episode, **fields)))


def entry_of(
    policy: Policy, outcome: Outcome, at: datetime, episode: Episode | None, **fields: object
) -> Entry:
    """The entry of what ended at `at`; what the episode knows is filled in, `fields` come over it."""
    known: dict[str, object] = {
        "at": whole_second(at),
        "utc_offset_min": offset_min(at, policy.zone),
        "device": policy.device,
        "outcome": outcome,
    }
    if episode is not None:
        done = closed(episode, at)
        known |= {
            "id": done.id,
            "rev": done.rev,
            "prompted": None if done.prompted is None else whole_second(done.prompted),
            "snoozes": done.snoozes,
            "held": tuple(
                Held(h.reason, whole_second(h.start), whole_second(h.end))
                for h in done.holds
                if h.end is not None
            ),
        }
    return Entry(**(known | fields))  # type: ignore[arg-type]  # keyword names are the fields


def closed(episode: Episode, at: datetime) -> Episode:
    """The episode with no hold going on; a hold of no length never was."""
    if all(hold.end is not None for hold in episode.holds):
        return episode
    ended = (hold if hold.end is not None else replace(hold, end=at) for hold in episode.holds)
    return replace(episode, holds=tuple(h for h in ended if h.end is not None and h.end > h.start))


def put_off(episode: Episode, at: datetime, until: datetime) -> Episode:
    """The episode snoozed at `at`: from then, never from the last due time."""
    return replace(episode, snoozes=episode.snoozes + 1, snoozed=at, snoozed_until=until)


def open_holds(episode: Episode) -> tuple[Hold, ...]:
    """The holds that go on."""
    return tuple(hold for hold in episode.holds if hold.end is None)


def out_since(presence: Presence, policy: Policy, at: datetime) -> datetime | None:
    """Since when the user is away: locked, asleep, or without input for a natural break's time."""
    facts = [presence.locked, presence.asleep]
    idle = presence.idle
    if idle is not None and not policy.reading and at - idle >= policy.natural_break:
        facts.append(idle)
    return min((fact for fact in facts if fact is not None), default=None)


def stood_up(cycle: Cycle, policy: Policy, at: datetime) -> bool:
    """Whether the present absence is a natural break already: the spell is over, if not yet told of."""
    gone = out_since(cycle.presence, policy, at)
    return gone is not None and at - gone >= policy.natural_break
