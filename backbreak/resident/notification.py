"""What is known of a notification: that it is on the screen, why it is not, and why it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Closed(Enum):
    """Why a notification is gone without an answer. The first four are the server's own codes."""

    EXPIRED = 1
    DISMISSED = 2
    WITHDRAWN = 3
    UNKNOWN = 4
    SERVER_GONE = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """The server has taken the notification."""

    id: int


@dataclass(frozen=True, slots=True)
class Trace:
    """What tells a notification for ever: its number, given by this server on this bus."""

    id: int
    server: str
    bus: str


@dataclass(frozen=True, slots=True)
class NotShown:
    """It has not; `reason` is a line for the log and for `doctor`."""

    reason: str
