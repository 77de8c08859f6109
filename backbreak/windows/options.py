"""What a window program is started with; made by the command line, free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backbreak.core.cues import Plan


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """`session_id` and `quietly` (leave the keyboard where it is) are for a window the resident opened.

    The rest is what a person may ask of a session; a plan is played at once, anything else at the desk page.

    `speed` plays the session so many times faster; None leaves it to the resident, or 1 without one.
    """

    home: Path | None = None
    session_id: str | None = None
    quietly: bool = False
    exercise: str | None = None
    seconds: float | None = None
    units: int | None = None
    speed: float | None = None
    plan: Plan | None = None
    watched: bool = False
    """Whether the resident sees how its process ends."""
