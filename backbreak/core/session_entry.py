"""The entry of a session kept by whoever plays it: as it begins, and as it ends.

Where there is a resident, the cycle writes it (`core.cycle.sessions.entry_of_run`) under the same id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from backbreak.core.cues import Plan
from backbreak.core.entry import Entry, Outcome
from backbreak.core.instants import offset_min, whole_second
from backbreak.core.journal import decode


def begun(entry_id: str, plan: Plan, at: datetime, zone: tzinfo, device: str) -> Entry:
    """Return the entry of a session by hand that begins now, as if nothing of it were done."""
    return Entry(
        id=entry_id,
        at=whole_second(at),
        utc_offset_min=offset_min(at, zone),
        device=device,
        outcome=Outcome.PARTIAL,
        round=plan.round.number,
        exercise=plan.exercise,
        units=0,
        planned_units=plan.units,
    )


def told(template: Entry, document: Mapping[str, object]) -> Entry:
    """Return the template with what the resident tells of its entry; its id stays. Raises EntryError."""
    return decode(json.dumps({**template.as_json(), **document, "id": template.id}))


def ended(
    template: Entry, at: datetime, units: int, owed_side: str | None, played_s: float, *, completed: bool
) -> Entry:
    """Return the entry of a session that ended at `at` with so much done; `template` is what it began as."""
    return replace(
        template,
        at=whole_second(at),
        outcome=Outcome.COMPLETED if completed else Outcome.PARTIAL,
        units=units,
        owed_side=owed_side,
        seconds=round(played_s, 1),
    )
