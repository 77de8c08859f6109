"""What the panel says: how things stand, what can be done, and why something cannot. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from backbreak.core.entry import Entry, Outcome
from backbreak.core.settings import Rhythm
from backbreak.windows.history.wording import tally
from backbreak.windows.panel.status import Hold, Status
from backbreak.windows.prompt.offer import Suggestion
from backbreak.words import _
from backbreak.words.durations import clock, minutes, spell
from backbreak.words.prompt import stretch
from backbreak.words.reasons import hold_name

ANSWERABLE = ("prompting", "snoozed", "held")
"""The phases in which there is something to put off or to decline."""

PAUSES = ("30", "60", "120", "tomorrow", "open")
MEETINGS = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its label, a second line, and why it cannot be pressed now ("" when it can)."""

    label: str
    note: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where and when the panel is read."""

    zone: tzinfo
    now: datetime

    def time(self, at: datetime) -> str:
        """An instant by the wall clock, with its day where that is another one."""
        return clock(at, self.zone, self.now)


def headline(status: Status, at: Clock) -> str:
    """Say how things stand in a few words."""
    until = status.deadline
    match status.phase, status.reason_id:
        case "sitting", "away":
            return _("Away")
        case "sitting", "meeting-first":
            return _("Next break after the meeting")
        case "sitting", "day-ends":
            return _("No break due any more")
        case (("sitting" | "snoozed"), _other) if until is not None:
            return _("Next break at %(time)s") % {"time": at.time(until)}
        case (("prompting" | "held"), _other):
            return _("A break is due")
        case "session", _other:
            return _("A break is going on")
        case "paused", _other if status.paused_until is not None:
            return _("Paused until %(time)s") % {"time": at.time(status.paused_until)}
        case "paused", _other:
            return _("Paused")
        case "off", _other:
            return _("Outside working hours")
    return status.reason


def standing(status: Status, at: Clock) -> tuple[str, str]:
    """Say the same as a caption and the time that is looked for; where there is none, a phrase alone."""
    until, timeless = status.deadline, ("away", "meeting-first", "day-ends")
    if status.phase in ("sitting", "snoozed") and until is not None and status.reason_id not in timeless:
        return _("Next break"), at.time(until)
    if status.phase == "paused" and status.paused_until is not None:
        return _("Paused until"), at.time(status.paused_until)
    return "", headline(status, at)


def today(entries: Sequence[Entry]) -> str:
    """Say what today came to."""
    counts = Counter(entry.outcome for entry in entries)
    told = tally({kind: counts[kind] for kind in Outcome}) if entries else _("no breaks yet")
    return _("Today: %(what)s") % {"what": told}


def facts(status: Status, at: Clock) -> tuple[str, ...]:
    """Say why, since when one sits, and until when one is in a meeting; nothing that was said already."""
    told = []
    if status.reason != headline(status, at):
        told.append(status.reason)
    if status.since is not None:
        told.append(_("Sitting since %(time)s") % {"time": at.time(status.since)})
    if status.meeting_until is not None and status.reason_id not in ("meeting", "meeting-first"):
        told.append(_("In a meeting until %(time)s") % {"time": at.time(status.meeting_until)})
    return tuple(told)


def picture(status: Status) -> str:
    """Name the tray's picture for it."""
    match status.phase:
        case "session":
            return "session"
        case "paused" | "off":
            return "paused"
        case "prompting":
            return "due"
        case "held":
            return "quiet"
    return "sitting" if status.meeting_until is None else "quiet"


def choices(status: Status, suggestion: Suggestion | None, rhythm: Rhythm, at: Clock) -> dict[str, Choice]:
    """Every button by its name."""
    busy = _("A break is going on: finish or stop that one first") if status.phase == "session" else ""
    due = status.phase in ANSWERABLE
    early = busy or ("" if due else _not_due(status, at))
    spent = _("Put off as often as allowed: start or skip this one") if status.snooze_label == "" else ""
    nothing = "" if status.phase == "paused" or status.meeting_until else _("Neither paused nor in a meeting")
    snooze = _("Snooze %(time)s") % {"time": minutes(rhythm.snooze_min)}
    skip = _("Skip: next in %(time)s") % {"time": spell(timedelta(minutes=rhythm.sitting_limit_min))}
    offer = "" if suggestion is None or busy else f"{suggestion.name} · {suggestion.needs}"
    return {
        "start": Choice(_("Start the break") if due else _("Start a break now"), offer, busy),
        "desk": Choice(_("Another exercise…"), refused=busy),
        "stretch": Choice(stretch(), refused=busy),
        "snooze": Choice(status.snooze_label or snooze, refused=early or spent),
        "skip": Choice(status.skip_label or skip, refused=early),
        "pause": Choice(_("Pause"), refused=busy),
        "meeting": Choice(_("In a meeting"), refused=busy),
        "resume": Choice(_("Resume"), refused=busy or nothing),
        "history": Choice(_("History…")),
        "settings": Choice(_("Settings…")),
        "quit": Choice(_("Quit backbreak"), _("Nobody reminds you until you start it again")),
    }


def _not_due(status: Status, at: Clock) -> str:
    if status.phase == "sitting" and status.due is not None:
        return _("No break is due before %(time)s") % {"time": at.time(status.due)}
    return _("No break is due now")


def pause(length: str) -> str:
    """Name a pause of the menu, by minutes, "tomorrow" or "open"."""
    if length == "tomorrow":
        return _("Pause until tomorrow")
    if length == "open":
        return _("Pause until I resume")
    return _("Pause for %(time)s") % {"time": spell(timedelta(minutes=int(length)))}


def meeting(length_min: int) -> str:
    """Name a meeting of the menu."""
    return _("In a meeting for %(time)s") % {"time": spell(timedelta(minutes=length_min))}


def held(hold: Hold, at: Clock) -> str:
    """Say what held a prompt back, and from when to when."""
    told = {
        "from": at.time(hold.since),
        "to": _("now") if hold.until is None else at.time(hold.until),
        "why": hold_name(hold.reason),
    }
    return _("%(from)s to %(to)s: %(why)s") % told
