"""Whole lives in no time: a persona plays days against the real break cycle, the real dose, the real plans.

Nothing here decides when to prompt or what to do: it only moves time from one instant that matters to the
next, and answers as the persona would.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from heapq import heappop, heappush
from typing import Final

from backbreak.core.catalogue import Catalogue
from backbreak.core.cycle import Cycle, Phase, begin, policy_of, step, wake_at
from backbreak.core.cycle import events as ev
from backbreak.core.cycle.values import Task
from backbreak.core.dose import Ledger, choose, limits_of, round_state
from backbreak.core.ids import DIGITS, SALT_DIGITS
from backbreak.core.journal import Entry
from backbreak.core.personas import Answer, Chance, Persona
from backbreak.core.session import lay_out
from backbreak.core.settings import Settings

FIRST_DAY: Final = date(2026, 1, 5)
"""A Monday."""

_BEAT: Final = timedelta(minutes=4)
"""Often enough not to be taken for lost."""

Doing = Callable[[datetime], ev.Event | None]


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of it: `rounds` completed, `prompts` shown (repeats are not counted)."""

    days: int
    entries: tuple[Entry, ...]
    prompts: int
    rounds: int
    longest_sitting_s: int


def simulate(
    days: int, persona: Persona, seed: int, start: date, settings: Settings, catalogue: Catalogue
) -> Simulation:
    """Play so many calendar days from `start` (UTC), beginning with an empty journal."""
    playing = simulation(days, persona, seed, start, settings, catalogue)
    while True:
        try:
            next(playing)
        except StopIteration as over:
            result: Simulation = over.value
            return result


def simulation(
    days: int, persona: Persona, seed: int, start: date, settings: Settings, catalogue: Catalogue
) -> Generator[None, None, Simulation]:
    """Play as `simulate` does, a step at a time, for whoever has other things to do between two of them."""
    life = _Life(persona, seed, settings, catalogue)
    for number in range(days):
        day = start + timedelta(days=number)
        if day.weekday() in persona.days:
            yield from life.play(day)
    return life.result(days)


class _Life:
    """One persona's time at the computer, as far as it has been played."""

    def __init__(self, persona: Persona, seed: int, settings: Settings, catalogue: Catalogue) -> None:
        self._persona = persona
        self._chance = Chance(seed)
        salt = "".join(DIGITS[self._chance.below(32)] for _ in range(SALT_DIGITS))
        self._policy = policy_of(settings, UTC, "simulated", salt)
        self._limits = limits_of(settings)
        self._catalogue = catalogue
        self._plan = lru_cache(maxsize=512)(lambda choice: lay_out(choice, catalogue, self._limits))
        self._cycle: Cycle | None = None
        self._off: datetime | None = None
        self._agenda: list[tuple[datetime, int, Doing]] = []
        self._noted = 0
        self._ledger = Ledger()
        self._entries: list[Entry] = []
        self._prompts = 0
        self._longest = timedelta(0)

    def result(self, days: int) -> Simulation:
        """What has come of it so far."""
        number = round_state(self._ledger, self._catalogue, self._limits).number
        entries = tuple(sorted(self._entries, key=lambda entry: (entry.at, entry.id)))
        return Simulation(days, entries, self._prompts, number - 1, int(self._longest.total_seconds()))

    def play(self, day: date) -> Iterator[None]:
        """Play a working day, a step at a time: the machine is switched on, used, and switched off."""
        midnight = datetime.combine(day, time(), UTC)
        on = midnight + timedelta(minutes=self._persona.begins_min)
        off = midnight + timedelta(minutes=self._persona.ends_min)
        self._agenda.clear()
        for begins, lasts in self._persona.leaves_min:
            out = midnight + timedelta(minutes=begins)
            self._note(out, ev.Locked)
            self._note(out + timedelta(minutes=lasts), ev.Unlocked)
        self._switch_on(on)
        while (at := self._next()) <= off or (
            self._phase is Phase.SESSION and at < datetime.max.replace(tzinfo=UTC)
        ):
            self._move(at)
            yield
        self._sat_until(off)
        self._off = max(off, self._now)

    @property
    def _now(self) -> datetime:
        assert self._cycle is not None
        return self._cycle.now

    @property
    def _phase(self) -> Phase:
        assert self._cycle is not None
        return self._cycle.phase

    def _switch_on(self, at: datetime) -> None:
        if self._cycle is None or self._off is None:
            self._cycle = begin(at, self._policy)
            self._post(ev.Tick(at))
        else:
            self._post(ev.Restarted(at, stamped=self._off))

    def _note(self, at: datetime, doing: Doing) -> None:
        self._noted += 1
        heappush(self._agenda, (at, self._noted, doing))

    def _next(self) -> datetime:
        """The next instant at which anything happens; the end of time when nothing does."""
        assert self._cycle is not None
        wake = wake_at(self._cycle, self._policy)
        found = [at for at in (wake, self._agenda[0][0] if self._agenda else None) if at is not None]
        return min(found, default=datetime.max.replace(tzinfo=UTC))

    def _move(self, at: datetime) -> None:
        if self._agenda and self._agenda[0][0] <= at:
            event = heappop(self._agenda)[2](at)
            if event is not None:
                self._post(event)
        else:
            self._post(ev.Tick(at))

    def _post(self, event: ev.Event) -> None:
        assert self._cycle is not None
        if not isinstance(event, ev.Restarted):
            self._sat_until(event.at)
        self._cycle, effects = step(self._cycle, event, self._policy)
        for effect in effects:
            match effect:
                case ev.ShowPrompt():
                    self._prompts += effect.showing == 1
                    self._answer(effect.episode, event.at)
                case ev.OpenSession():
                    self._begin_session(effect.run, event.at)
                case ev.Record():
                    self._entries.append(effect.entry)
                    self._ledger = self._ledger.add(effect.entry)

    def _sat_until(self, at: datetime) -> None:
        """Take note of how long the spell is by then, if somebody is sitting."""
        assert self._cycle is not None
        cycle = self._cycle
        if cycle.run is None and cycle.presence.locked is None:
            self._longest = max(self._longest, at - cycle.spell_start)

    def _answer(self, episode: str, at: datetime) -> None:
        assert self._cycle is not None
        open_now = self._cycle.episode
        snoozed = open_now.snoozes if open_now is not None else 0
        answer = self._persona.answer(self._chance, snoozed)

        def do(now: datetime) -> ev.Event | None:
            match answer:
                case Answer.START:
                    return ev.Started(now, self._task(now))
                case Answer.SNOOZE:
                    return ev.Snoozed(now)
                case Answer.SKIP:
                    return ev.Skipped(now)
            return None

        self._note(at, do)

    def _task(self, at: datetime) -> Task:
        self._choice = choose(self._ledger, self._catalogue, self._limits, at.date())
        return Task(self._choice.exercise_id, self._choice.units, self._choice.round.number)

    def _begin_session(self, run: str, at: datetime) -> None:
        """Play the plan, to its end or half of it, telling how far it is as a window does."""
        choice = self._choice
        alike = replace(choice, round=replace(choice.round, number=1, done=0))
        laid_out = self._plan(alike)
        whole = self._chance.below(100) >= self._persona.gives_up if self._persona.gives_up else True
        units = choice.units if whole else choice.units // 2
        seconds = laid_out.seconds if whole else laid_out.seconds / 2
        end = at + timedelta(seconds=seconds)
        beat = at + _BEAT
        while beat < end:
            self._note(beat, lambda now: ev.Progressed(now, run, 0, None, 0.0))
            beat += _BEAT
        self._note(end, lambda now: ev.Ended(now, run, units, None, seconds, whole))
