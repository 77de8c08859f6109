"""A little language for days: what happens, at which minute, and what must come of it; no more and no less.

    day = Day("09:00")
    day.locks("10:50").unlocks("11:30")
    day.until("14:00").expect("11:30 natural", "13:30 prompt")

Time passes as in the program: the cycle is ticked at every instant it asked to be woken at.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from backbreak.core.cycle import Cycle, Phase, Policy, Task, begin, persist, step, wake_at
from backbreak.core.cycle import events as e
from backbreak.core.hours import week_of
from backbreak.core.journal import Entry, Outcome
from backbreak.core.settings import DAYS

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
WORKWEEK = dict.fromkeys(DAYS[:5], ("09:00-12:30", "13:30-18:00"))
OBSERVED: dict[type[e.Effect], str] = {
    e.OpenSession: "session",
    e.FreezeSession: "freeze",
    e.ThawSession: "thaw",
    e.CloseSession: "close",
    e.HeadsUp: "heads-up",
}


def policy(zone: str = "UTC", hours: dict[str, tuple[str, ...]] | None = None, **changes: object) -> Policy:
    """A policy with minutes as plain numbers: policy(limit=60, grace=0)."""
    lengths = {"limit", "snooze", "natural_break", "grace", "hold_cap", "repeat", "heads_up"}
    made = {key: timedelta(minutes=value) if key in lengths else value for key, value in changes.items()}  # type: ignore[arg-type]
    week = week_of([(hours or {}).get(day, ()) for day in DAYS])
    return replace(Policy(zone=ZoneInfo(zone), device="desk-0001", salt="TESTTESTTEST"), week=week, **made)  # type: ignore[arg-type]


class Day:
    """One user at one computer, from the program's first start on."""

    def __init__(self, opens: str = "09:00", *, on: datetime = MONDAY, **changes: object) -> None:
        self.policy = policy(**changes)  # type: ignore[arg-type]
        self.first = on.astimezone(self.policy.zone).date()
        self.now = self.instant(opens)
        self.cycle: Cycle = begin(self.now, self.policy)
        self.seen: list[str] = []
        self.entries: list[Entry] = []
        self.post(e.Tick(self.now))

    # --- time ------------------------------------------------------------------------------------

    def instant(self, text: str) -> datetime:
        """ "11:00", "11:00:30", "+1 09:00" (a day later) by the wall clock of the policy's zone."""
        days, _, clock = text.rpartition(" ")
        hour, minute, *second = (int(part) for part in clock.split(":"))
        day = self.first + timedelta(days=int(days or 0))
        local = datetime(day.year, day.month, day.day, hour, minute, *second, tzinfo=self.policy.zone)
        return local.astimezone(UTC)

    def label(self, at: datetime) -> str:
        """The instant as the tests write it; to the second where it is not a whole minute."""
        local = at.astimezone(self.policy.zone)
        days = (local.date() - self.first).days
        clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        return f"+{days} {clock}" if days else clock

    def until(self, text: str) -> Day:
        """Let time pass; wake whenever asked."""
        return self._pass(self.instant(text))

    def _pass(self, to: datetime) -> Day:
        for _ in range(100_000):
            wake = wake_at(self.cycle, self.policy)
            if wake is None or wake > to:
                break
            assert wake > self.cycle.now, "the cycle asks to be woken in the past"
            self.post(e.Tick(wake))
        self.now = to
        return self

    def post(self, event: e.Event) -> Day:
        """Hand one event to the core, as it is, and note what it orders."""
        self.cycle, effects = step(self.cycle, event, self.policy)
        self.now = max(self.now, event.at) if not isinstance(event, e.ClockStepped) else event.at
        for effect in effects:
            self._observe(effect)
        return self

    def _observe(self, effect: e.Effect) -> None:
        when = self.label(self.cycle.now)
        match effect:
            case e.ShowPrompt():
                self.seen.append(f"{when} {'silent prompt' if effect.silent else 'prompt'}")
            case e.Record():
                self.entries.append(effect.entry)
                self.seen.append(f"{self.label(effect.entry.at)} {effect.entry.outcome}")
            case e.Refused():
                self.seen.append(f"{when} refused {effect.command}")
            case e.WithdrawPrompt():
                pass
            case _:
                self.seen.append(f"{when} {OBSERVED[type(effect)]}")

    # --- what happens ----------------------------------------------------------------------------

    def locks(self, text: str) -> Day:
        return self.until(text).post(e.Locked(self.now))

    def unlocks(self, text: str) -> Day:
        return self.until(text).post(e.Unlocked(self.now))

    def idles(self, last_input: str) -> Day:
        """The last input was then; the source tells a minute later."""
        since = self.instant(last_input)
        return self._pass(since + timedelta(minutes=1)).post(e.WentIdle(self.now, since))

    def types(self, text: str) -> Day:
        return self.until(text).post(e.InputSeen(self.now))

    def sleeps(self, text: str, wakes: str) -> Day:
        """The lid is closed: no tick comes, and the clocks tell afterwards."""
        self.until(text)
        since, self.now = self.now, self.instant(wakes)
        return self.post(e.Slept(self.now, since))

    def quiet(self, text: str, *reasons: str) -> Day:
        return self.until(text).post(e.QuietIs(self.now, frozenset(reasons)))

    def starts(self, text: str, units: int = 5, exercise: str = "pelvis-lift", round_number: int = 1) -> Day:
        return self.until(text).post(e.Started(self.now, Task(exercise, units, round_number)))

    def does(self, text: str, units: int) -> Day:
        return self.until(text).post(e.Progressed(self.now, self.run_id, units, None, units * 17.0))

    def finishes(self, text: str, units: int = 5) -> Day:
        return self.until(text).post(e.Ended(self.now, self.run_id, units, None, 120.0, completed=True))

    def stops(self, text: str, units: int = 0) -> Day:
        return self.until(text).post(
            e.Ended(self.now, self.run_id, units, None, units * 17.0, completed=False)
        )

    def loses_window(self, text: str) -> Day:
        return self.until(text).post(e.Lost(self.now, self.run_id))

    def snoozes(self, text: str, minutes: float | None = None) -> Day:
        by = None if minutes is None else timedelta(minutes=minutes)
        return self.until(text).post(e.Snoozed(self.now, by))

    def skips(self, text: str) -> Day:
        return self.until(text).post(e.Skipped(self.now))

    def pauses(self, text: str, until: str | None = None) -> Day:
        return self.until(text).post(e.Paused(self.now, None if until is None else self.instant(until)))

    def resumes(self, text: str) -> Day:
        return self.until(text).post(e.Resumed(self.now))

    def meets(self, text: str, until: str) -> Day:
        return self.until(text).post(e.MeetingDeclared(self.now, self.instant(until)))

    def steps_clock(self, text: str, minutes: float) -> Day:
        """At that reading the clock is set by so many minutes."""
        by = timedelta(minutes=minutes)
        return self.until(text).post(e.ClockStepped(self.now + by, by))

    def travels(self, text: str, zone: str) -> Day:
        """At that reading the computer is told that it is in another zone; labels are by it from then on."""
        self.until(text)
        self.policy = replace(self.policy, zone=ZoneInfo(zone))
        return self.post(e.PolicyChanged(self.now))

    def dies(self, text: str, back: str) -> Day:
        """The program is killed, and started again from what was on disk."""
        self.until(text)
        saved, stamped = persist.to_plain(self.cycle), self.now
        self.now = self.instant(back)
        self.cycle = persist.from_plain(saved)
        return self.post(e.Restarted(self.now, stamped))

    # --- what must come of it --------------------------------------------------------------------

    @property
    def run_id(self) -> str:
        return self.cycle.run.id if self.cycle.run else "none"

    @property
    def phase(self) -> Phase:
        return self.cycle.phase

    def reasons(self) -> list[str]:
        episode = self.cycle.episode
        return [hold.reason for hold in episode.holds if hold.end is None] if episode else []

    def expect(self, *seen: str) -> Day:
        """Exactly this was seen since the last time, in this order."""
        assert self.seen == list(seen)
        self.seen = []
        return self

    def in_phase(self, phase: str) -> Day:
        assert self.cycle.phase.value == phase
        return self

    def last(self, outcome: str) -> Entry:
        """The last entry, which must be of that outcome."""
        assert self.entries and self.entries[-1].outcome is Outcome(outcome)
        return self.entries[-1]
