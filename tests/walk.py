"""Random walks through the break cycle.

A walk is a list of moves, (kind, seconds until then, a number from 0 to 1 to choose details by), so that a
failing one can be shortened by Hypothesis. Several tracks may go the same way, ticked differently or hearing
everything twice; they must stay equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from random import Random

from onlooker import MINUTE, World
from scenario import MONDAY, WORKWEEK, policy
from track import Track, reloaded

from backbreak.core.cycle import Cycle, Phase, Policy, Task, begin
from backbreak.core.cycle import events as e
from backbreak.core.journal import Entry, Outcome

Move = tuple[str, float, float]
REASONS = ("microphone", "do_not_disturb", "fullscreen", "screen_share")
KINDS = {
    "tick": 8, "lock": 6, "unlock": 9, "idle": 8, "input": 12, "fell_asleep": 2, "slept": 3, "quiet": 8,
    "start": 8, "snooze": 6, "skip": 4, "pause": 3, "resume": 4, "meeting": 2, "beat": 12, "end": 8,
    "swap": 2, "lost": 1, "stale": 2, "elsewhere": 2, "recorded": 2, "restart": 3, "clock": 2, "policy": 2,
}  # fmt: skip
GAPS = (0.0, 0.4, 7.0, 20.0, 45.0, 61.0, 100.0, 200.0, 299.0, 301.0, 700.0, 1500.0, 3700.0, 7300.0)


def moves(seed: int, count: int) -> Iterable[Move]:
    """A long random walk."""
    dice = Random(seed)
    names, weights = list(KINDS), list(KINDS.values())
    for _ in range(count):
        yield dice.choices(names, weights)[0], dice.choice(GAPS) * dice.random(), dice.random()


POLICIES = (
    policy(),
    policy("Europe/Berlin", hours=WORKWEEK, heads_up=2),
    policy("America/Los_Angeles", hours={"monday": ("22:00-06:00",), "tuesday": ("22:00-22:00",)}, limit=45),
    policy("Australia/Lord_Howe", hours=dict.fromkeys(WORKWEEK, ("08:00-20:00",)), grace=0, snooze_limit=2),
    policy(limit=30, natural_break=2, reading=True, hold_cap=10, repeat=3),
    policy(limit=1, snooze=1, natural_break=1, grace=1, repeat=1, heads_up=5),
)


class Walk:
    """Several tracks through the same events, with one onlooker."""

    def __init__(
        self, policy: Policy, *, extra_ticks: Iterable[timedelta | None] = (None,), doubled: bool = False
    ) -> None:
        """One track for each kind of `extra_ticks`; `doubled`: all but the first hear every fact twice."""
        self.policy, self.now, self.world = policy, MONDAY + timedelta(hours=9), World()
        self.doubled = doubled
        start = begin(self.now, policy)
        self.tracks = [Track(policy, start, ticks, not others) for others, ticks in enumerate(extra_ticks)]
        self.post(e.Tick(self.now))

    @property
    def cycle(self) -> Cycle:
        return self.tracks[0].cycle

    @property
    def run_id(self) -> str:
        return self.cycle.run.id if self.cycle.run else "none"

    def play(self, move: Move) -> None:
        """Let the time pass, then let it happen."""
        kind, gap_s, x = move
        if kind not in ("slept", "restart"):
            self.wait(timedelta(seconds=gap_s))
        events = HAPPENINGS[kind](self, x, timedelta(seconds=gap_s))
        for event in events if isinstance(events, tuple) else (events,):
            self.post(event)

    def wait(self, gap: timedelta) -> None:
        self.now += gap
        for track in self.tracks:
            track.until(self.now)
        self._never_rude()

    def post(self, event: e.Event) -> None:
        if self.cycle.run is not None and self.world.idle is not None:
            self.world.idle = max(self.world.idle, event.at)  # exercising on a mat is not idling
        for number, track in enumerate(self.tracks):
            track.post(event)
            if self.doubled and number and isinstance(event, _IDEMPOTENT):
                track.post(event)
        self._never_rude()
        first = self.tracks[0]
        for other in self.tracks[1:]:
            assert other.cycle == first.cycle
            assert other.entries == first.entries

    def _never_rude(self) -> None:
        if self.cycle.phase is Phase.PROMPTING:
            assert not (rude := self.world.rude(self.cycle, self.policy)), f"prompted although {rude}"

    def account(self) -> None:
        for track in self.tracks:
            track.account()


_IDEMPOTENT = (
    e.Tick, e.Locked, e.Unlocked, e.WentIdle, e.InputSeen, e.FellAsleep, e.Slept, e.QuietIs, e.PolicyChanged,
    e.Recorded, e.BreakElsewhere, e.Lost, e.Progressed, e.Resumed,
)  # fmt: skip


# --- what can happen: the event, and what the onlooker notes of it -------------------------------


def _lock(walk: Walk, x: float, gap: timedelta) -> e.Event:
    walk.world.locked = True
    return e.Locked(walk.now)


def _unlock(walk: Walk, x: float, gap: timedelta) -> e.Event:
    if walk.world.locked:
        walk.world.comes_back(walk.now, walk.policy, unlocks=True)
    return e.Unlocked(walk.now)


def _idle(walk: Walk, x: float, gap: timedelta) -> e.Event:
    if walk.world.idle is None:
        walk.world.idle = max(walk.now - MINUTE, walk.cycle.spell_start)  # what was before is not known
    return e.WentIdle(walk.now, walk.world.idle)


def _input(walk: Walk, x: float, gap: timedelta) -> e.Event:
    walk.world.comes_back(walk.now, walk.policy)
    return e.InputSeen(walk.now)


def _fell_asleep(walk: Walk, x: float, gap: timedelta) -> e.Event:
    if not walk.world.fell_asleep(walk.now):
        walk.world.asleep = walk.now
    return e.FellAsleep(walk.now)


def _slept(walk: Walk, x: float, gap: timedelta) -> e.Event:
    since, walk.now = walk.now, walk.now + gap * (1 + 9 * x)
    walk.world.asleep, walk.world.returned = None, walk.now
    return e.Slept(walk.now, since)


def _quiet(walk: Walk, x: float, gap: timedelta) -> e.Event:
    walk.world.quiet = frozenset(r for bit, r in enumerate(REASONS) if x > 0.3 and int(x * 97) >> bit & 1)
    return e.QuietIs(walk.now, walk.world.quiet)


def _task(x: float) -> Task:
    return Task("stand-and-stretch", 0, 1) if x < 0.2 else Task("pelvis-lift", 1 + int(x * 6), 1)


def _beat(walk: Walk, x: float, gap: timedelta) -> e.Event:
    return e.Progressed(walk.now, walk.run_id, int(x * 5), "left" if x > 0.8 else None, x * 100)


def _end(walk: Walk, x: float, gap: timedelta) -> e.Event:
    units = walk.cycle.run.task.planned_units if walk.cycle.run and x > 0.5 else int(x * 4)
    return e.Ended(walk.now, walk.run_id, units, None, 60 * x, completed=x > 0.5)


def _pause(walk: Walk, x: float, gap: timedelta) -> e.Event:
    return e.Paused(walk.now, None if x < 0.3 else walk.now + (x - 0.4) * timedelta(hours=5))


def _stale(walk: Walk, x: float, gap: timedelta) -> tuple[e.Event, ...]:
    return (
        e.Progressed(walk.now, "another", 3, None, 9.0),
        e.Ended(walk.now, "another", 3, None, 9.0, completed=True),
        e.Lost(walk.now, "another"),
        e.Swapped(walk.now, "another", _task(x)),
    )


def _elsewhere(walk: Walk, x: float, gap: timedelta) -> e.Event:
    outcome = (Outcome.COMPLETED, Outcome.PARTIAL, Outcome.NATURAL, Outcome.SKIPPED)[int(x * 3.99)]
    at = walk.now - x * timedelta(hours=3)
    return e.BreakElsewhere(walk.now, Entry(id=f"far{x}", at=at, outcome=outcome, units=int(x * 5)))


def _recorded(walk: Walk, x: float, gap: timedelta) -> e.Event:
    """The window wrote the run's entry itself, as it does when the resident dies."""
    run = walk.cycle.run
    if run is None:
        return e.Recorded(walk.now, Entry(id="unknown", at=walk.now, outcome=Outcome.COMPLETED))
    entry = Entry(id=run.id, rev=run.rev, at=walk.now, device="desk-0001", outcome=Outcome.PARTIAL, units=1)
    for track in walk.tracks:
        track.entries.append(entry)
    return e.Recorded(walk.now, entry)


