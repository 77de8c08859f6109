"""A session's entry before anything is done, progress in it, and what is kept of it on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from backbreak.core.cues import Plan
from backbreak.core.journal import Entry, Outcome
from backbreak.core.plan_json import plan_json
from backbreak.storage import loose
from backbreak.storage.places import Places
from backbreak.windows.session.link import Progress

TEMPLATE = Entry(
    id="01SESSION",
    at=datetime(2026, 1, 23, 10, 0, tzinfo=UTC),
    outcome=Outcome.PARTIAL,
    device="desk-3fa1",
    utc_offset_min=60,
    prompted=datetime(2026, 1, 23, 9, 58, tzinfo=UTC),
    round=3,
    exercise="pelvis-lift",
    planned_units=5,
    sat_s=7331,
    snoozes=1,
)
TWO = Progress(units=2, owed_side=None, played_s=44.04)
ALL = Progress(units=5, owed_side=None, played_s=112.0)


def note(places: Places) -> dict[str, object]:
    content: dict[str, object] = json.loads((places.state / loose.FILE_NAME).read_text())
    return content


def begun_instead(plans: list[Plan]) -> dict[str, object]:
    other = replace(TEMPLATE, id="01OTHER", exercise="hip-flex", planned_units=4, prompted=None, units=0)
    session = {"id": "01OTHER", "plan": plan_json(plans[0]), "speed": 2.0, "exercise_done": 3}
    closed = replace(TEMPLATE, units=2).as_json()
    return {"session": session, "entry": other.as_json(), "closed": closed}
