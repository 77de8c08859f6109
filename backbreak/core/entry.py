"""One break as a value: what was asked, what was done, and how it went.

Everything that remembers is a fold over these. Their lines are written and read by `core.journal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from .instants import write_instant

VERSION = 1
NOTHING: Mapping[str, object] = MappingProxyType({})
_DAY_MIN = 24 * 60


class Outcome(StrEnum):
    """How an episode ended; the values are the file format."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    MISSED = "missed"
    NATURAL = "natural"


class Feel(StrEnum):
    """The one optional tap after a session; the values are the file format."""

    BETTER = "better"
    SAME = "same"
    HURTS = "hurts"


@dataclass(frozen=True, slots=True)
class Held:
    """A while during which the prompt was held back, and why."""

    reason: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One break: what was asked, what was done, and what led to it.

    `at` is the end of the break (aware, UTC); `utc_offset_min` what the wall clock showed beside it. `sat_s`
    is the sitting spell up to the start or the answer. `prompted` is None when begun by hand; `round`,
    `exercise`, `units` and `planned_units` are None for skipped, missed and natural. `extra` holds the keys
    of other versions and programs.
    """

    v: int = VERSION
    id: str
    rev: int = 0
    at: datetime
    utc_offset_min: int = 0
    device: str = ""
    outcome: Outcome
    prompted: datetime | None = None
    round: int | None = None
    exercise: str | None = None
    units: int | None = None
    planned_units: int | None = None
    owed_side: str | None = None
    seconds: float = 0.0
    sat_s: int = 0
    snoozes: int = 0
    held: tuple[Held, ...] = ()
    feel: Feel | None = None
    deleted: bool = False
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)

    @property
    def day(self) -> date:
        """The local date of its end, where it was written."""
        at, offset_min = self.at, self.utc_offset_min
        if 0 <= at.hour * 60 + at.minute + offset_min < _DAY_MIN:
            return at.date()  # what most are; ten years of entries are asked for their day
        return (at + timedelta(minutes=offset_min)).date()

    def as_json(self) -> dict[str, object]:
        """Give the document of the line, keys in their promised order and unknown ones last."""
        return {
            "v": self.v,
            "id": self.id,
            "rev": self.rev,
            "at": write_instant(self.at),
            "utc_offset_min": self.utc_offset_min,
            "device": self.device,
            "outcome": self.outcome.value,
            "prompted": None if self.prompted is None else write_instant(self.prompted),
            "round": self.round,
            "exercise": self.exercise,
            "units": self.units,
            "planned_units": self.planned_units,
            "owed_side": self.owed_side,
            "seconds": float(self.seconds),
            "sat_s": self.sat_s,
            "snoozes": self.snoozes,
            "held": [{"reason": one.reason, "from": write_instant(one.start), "to": write_instant(one.end)}
                     for one in self.held],
            "feel": None if self.feel is None else self.feel.value,
            "deleted": self.deleted,
            **self.extra,
        }