def _restart(walk: Walk, x: float, gap: timedelta) -> tuple[e.Event, ...]:
    stamped, walk.now = walk.now, walk.now + gap * (1 if x > 0.1 else -0.1)
    for track in walk.tracks:
        track.cycle = reloaded(track.cycle)
    locked, quiet = walk.world.locked and x > 0.5, walk.world.quiet
    walk.world = World(locked=locked, returned=walk.now, quiet=quiet)
    after: tuple[e.Event, ...] = (e.Locked(walk.now),) if locked else ()
    return e.Restarted(walk.now, stamped), *after, e.QuietIs(walk.now, quiet)


def _clock(walk: Walk, x: float, gap: timedelta) -> e.Event:
    by = (x - 0.5) * timedelta(hours=6)
    walk.now += by
    world = walk.world
    moved = [one and one + by for one in (world.asleep, world.idle, world.returned)]
    world.asleep, world.idle, world.returned = moved
    return e.ClockStepped(walk.now, by)


def _policy(walk: Walk, x: float, gap: timedelta) -> e.Event:
    walk.policy = POLICIES[min(int(x * len(POLICIES)), len(POLICIES) - 1)]
    for track in walk.tracks:
        track.policy = walk.policy
    return e.PolicyChanged(walk.now)


HAPPENINGS: dict[str, Callable[[Walk, float, timedelta], e.Event | tuple[e.Event, ...]]] = {
    "tick": lambda walk, x, gap: e.Tick(walk.now),
    "lock": _lock,
    "unlock": _unlock,
    "idle": _idle,
    "input": _input,
    "fell_asleep": _fell_asleep,
    "slept": _slept,
    "quiet": _quiet,
    "start": lambda walk, x, gap: e.Started(walk.now, _task(x)),
    "snooze": lambda walk, x, gap: e.Snoozed(walk.now, None if x < 0.5 else (x - 0.5) * timedelta(hours=1)),
    "skip": lambda walk, x, gap: e.Skipped(walk.now),
    "pause": _pause,
    "resume": lambda walk, x, gap: e.Resumed(walk.now),
    "meeting": lambda walk, x, gap: e.MeetingDeclared(walk.now, walk.now + x * timedelta(hours=2)),
    "beat": _beat,
    "end": _end,
    "swap": lambda walk, x, gap: e.Swapped(walk.now, walk.run_id, _task(x)),
    "lost": lambda walk, x, gap: e.Lost(walk.now, walk.run_id),
    "stale": _stale,
    "elsewhere": _elsewhere,
    "recorded": _recorded,
    "restart": _restart,
    "clock": _clock,
    "policy": _policy,
}
