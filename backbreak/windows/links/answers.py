"""What the resident answers whoever begins, attaches or swaps: the session to play, and its entry so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from backbreak.core.errors import BackbreakError
from backbreak.core.plan_json import plan_from_json
from backbreak.windows.session.link import Assignment
from backbreak.words import _


class Given(NamedTuple):
    """`entry` is what the resident tells of the session's entry; empty where it tells nothing."""

    assignment: Assignment
    entry: Mapping[str, object]


def read_answer(result: Mapping[str, object], speed: float | None) -> Given:
    """Read an answer; `speed`, the person's own wish, goes before the resident's. Raises BackbreakError."""
    session, entry = result.get("session"), result.get("entry")
    if not isinstance(session, dict) or not isinstance(session.get("plan"), dict):
        raise BackbreakError(_("the resident gave a session without a plan: restart it with backbreak"))
    plan = plan_from_json(session["plan"], where="the resident's plan")
    theirs, done = session.get("speed"), session.get("exercise_done")
    assignment = Assignment(
        session_id=str(session.get("id")),
        plan=plan,
        speed=speed or (float(theirs) if isinstance(theirs, int | float) else 1.0),
        exercise_done=done if isinstance(done, int) else None,
    )
    return Given(assignment, entry if isinstance(entry, dict) else {})
