"""One cycle driven by events, its screen and its journal, and what must hold after every single step."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backbreak.core.cycle import Cycle, Phase, Policy, deadline, persist, step, wake_at
from backbreak.core.cycle import events as e
from backbreak.core.journal import Entry, Outcome, merge


def reloaded(cycle: Cycle) -> Cycle:
    """The cycle after a way through state.json."""
    return persist.from_plain(json.loads(json.dumps(persist.to_plain(cycle))))


@dataclass
class Track:
    """One cycle on its way, what it wrote, and what stands on its screen."""

    policy: Policy
    cycle: Cycle
    extra_ticks: timedelta | None = None
    persists: bool = True
    entries: list[Entry] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    screen: str | None = None
    playing: bool = False
    closed: bool = False
    episodes: dict[str, bool] = field(default_factory=dict)
    """Every episode there was; whether it was ended by a break that somebody else wrote down."""

    def until(self, to: datetime) -> None:
        """Tick whenever asked, and at this track's extra times, up to and including `to`."""
        while True:
            asked = wake_at(self.cycle, self.policy)
            assert asked is None or asked > self.cycle.now
            extra = None if self.extra_ticks is None else self.cycle.now + self.extra_ticks
            at = min((one for one in (asked, extra) if one is not None and one <= to), default=None)
            if at is None:
                return
            self.post(e.Tick(at))

    def post(self, event: e.Event) -> tuple[e.Effect, ...]:
        """One step, and everything that must hold after it; gives what was ordered."""
        before = self.cycle
        self.cycle, effects = step(self.cycle, event, self.policy)
        if isinstance(event, e.Restarted):
            self.screen = None
        self.refused, self.closed = [], False
        for effect in effects:
            self._obey(effect)
        self._note_episodes(before, event)
        self._check(before, event, effects)
        return effects

    def _obey(self, effect: e.Effect) -> None:
        match effect:
            case e.ShowPrompt():
                self.screen = effect.episode
            case e.WithdrawPrompt():
                self.screen = None
            case e.OpenSession():
                assert not self.playing
                self.playing = True
            case e.CloseSession():
                self.playing, self.closed = False, True
            case e.Record():
                self.entries.append(effect.entry)
            case e.Refused():
                self.refused.append(effect.command)

    def _note_episodes(self, before: Cycle, event: e.Event) -> None:
        now = self.cycle
        for episode in (now.episode, now.run.episode if now.run else None):
            if episode is not None:
                self.episodes.setdefault(episode.id, False)
        gone = before.episode
        if (
            isinstance(event, e.BreakElsewhere)
            and gone
            and (now.episode is None or now.episode.id != gone.id)
        ):
            self.episodes[gone.id] = all(entry.id != gone.id for entry in self.entries)

    def _check(self, before: Cycle, event: e.Event, effects: tuple[e.Effect, ...]) -> None:
        cycle, phase = self.cycle, self.cycle.phase
        assert (self.screen is not None) == (phase is Phase.PROMPTING)
        if phase is Phase.PROMPTING:
            assert cycle.episode is not None and self.screen == cycle.episode.id
            assert cycle.episode.prompted is not None
        if before.run is not None and cycle.run is None and not self.closed:
            assert isinstance(event, e.Ended | e.Lost | e.Recorded)  # else nobody told the window
            self.playing = False
        assert self.playing == (phase is Phase.SESSION) == (cycle.run is not None)
        assert cycle.run is None or cycle.episode is None
        self._check_times(phase)
        assert not self.persists or reloaded(cycle) == cycle
        for effect in effects:
            if isinstance(effect, e.Record):
                self._check_entry(effect.entry)

    def _check_times(self, phase: Phase) -> None:
        cycle = self.cycle
        wake = wake_at(cycle, self.policy)
        assert wake is None or wake > cycle.now
        due = deadline(cycle, self.policy)
        if phase is Phase.HELD:
            assert due is not None
        elif due is not None:
            assert due >= cycle.now, "a countdown below zero"
        assert cycle.spell_start <= cycle.now
        assert cycle.due_from <= cycle.due_at

    def _check_entry(self, entry: Entry) -> None:
        assert entry.at <= self.cycle.now
        assert entry.sat_s >= 0 and entry.seconds >= 0
        assert all(held.start <= held.end <= self.cycle.now for held in entry.held)
        if entry.outcome in (Outcome.SKIPPED, Outcome.MISSED, Outcome.NATURAL):
            assert (entry.exercise, entry.units, entry.planned_units, entry.round) == (None,) * 4

    def account(self) -> None:
        """Every episode is still open, was ended elsewhere, or ended in exactly one live entry."""
        keys = [(entry.id, entry.rev) for entry in self.entries]
        assert len(keys) == len(set(keys)), "one (id, rev) written twice"
        live = [entry.id for entry in merge(self.entries)]
        assert len(live) == len(set(live))
        run = self.cycle.run
        answered = run.episode if run is not None and not run.undoes_skip else None
        still = {one.id for one in (self.cycle.episode, answered) if one is not None}
        for episode, elsewhere in self.episodes.items():
            assert [episode in live, episode in still, elsewhere].count(True) == 1, episode
