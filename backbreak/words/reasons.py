"""Why there is a prompt, or none, as a sentence; the same in tooltip, menu, `why` and windows."""

from __future__ import annotations

from datetime import datetime, tzinfo

from backbreak.core.explain import Reason
from backbreak.words import _
from backbreak.words.durations import clock


def sentence(reason: Reason, zone: tzinfo, now: datetime) -> str:
    """One line without a full stop; instants by the wall clock of `zone`."""
    since = clock(reason.since, zone, now) if reason.since is not None else "?"
    if reason.until is None:
        return _open_ended(reason.id) % {"since": since}
    return _bounded(reason.id) % {"since": since, "until": clock(reason.until, zone, now)}


def _bounded(name: str) -> str:
    """The sentences that say until when."""
    return {
        "sitting": _("Next break at %(until)s"),
        "skipped": _("Skipped at %(since)s, next break at %(until)s"),
        "day-ends": _("No break due before the working hours end at %(until)s"),
        "snoozed": _("Snoozed until %(until)s"),
        "paused": _("Paused until %(until)s"),
        "outside-hours": _("Outside working hours until %(until)s"),
        "just-back": _("Break due: you have just come back, so it waits until %(until)s"),
        "meeting": _("Break due: waiting for your meeting to end at %(until)s"),
    }.get(name, "%(until)s")


def _open_ended(name: str) -> str:
    """The sentences of what ends by itself, or when the user ends it."""
    return {
        "away": _("Away since %(since)s"),
        "no-input": _("Break due: nobody has touched keyboard or mouse since %(since)s"),
        "just-back": _("Break due: you have just come back"),
        "meeting": _("Break due: waiting for your meeting to end"),
        "do-not-disturb": _("Break due: waiting for do-not-disturb to end, on since %(since)s"),
        "microphone": _("Break due: waiting for your call to end, the microphone is in use since %(since)s"),
        "fullscreen": _("Break due: waiting for the full-screen window to close, open since %(since)s"),
        "screen-share": _("Break due: waiting for the screen share to end, on since %(since)s"),
        "prompting": _("A break is due: invited since %(since)s"),
        "prompting-silently": _("A break is due, told silently since %(since)s: something asks for quiet"),
        "session": _("A break is going on since %(since)s"),
        "session-frozen": _("The break stands still: you left at %(since)s"),
        "paused": _("Paused since %(since)s, until you resume"),
        "outside-hours": _("Outside working hours"),
    }.get(name, name)
