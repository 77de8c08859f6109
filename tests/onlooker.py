"""Somebody who watches the user, and knows when a prompt would be rude without asking the core."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from backbreak.core.cycle import Cycle, Policy
from backbreak.core.hours import ALWAYS

MINUTE = timedelta(minutes=1)


@dataclass
class World:
    """What an onlooker knows: enough to say when a prompt would be rude, found without the core's help."""

    locked: bool = False
    asleep: datetime | None = None
    idle: datetime | None = None
    returned: datetime | None = None
    quiet: frozenset[str] = frozenset()

    def fell_asleep(self, now: datetime) -> bool:
        """It was told a moment ago; whoever still runs after a minute did not."""
        return self.asleep is not None and now - self.asleep < MINUTE

    def comes_back(self, now: datetime, policy: Policy, *, unlocks: bool = False) -> None:
        """Input, an unlock, a wake: who was away is back."""
        idle = self.idle is not None and not policy.reading and now - self.idle >= policy.natural_break
        if self.fell_asleep(now) or idle or (unlocks and self.locked):
            self.returned = now
        self.asleep = self.idle = None
        self.locked = self.locked and not unlocks

    def rude(self, cycle: Cycle, policy: Policy) -> str | None:
        """Why nobody may be prompted now, if so."""
        now, local = cycle.now, cycle.now.astimezone(policy.zone)
        if self.locked or self.fell_asleep(now):
            return "away"
        if self.idle is not None and not policy.reading and now - self.idle >= policy.natural_break:
            return "idle for long"
        if cycle.paused is not None and (cycle.paused_until is None or cycle.paused_until > now):
            return "paused"
        if policy.week != ALWAYS and not open_by_the_clock(policy, local):
            return "outside working hours"
        if self.returned is not None and now < self.returned + policy.grace and not _grace_used_up(cycle):
            return "just back"
        episode = cycle.episode
        if self.quiet and episode is not None and not episode.silent:
            return "quiet, and yet a normal prompt"
        return None


def open_by_the_clock(policy: Policy, local: datetime) -> bool:
    """Minutes of the wall clock compared; true too where a bad night makes that ambiguous."""
    if local.utcoffset() != (local - timedelta(hours=30)).astimezone(UTC).astimezone(policy.zone).utcoffset():
        return True
    minute = local.hour * 60 + local.minute
    today = policy.week[local.weekday()]
    yesterday = policy.week[(local.weekday() - 1) % 7]
    return any(start <= minute and (minute < end or end <= start) for start, end in today) or any(
        minute < end for start, end in yesterday if end <= start
    )


def _grace_used_up(cycle: Cycle) -> bool:
    holds = cycle.episode.holds if cycle.episode else ()
    used = sum(((h.end or cycle.now) - h.start for h in holds if h.reason == "just back"), timedelta())
    return used >= timedelta(minutes=10)
