"""The resident's snapshots, read into values. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backbreak.core.dose import RoundState


@dataclass(frozen=True, slots=True)
class Status:
    """What goes on, as the status document tells it; None stands for what it does not tell."""

    phase: str
    reason_id: str
    reason: str
    deadline: datetime | None = None
    due: datetime | None = None
    since: datetime | None = None
    """Since when one sits."""
    paused_until: datetime | None = None
    meeting_until: datetime | None = None
    round: RoundState | None = None
    snooze_label: str | None = None
    """What the invitation calls putting off, "" where that is used up; None without an invitation."""
    skip_label: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Something that held a prompt back; `until` is None while it still does."""

    reason: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to why: one sentence, what else holds now, and what held prompts back lately.

    `failure` says what went wrong in this run that nobody foresaw, `journal` that its folder is gone; "" is
    for nothing.
    """

    reason: str
    held: tuple[str, ...]
    holds: tuple[Hold, ...]
    failure: str = ""
    journal: str = ""


def read_status(data: Mapping[str, object]) -> Status:
    """Read the document; whatever is missing or odd is as if it were not told, never an error."""
    reason, prompt, progress = _table(data, "reason"), _table(data, "prompt"), _table(data, "round")
    number, done, total = (progress.get(key) for key in ("number", "done", "total"))
    known = isinstance(number, int) and isinstance(done, int) and isinstance(total, int)
    return Status(
        phase=_text(data, "phase") or "",
        reason_id=_text(reason, "id") or "",
        reason=_text(reason, "text") or "",
        deadline=_instant(data, "deadline"),
        due=_instant(data, "due"),
        since=_instant(data, "sitting_since"),
        paused_until=_instant(data, "paused_until"),
        meeting_until=_instant(data, "meeting_until"),
        round=RoundState(number, done, total) if known else None,  # type: ignore[arg-type]  # just checked
        snooze_label=_text(prompt, "snooze_label"),
        skip_label=_text(prompt, "skip_label"),
    )


def read_why(data: Mapping[str, object]) -> Why:
    """Read the answer to why, as forgivingly."""
    reason = _text(_table(data, "reason"), "text") or ""
    held = [_text(one, "text") or "" for one in _tables(data, "held")]
    holds = [
        Hold(_text(one, "reason") or "", since, _instant(one, "to"))
        for one in _tables(data, "holds")
        if (since := _instant(one, "from")) is not None
    ]
    failure = _text(_table(data, "failure"), "text") or ""
    journal = _text(_table(data, "journal"), "text") or ""
    others = tuple(text for text in held if text not in ("", reason))
    return Why(reason, others, tuple(holds), failure, journal)


def _table(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _tables(data: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = data.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(data: Mapping[str, object], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) else None


def _instant(data: Mapping[str, object], key: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(_text(data, key) or "")
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
