"""Who the session window reports to: the resident behind the door or, without one, the journal itself.

The window knows only `SessionLink`. It is implemented over the door and alone; both write the same entry id.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from backbreak.core.cues import Plan
from backbreak.core.exercise import Side
from backbreak.core.journal import Feel


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be played: the session's id (which becomes the entry's), its plan, and how fast."""

    session_id: str
    plan: Plan
    speed: float = 1.0
    exercise_done: int | None = None
    """Units of this exercise done in the round before the session; None when nobody knows."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What has been done so far. `played_s` is in seconds of the plan's timeline, pauses left out."""

    units: int
    owed_side: Side | None
    played_s: float
    paused: bool = False


class SessionLink(QObject):
    """The way out of the session window. No method waits: answers come as signals."""

    trouble = ""
    """Why what was done could not be logged, for people; looked at when `recorded` comes."""

    pause_ordered = Signal()
    resume_ordered = Signal()
    close_ordered = Signal()
    """The resident wants the window gone; it reports what was done and closes without its end page."""

    recorded = Signal(object)
    """After `finish` and `feel`: the last entry of this sitting as a dict, once on disk; None without one."""

    swapped = Signal(object)
    """After `swap`: the Assignment to play from now on, or a BackbreakError that says why there is none."""

    @abstractmethod
    def beat(self, progress: Progress) -> None:
        """Report progress: at every finished unit, at every pause and resume, and at least once a minute."""
        raise NotImplementedError

    @abstractmethod
    def swap(self, progress: Progress) -> None:
        """Ask for something else that can be done here; what was done is safe before `swapped` follows.

        After an Assignment this link speaks for the new session; after an error, for the old one.
        """
        raise NotImplementedError

    @abstractmethod
    def finish(self, progress: Progress, completed: bool, feel: Feel | None = None) -> None:
        """Report the end, exactly once, and how it felt if that is known; `recorded` follows."""
        raise NotImplementedError

    @abstractmethod
    def feel(self, value: Feel) -> None:
        """Add to what was recorded how it felt; the last word counts. `recorded` follows again."""
        raise NotImplementedError
