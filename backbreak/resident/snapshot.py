"""What is told of the cycle: the status document, the answer to why, and the tray's view. No decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from backbreak.core.cycle import Cycle, Phase, Policy, deadline, opens_at
from backbreak.core.cycle.commands import ANSWERABLE
from backbreak.core.cycle.holding import quiet_now
from backbreak.core.cycle.turn import out_since, stood_up
from backbreak.core.dose import RoundState
from backbreak.core.explain import Reason, explain, held_now, sitting
from backbreak.core.instants import write_instant
from backbreak.core.journal import Entry
from backbreak.resident.tray import SEPARATOR, Icon, Row, TrayView
from backbreak.words import _
from backbreak.words.durations import clock, spell
from backbreak.words.prompt import stretch
from backbreak.words.reasons import sentence


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the status tells besides the cycle."""

    round: RoundState
    tray: bool
    idle_source: str
    quiet: Collection[str] = ()
    """What asks for quiet, where nobody had to tell the cycle."""


def status(cycle: Cycle, policy: Policy, now: datetime, around: Surroundings) -> dict[str, object]:
    """The document of `status --json`."""
    reason = explain(cycle, policy)
    found: dict[str, object] = {
        "running": True,
        "phase": cycle.phase.value,
        "deadline": _instant(deadline(cycle, policy)),
        "sitting_s": int(sitting(cycle, policy, now).total_seconds()),
        "sitting_since": _sitting_since(cycle, policy, now),
        "snoozes": cycle.episode.snoozes if cycle.episode else 0,
        "paused_until": _instant(cycle.paused_until),
        "away": out_since(cycle.presence, policy, now) is not None,
        "quiet": list(dict.fromkeys((*quiet_reasons(cycle), *around.quiet))),
        "meeting_until": _instant(_meeting_until(cycle)),
        "reason": {"id": reason.id, "text": sentence(reason, policy.zone, now)},
        "idle_source": around.idle_source,
        "tray": around.tray,
        "round": {
            "number": around.round.number,
            "done": around.round.done,
            "total": around.round.total,
        },
        "due": _instant(cycle.due_at),
    }
    if cycle.phase is Phase.OFF:
        found["opens_at"] = _instant(opens_at(cycle, policy))
    return found


def why(cycle: Cycle, policy: Policy, now: datetime, recent: list[Entry]) -> dict[str, object]:
    """The document of `why --json`: what happens next, when, because of what, and recent holds."""
    reason = explain(cycle, policy)
    holds = [
        {"reason": hold.reason, "from": write_instant(hold.start), "to": _instant(hold.end)}
        for hold in (cycle.episode.holds if cycle.episode else ())
    ]
    past = [
        {"reason": held.reason, "from": write_instant(held.start), "to": write_instant(held.end)}
        for entry in recent
        for held in entry.held
    ]
    return {
        "phase": cycle.phase.value,
        "deadline": _instant(deadline(cycle, policy)),
        "due": _instant(cycle.due_at),
        "sitting_s": int(sitting(cycle, policy, now).total_seconds()),
        "reason": _told(reason, policy, now),
        "held": [_told(one, policy, now) for one in held_now(cycle, policy)],
        "holds": past[-20:] + holds,
        "meeting_until": _instant(_meeting_until(cycle)),
    }


def _sitting_since(cycle: Cycle, policy: Policy, now: datetime) -> str | None:
    """When the spell began; None while nobody sits: outside the hours, in a session, when away."""
    return _instant(cycle.spell_start) if _sits(cycle, policy, now) else None


def _sits(cycle: Cycle, policy: Policy, now: datetime) -> bool:
    return cycle.phase not in (Phase.OFF, Phase.SESSION) and not stood_up(cycle, policy, now)


def quiet_reasons(cycle: Cycle) -> list[str]:
    """The names of what asks for quiet now, the declared meeting included."""
    named = [one.reason for one in quiet_now(cycle, cycle.now)]
    return named if _meeting_until(cycle) is None else ["meeting", *named]


