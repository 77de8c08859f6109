"""A cycle that somebody else has written into the state is only taken where it fits together."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from scenario import Day

from backbreak.core.cycle import persist
from backbreak.core.cycle.persist import StateError


def prompting() -> dict[str, object]:
    """What is kept of a day on which a prompt has been shown for a while."""
    day = Day("09:00")
    day.until("11:05")
    plain: dict[str, object] = json.loads(json.dumps(persist.to_plain(day.cycle)))
    assert plain["phase"] == "prompting"
    return plain


def test_what_was_kept_is_taken_and_other_offsets_are_the_same_instant() -> None:
    plain = prompting()
    cycle = persist.from_plain(plain)
    plain["due_at"] = (cycle.due_at + timedelta(hours=2)).isoformat().replace("+00:00", "+02:00")
    assert persist.from_plain(plain) == cycle


@pytest.mark.parametrize(("key", "value", "told"), [
    ("phase", "session", "what is session is missing"),
    ("phase", "sitting", "what is sitting is missing, or there is something else"),
    ("phase", "paused", "what is paused is missing"),
    ("episode", None, "what is prompting is missing"),
    ("due_at", "2026-01-05T08:00:00+00:00", "due before it counts from"),
    ("due_at", "0001-01-01T00:00:00+14:00", "cycle.due_at"),
    ("due_at", "9999-12-31T00:00:00+00:00", "cycle.due_at is beyond all times"),
    ("spell_start", "2026-01-06T09:00:00+00:00", "cycle.spell_start is later than now"),
    ("issued", -1, "cycle.issued is no amount"),
    ("meeting", ["2026-01-05T11:00:00+00:00", "2026-01-05T10:00:00+00:00"], "ended before it began"),
    ("quiet", [{"reason": "a\n", "since": "2026-01-05T10:00:00+00:00"}], "cycle.quiet.reason is no name"),
])  # fmt: skip
def test_what_no_step_leads_to_is_refused_and_named(key: str, value: object, told: str) -> None:
    with pytest.raises(StateError, match=told):
        persist.from_plain(prompting() | {key: value})
