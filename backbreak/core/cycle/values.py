"""What the break cycle is made of: one frozen value, its parts, and the policy it is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from backbreak.core.hours import ALWAYS, Week, week_of
from backbreak.core.settings import Settings

AWAY, NO_INPUT, JUST_BACK, MEETING = "away", "no input", "just back", "meeting"

PRESENTING = frozenset({"screen_share", "fullscreen"})
"""Quiet reasons under which nothing may appear on the screen, not even a silent card."""

NO_INPUT_AFTER = timedelta(seconds=60)
QUIET_LINGERS = timedelta(seconds=30)
JUST_BACK_CAP = timedelta(minutes=10)
LOST_AFTER = timedelta(minutes=5)
"""A session window that says nothing for this long is lost."""
AWAKE_AFTER = timedelta(minutes=1)
"""Whoever is still asked the time this long after falling asleep did not fall asleep."""


class Phase(StrEnum):
    """Where the cycle stands. The strings are the wire and state format."""

    OFF = "off"
    SITTING = "sitting"
    HELD = "held"
    PROMPTING = "prompting"
    SNOOZED = "snoozed"
    SESSION = "session"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the user's settings ask of the cycle, and whose journal it writes for."""

    limit: timedelta = timedelta(minutes=120)
    snooze: timedelta = timedelta(minutes=10)
    natural_break: timedelta = timedelta(minutes=5)
    grace: timedelta = timedelta(minutes=3)
    hold_cap: timedelta = timedelta(minutes=60)
    repeat: timedelta = timedelta(minutes=10)
    snooze_limit: int = 0
    heads_up: timedelta = timedelta(0)
    reading: bool = False
    week: Week = ALWAYS
    zone: tzinfo = field(kw_only=True)
    device: str = "here"
    salt: str = "0" * 12
    """Twelve letters and digits of this home's own, which keep two devices' entry ids apart."""


def policy_of(settings: Settings, zone: tzinfo, device: str, salt: str) -> Policy:
    """The policy those settings ask for."""

    def minutes(value: float) -> timedelta:
        return timedelta(minutes=value)

    rhythm = settings.rhythm
    return Policy(
        limit=minutes(rhythm.sitting_limit_min),
        snooze=minutes(rhythm.snooze_min),
        natural_break=minutes(rhythm.natural_break_min),
        grace=minutes(rhythm.return_grace_min),
        hold_cap=minutes(rhythm.hold_cap_min),
        repeat=minutes(rhythm.repeat_min),
        snooze_limit=rhythm.snooze_limit,
        heads_up=minutes(rhythm.heads_up_min),
        reading=rhythm.reading,
        week=week_of([settings.hours.on(weekday) for weekday in range(7)]),
        zone=zone,
        device=device,
        salt=salt,
    )


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason not to prompt, and when it applied; `end` is None while it does."""

    reason: str
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """One invitation with its repeats, snoozes and holds: exactly one entry comes of it."""

    id: str
    opened: datetime
    rev: int = 0
    prompted: datetime | None = None
    """When it was first shown; None while it never was."""
    shown: datetime | None = None
    """When it was last shown: what the next repeat counts from."""
    showings: int = 0
    snoozes: int = 0
    snoozed_until: datetime | None = None
    snoozed: datetime | None = None
    """When it was last put off."""
    silent: bool = False
    card: bool = True
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What a session is to do: chosen outside, because the journal decides it."""

    exercise: str
    planned_units: int
    round: int


@dataclass(frozen=True, slots=True)
class Run:
    """The session that is being played."""

    id: str
    rev: int
    task: Task
    started: datetime
    heard: datetime
    """When the window last told of itself: what is recorded of a lost one ends here."""
    listening: datetime
    """Since when its silence counts: it was heard, or it may go on, or the program came back."""
    sat_s: int
    episode: Episode | None = None
    """The invitation it answers; None when begun by hand."""
    undoes_skip: bool = False
    units: int = 0
    owed_side: str | None = None
    played_s: float = 0.0
    frozen: datetime | None = None
    """Since when the user is gone (locked, asleep) and the window stands still."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of the user's presence; every instant is None while its fact does not hold."""

    locked: datetime | None = None
    asleep: datetime | None = None
    idle: datetime | None = None
    """The last input, told once it is NO_INPUT_AFTER ago."""
    back: datetime | None = None
    """Since when "just back" counts: an unlock, a resume, a return, the program's start."""
    short_out: tuple[datetime, datetime] | None = None
    """The last absence too short for a natural break: one that follows at once is the same absence."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A reason not to interrupt; `ended` is set while it lingers."""

    reason: str
    since: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """All the cycle remembers. Instants are aware and UTC."""

    now: datetime
    phase: Phase
    spell_start: datetime
    due_from: datetime
    """What the sitting limit counts from: the spell's start, or the last skip."""
    due_at: datetime
    episode: Episode | None = None
    skipped: Episode | None = None
    """A skip that `start` still undoes."""
    run: Run | None = None
    presence: Presence = Presence()
    quiet: tuple[Quiet, ...] = ()
    meeting: tuple[datetime, datetime] | None = None
    paused: datetime | None = None
    paused_until: datetime | None = None
    session_ended: datetime | None = None
    issued: int = 0
    """How many entry ids were made: part of the next one."""
    warned: datetime | None = None
    """The due time a heads-up was given for."""


def begin(at: datetime, policy: Policy) -> Cycle:
    """A first start: the spell begins now."""
    return Cycle(now=at, phase=Phase.SITTING, spell_start=at, due_from=at, due_at=at + policy.limit)