def _meeting_until(cycle: Cycle) -> datetime | None:
    """When the declared meeting ends, while it goes on."""
    return cycle.meeting[1] if cycle.meeting is not None and cycle.now < cycle.meeting[1] else None


def tray_view(
    cycle: Cycle,
    policy: Policy,
    now: datetime,
    demo: float | None,
    screen: bool = True,
    failure: str = "",
) -> TrayView:
    """Icon, tooltip and menu; texts name instants, so that they are right without being looked at.

    `failure` is an error that could be told in no other way.
    """
    reason = sentence(explain(cycle, policy), policy.zone, now)
    title = "backbreak" if demo is None else _("backbreak, demo %(speed)gx") % {"speed": demo}
    return TrayView(_icon(cycle), title, reason, _rows(cycle, policy, now, reason, screen, failure))


def _icon(cycle: Cycle) -> Icon:
    match cycle.phase:
        case Phase.SESSION:
            return "session"
        case Phase.PAUSED | Phase.OFF:
            return "paused"
        case Phase.PROMPTING:
            return "due"
        case Phase.HELD:
            return "quiet" if quiet_reasons(cycle) else "due"
        case _:
            return "quiet" if cycle.meeting is not None else "sitting"


def _rows(
    cycle: Cycle, policy: Policy, now: datetime, reason: str, screen: bool, failure: str
) -> tuple[Row, ...]:
    """The menu's fixed rows; what makes no sense now is greyed, never hidden: an open menu stays as it is."""
    phase = cycle.phase
    answerable = phase in ANSWERABLE
    busy = phase is Phase.SESSION
    resumable = cycle.paused is not None or cycle.meeting is not None
    started, sits = clock(cycle.spell_start, policy.zone, now), _sits(cycle, policy, now)
    skip = _("Skip: next in %(time)s") % {"time": spell(policy.limit)}
    desk = _("Another exercise…") if screen else _("Another exercise: no display to show it on")
    return (
        Row("status", reason, enabled=False),
        Row("since", _("Sitting since %(time)s") % {"time": started}, enabled=False, visible=sits),
        Row("failure", failure, enabled=False, visible=bool(failure)),
        Row(SEPARATOR),
        Row("panel", _("Open backbreak"), enabled=screen),
        Row("history", _("History…"), enabled=screen),
        Row("settings", _("Settings…"), enabled=screen),
        Row("start", _("Start the break") if answerable else _("Start a break now"), enabled=not busy),
        Row("stretch", stretch(), enabled=screen and not busy),
        Row("desk", desk, enabled=screen and not busy),
        Row("snooze", _("Snooze %(time)s") % {"time": spell(policy.snooze)}, enabled=answerable),
        Row("skip", skip, enabled=answerable),
        Row(SEPARATOR),
        Row("pause-30", _("Pause for 30 min"), enabled=not busy),
        Row("pause-60", _("Pause for 1 h"), enabled=not busy),
        Row("pause-120", _("Pause for 2 h"), enabled=not busy),
        Row("pause-tomorrow", _("Pause until tomorrow"), enabled=not busy),
        Row("pause-open", _("Pause until I resume"), enabled=not busy),
        Row("meeting-60", _("In a meeting for 1 h"), enabled=not busy),
        Row("resume", _("Resume"), enabled=resumable and not busy),
        Row(SEPARATOR),
        Row("quit", _("Quit backbreak")),
    )


def _told(reason: Reason, policy: Policy, now: datetime) -> dict[str, object]:
    return {
        "id": reason.id,
        "text": sentence(reason, policy.zone, now),
        "since": _instant(reason.since),
        "until": _instant(reason.until),
        "at_most": _instant(reason.at_most),
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else write_instant(at.replace(microsecond=0) + _ceil(at))


def _ceil(at: datetime) -> timedelta:
    """Whole seconds are told, rounded up: a deadline is never reached before it is told."""
    return timedelta(seconds=1) if at.microsecond else timedelta(0)
