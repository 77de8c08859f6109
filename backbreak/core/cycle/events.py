"""What can happen to the cycle (facts, past) and what it asks for (orders)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backbreak.core.cycle.values import Task
from backbreak.core.journal import Entry


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at `at` (aware, UTC)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """Time has passed; posted at or after every `wake_at`."""


# --- the program and its clock -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Restarted(Event):
    """The program runs again; `stamped` is the last instant it is known to have run."""

    stamped: datetime


@dataclass(frozen=True, slots=True)
class ClockStepped(Event):
    """The wall clock was set by `by`, without sleep; `at` is by the new clock."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class PolicyChanged(Event):
    """The settings or the time zone are others now."""


# --- presence and quiet --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WentIdle(Event):
    """No input for a minute; `since` is the last input."""

    since: datetime


@dataclass(frozen=True, slots=True)
class InputSeen(Event):
    """Input again."""


@dataclass(frozen=True, slots=True)
class Locked(Event):
    """The screen was locked."""


@dataclass(frozen=True, slots=True)
class Unlocked(Event):
    """The screen was unlocked."""


@dataclass(frozen=True, slots=True)
class FellAsleep(Event):
    """The machine is about to sleep: a hint. Any event but Slept a minute later says it came to nothing."""


@dataclass(frozen=True, slots=True)
class Slept(Event):
    """The machine is awake again at `at` and slept from `since`: told by the clocks."""

    since: datetime


@dataclass(frozen=True, slots=True)
class QuietIs(Event):
    """The quiet reasons that apply now, all of them."""

    reasons: frozenset[str]


# --- the user ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started(Event):
    """Start: of the open prompt, of a skipped one, or by hand."""

    task: Task


@dataclass(frozen=True, slots=True)
class Snoozed(Event):
    """Put off by so long from now; None for the settings' length."""

    by: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Skipped(Event):
    """Declined: the next one is a sitting limit away."""


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The cycle stops until an instant, or until resumed."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """Ends a pause, and a declared meeting."""


@dataclass(frozen=True, slots=True)
class MeetingDeclared(Event):
    """The user is in a meeting until then."""

    until: datetime


# --- the session ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progressed(Event):
    """The window says how far it is: on every finished unit, and at least every minute."""

    run: str
    units: int
    owed_side: str | None
    played_s: float


@dataclass(frozen=True, slots=True)
class Ended(Event):
    """The window played to the end, or was stopped: what was done decides."""

    run: str
    units: int
    owed_side: str | None
    played_s: float
    completed: bool


@dataclass(frozen=True, slots=True)
class Swapped(Event):
    """Something else instead: what was done is closed, and the session goes on with another task."""

    run: str
    task: Task


@dataclass(frozen=True, slots=True)
class Lost(Event):
    """The window is gone without a word; what it reported counts."""

    run: str


@dataclass(frozen=True, slots=True)
class Recorded(Event):
    """An entry of this id was written by somebody else: the window itself, or before a crash."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class BreakElsewhere(Event):
    """Another device logged a break with something done."""

    entry: Entry


# --- effects -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effect:
    """An order to the shell."""


@dataclass(frozen=True, slots=True)
class ShowPrompt(Effect):
    """Invite. `silent`: no sound and no notification; `card`: a small window may appear."""

    episode: str
    showing: int
    """1 for the first time, counted on by repeats and after snoozes."""
    silent: bool = False
    card: bool = True


@dataclass(frozen=True, slots=True)
class WithdrawPrompt(Effect):
    """Take the invitation off the screen, at once."""


@dataclass(frozen=True, slots=True)
class HeadsUp(Effect):
    """Tell that a prompt comes at `due`."""

    due: datetime


@dataclass(frozen=True, slots=True)
class OpenSession(Effect):
    """Play the task of the run."""

    run: str


@dataclass(frozen=True, slots=True)
class FreezeSession(Effect):
    """The user left in mid-session: stand still."""


@dataclass(frozen=True, slots=True)
class ThawSession(Effect):
    """Back in time: go on after a 3-2-1."""


@dataclass(frozen=True, slots=True)
class CloseSession(Effect):
    """The session is over without the window's doing: close it."""


@dataclass(frozen=True, slots=True)
class Record(Effect):
    """Write this line."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Refused(Effect):
    """The command makes no sense now; `why` is the phase, or "limit", "past" or "other-session"."""

    command: str
    why: str
