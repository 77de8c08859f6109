"""A month of somebody's life at a computer, played against the core and judged by who was really there.

The person is the truth: input, lock, sleep, calls. The core hears of it as the program does: of idleness a
minute late, of sleep afterwards, of some things twice or not at all. The judge's time never jumps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from judge import Judge
from onlooker import MINUTE
from scenario import MONDAY, policy
from track import Track, reloaded

from backbreak.core.cycle import Phase, Policy, Task, begin, wake_at
from backbreak.core.cycle import events as e

WORKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OFFICE = dict.fromkeys(WORKDAYS, ("08:00-12:30", "13:00-19:00"))
NIGHTS = dict.fromkeys(WORKDAYS, ("20:00-06:00",))
RULES = (
    policy(),
    policy("Europe/Berlin", hours=OFFICE, limit=60),
    policy("America/Los_Angeles", hours=NIGHTS, limit=90, heads_up=2),
    policy("Australia/Lord_Howe", hours=OFFICE, limit=45, hold_cap=20, repeat=5),
    policy(limit=30, natural_break=3, grace=1, hold_cap=10, repeat=3),
    policy("Asia/Tokyo", limit=50, reading=True, snooze_limit=2),
)
LIFE = {
    "work": 30, "read": 8, "short lock": 8, "long lock": 3, "lid": 4, "call": 6, "nap": 1, "answer": 14,
    "command": 4, "restart": 2, "clock": 1, "settings": 1, "by hand": 2, "hint": 1,
}  # fmt: skip
REASONS = ("microphone", "do_not_disturb", "fullscreen", "screen_share")


@dataclass
class Person:
    """What is really so."""

    typing: bool = True
    locked: bool = False
    asleep: bool = False
    last_input: datetime = MONDAY
    quiet: frozenset[str] = frozenset()


class Month:
    """One person, one core, one judge."""

    def __init__(self, seed: int, rules: Policy, *, idle_source: bool = True) -> None:
        self.dice, self.idle_source = Random(seed), idle_source
        self.now = MONDAY + timedelta(hours=8)
        self.person = Person(last_input=self.now)
        self.track = Track(rules, begin(self.now, rules), persists=False)
        self.told_idle = False
        self.judge = Judge(self)
        self.post(e.Tick(self.now))

    @property
    def rules(self) -> Policy:
        return self.track.policy

    def post(self, *events: e.Event) -> None:
        for event in events:
            self.judge.before(event)
            self.judge.after(event, self.track.post(event))

    # --- time ------------------------------------------------------------------------------------

    def wait(self, minutes: float) -> None:
        """Let time pass; the program is woken when it asked to be, and told of idleness after a minute."""
        to = self.now + timedelta(minutes=minutes)
        while self.now < to:
            wake = wake_at(self.track.cycle, self.rules)
            idle_at = None if self._idle_is_told() else self.person.last_input + MINUTE
            marks = (wake, idle_at, self.now + MINUTE, to)
            next_at = min(at for at in marks if at is not None and at > self.now)
            self.judge.passes(self.now, next_at)
            self.now = next_at
            if self.person.typing:
                self.person.last_input = self.now
            if wake is not None and wake <= self.now:
                self.post(e.Tick(self.now))
            if not self._idle_is_told() and self.now >= self.person.last_input + MINUTE:
                self.told_idle = True
                self.post(e.WentIdle(self.now, self.person.last_input))

    def _idle_is_told(self) -> bool:
        return self.told_idle or not self.idle_source or self.person.typing

    def types(self) -> None:
        """A hand on the keyboard."""
        self.person.typing, self.person.last_input = True, self.now
        if self.told_idle:
            self.told_idle = False
            self.post(e.InputSeen(self.now))

    # --- what can happen -------------------------------------------------------------------------

    def lives(self, days: float) -> None:
        end = self.judge.true(self.now) + timedelta(days=days)
        while self.judge.true(self.now) < end:
            kind = self.dice.choices(list(LIFE), list(LIFE.values()))[0]
            getattr(self, "_" + kind.replace(" ", "_"))()
            if self.now.astimezone(self.rules.zone).hour == 2 and self.dice.random() < 0.2:
                self.sleeps(self.dice.uniform(300, 500))
        self.track.account()

    def _work(self) -> None:
        self.wait(self.dice.uniform(1, 50))

    def _read(self) -> None:
        self.person.typing = False
        self.wait(self.dice.choice((2, 4.5, 5, 20)) * self.dice.uniform(0.5, 1.2))
        self.types()

    def _lock(self, minutes: float) -> None:
        self.person.locked, self.person.typing = True, False
        self.post(*[e.Locked(self.now)] * self.dice.choice((1, 1, 2)))
        self.wait(minutes)
        if self.told_idle and self.dice.random() < 0.5:
            self.types()  # the password
        self.person.locked = False
        self.told_idle = False
        self.person.typing, self.person.last_input = True, self.now
        self.post(e.Unlocked(self.now))

    def _short_lock(self) -> None:
        self._lock(self.dice.uniform(0.1, 4.8))

    def _long_lock(self) -> None:
        self._lock(self.dice.uniform(5, 90))

    def _lid(self) -> None:
        self.sleeps(self.dice.choice((0.5, 4, 6, 40, 200)))

    def sleeps(self, minutes: float) -> None:
        """Told of before or not; the clocks tell of it afterwards."""
        if self.dice.random() < 0.5:
            self.post(e.FellAsleep(self.now))
        since = self.now
        self.person.asleep, self.person.typing = True, False
        to = self.now + timedelta(minutes=minutes)
        self.judge.passes(self.now, to)
        self.now = to
        self.person.asleep = False
        self.post(*[e.Slept(self.now, since)] * self.dice.choice((1, 1, 2)))
        self.types()

    def _nap(self) -> None:
        """A hint of sleep that came to nothing."""
        self.post(e.FellAsleep(self.now))
        self.wait(1.5)

    _hint = _nap

    def _call(self) -> None:
        chosen = self.dice.sample(REASONS, self.dice.choice((1, 1, 2)))
        self.hears(frozenset(chosen))
        for _ in range(self.dice.choice((1, 3, 12))):
            self.wait(self.dice.uniform(0.2, 30))
            if self.dice.random() < 0.3:  # the detector flaps
                self.hears(frozenset())
                self.wait(self.dice.uniform(0.05, 0.45))
                self.hears(frozenset(chosen))
            if self.dice.random() < 0.3:
                self.dice.choice((self._answer, self._read, self._short_lock))()
        self.hears(frozenset())

    def hears(self, reasons: frozenset[str]) -> None:
        self.judge.quiet_changes(self.person.quiet, reasons)
        self.person.quiet = reasons
        self.post(e.QuietIs(self.now, reasons))

    def _answer(self) -> None:
        answer = self.dice.choice(("start", "start", "snooze", "skip", "none"))
        if self.track.cycle.phase not in (Phase.PROMPTING, Phase.HELD, Phase.SNOOZED) or answer == "none":
            return
        match answer:
            case "start":
                self._by_hand()
            case "snooze":
                self.post(e.Snoozed(self.now, self.dice.choice((None, timedelta(minutes=25)))))
            case "skip":
                self.post(e.Skipped(self.now))
        self.wait(self.dice.uniform(0.1, 5))

    def _by_hand(self) -> None:
        """A session: played to the end, stopped, left, or its window lost."""
        self.post(e.Started(self.now, Task("pelvis-lift", 5, 1)))
        run = self.track.cycle.run
        if run is None:
            return
        self.wait(1)
        done = self.dice.choice((0, 2, 5))
        self.post(e.Progressed(self.now, run.id, min(done, 4), None, 60.0))
        if self.dice.random() < 0.2:
            self._lock(self.dice.choice((0.5, 4, 8)))
        if self.dice.random() < 0.1:
            self.wait(6)  # the window is mute
        self.wait(0.8)
        if self.track.cycle.run is not None:
            self.post(e.Ended(self.now, run.id, done, None, 110.0, completed=done == 5))

    def _command(self) -> None:
        later = self.now + timedelta(minutes=self.dice.uniform(5, 150))
        match self.dice.choice(("pause", "pause", "meeting", "resume")):
            case "pause":
                until = self.dice.choice((later, later, None))
                self.post(e.Paused(self.now, until))
                if until is None:
                    self.wait(self.dice.uniform(1, 400))
                    self.post(e.Resumed(self.now))
            case "meeting":
                self.post(e.MeetingDeclared(self.now, later))
            case "resume":
                self.post(e.Resumed(self.now))

    def _restart(self) -> None:
        """Killed and started again; what is really so is told to the new one."""
        stamped, gap = self.now, timedelta(minutes=self.dice.choice((0.1, 4.9, 6, 60)))
        self.judge.gone(self.now, self.now + gap)
        self.now += gap
        self.track.cycle = reloaded(self.track.cycle)
        self.told_idle, self.person.typing, self.person.last_input = False, True, self.now
        self.post(e.Restarted(self.now, stamped), e.QuietIs(self.now, self.person.quiet))

    def _clock(self) -> None:
        by = timedelta(minutes=self.dice.choice((-180, -60, -1, 1, 60, 180)))
        self.now += by
        self.person.last_input += by
        self.judge.offset += by
        self.post(e.ClockStepped(self.now, by))

    def _settings(self) -> None:
        """Other limits, other hours, another zone, from now on."""
        other = self.dice.choice(RULES)
        self.track.policy = replace(other, reading=self.rules.reading, natural_break=self.rules.natural_break)
        self.post(e.PolicyChanged(self.now))
