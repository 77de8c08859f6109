"""What every source of presence can do, whatever desktop it listens to.

A source is tried by `unavailable`, which gives None or the reason in one line; from None on it is at work
until `close`. All callbacks come from the loop. No source polls, and none keeps the loop waiting: whatever
asks another program has a time limit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol, runtime_checkable

PATIENCE_S = 2.0
"""How long a source may take to find out whether it works."""


class Watch(Protocol):
    """Something that is being waited for."""

    def cancel(self) -> None:
        """Wait no longer: nothing is called any more. Doing so again is no error."""


class IdleSource(Protocol):
    """Input by keyboard and pointer, or the lack of it."""

    @property
    def name(self) -> str:
        """What `status` and `doctor` call it: a protocol's or a service's own name."""

    async def unavailable(self) -> str | None:
        """Connect, and give None if this source works from now on, else why it does not.

        Answers within PATIENCE_S and never raises; may be asked again after it failed or was lost.
        """

    def watch(
        self, after: timedelta, went_idle: Callable[[timedelta], None], input_seen: Callable[[], None]
    ) -> Watch:
        """Tell when there has been no input for `after`, and when there is again; any number at a time.

        `went_idle(ago)` says how long ago the last input was, as well as it is known and at least `after`; it
        is called once for each stretch without input, soon if that is going on already. `input_seen()`
        follows it once, with the next input. While somebody types without such a pause nothing wakes us.
        """

    def close(self) -> None:
        """Hang up; all watches are over. Doing so again is no error."""


class LockSource(Protocol):
    """Whether the screen is locked."""

    @property
    def name(self) -> str:
        """What `doctor` calls it."""

    async def unavailable(self) -> str | None:
        """Connect, and give None if this source works from now on, else why it does not; as for idle."""

    @property
    def why(self) -> str | None:
        """None while it tells of the lock, else why it does not: what it listens to may come late, and go."""

    @property
    def locked(self) -> bool:
        """What it knows now. A service that is gone, or does not answer, has locked nothing."""

    def close(self) -> None:
        """Hang up. Doing so again is no error."""


@runtime_checkable
class Looked(Protocol):
    """A source of the lock that nothing tells: it has to be looked at."""

    def look(self) -> None:
        """Look again, if this source is at work."""
