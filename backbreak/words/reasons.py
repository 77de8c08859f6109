"""Why there is a prompt, or none, as a sentence; the same in tooltip, menu, `why` and windows."""

from __future__ import annotations

from datetime import datetime, tzinfo

from backbreak.core.explain import Reason
from backbreak.words import _
from backbreak.words.durations import clock


def sentence(reason: Reason, zone: tzinfo, now: datetime) -> str:
    """One line without a full stop; instants by the wall clock of `zone`."""
    told = {"since": clock(reason.since, zone, now), "because": _because(reason.because)}
    if reason.until is not None:
        told["until"] = clock(reason.until, zone, now)
    if reason.at_most is not None:
        told["at_most"] = clock(reason.at_most, zone, now)
        return (_waits(reason.id) if reason.until is None else _over(reason.id)) % told
    return (_open_ended(reason.id) if reason.until is None else _bounded(reason.id)) % told


def _bounded(name: str) -> str:
    """The sentences that say until when."""
    return {
        "sitting": _("Next break at %(until)s"),
        "skipped": _("Skipped at %(since)s, next break at %(until)s"),
        "meeting-first": _("In a meeting until %(until)s; the next break comes after it"),
        "day-ends": _("No break due before the working hours end at %(until)s"),
        "snoozed": _("Snoozed until %(until)s"),
        "paused": _("Paused until %(until)s"),
        "outside-hours": _("Outside working hours until %(until)s"),
        "just-back": _("Break due: you have just come back; the prompt waits until %(until)s"),
        "meeting": _("Break due: you are in a meeting; the prompt waits until %(until)s"),
    }.get(name, "%(until)s")


def _open_ended(name: str) -> str:
    """The sentences of what ends when the user ends it."""
    return {
        "away": _("Away since %(since)s"),
        "no-input": _("Break due: keyboard and mouse untouched since %(since)s; the prompt waits for you"),
        "prompting": _("A break is due: invited since %(since)s"),
        "prompting-silently": _("A break is due: invited since %(since)s, silently, as %(because)s"),
        "session": _("A break is going on since %(since)s"),
        "session-frozen": _("The break stands still: you left at %(since)s"),
        "paused": _("Paused since %(since)s, until you resume"),
        "outside-hours": _("Outside working hours since %(since)s"),
    }.get(name, "%(since)s")


def _waits(name: str) -> str:
    """The sentences of what asks for quiet, and how long the prompt bears with it."""
    return {
        "do-not-disturb": _(
            "Break due: do-not-disturb is on since %(since)s; the prompt waits, at most until %(at_most)s"
        ),
        "microphone": _(
            "A call: the microphone is in use since %(since)s; the prompt waits, at most until %(at_most)s"
        ),
        "fullscreen": _(
            "Break due: full screen since %(since)s; the prompt waits, at most until %(at_most)s"
        ),
        "screen-share": _(
            "Break due: the screen is shared since %(since)s; the prompt waits, at most until %(at_most)s"
        ),
    }.get(name, _("Break due: quiet since %(since)s; the prompt waits, at most until %(at_most)s"))


def _over(name: str) -> str:
    """The sentences of what asked for quiet a moment ago: it might be back at once."""
    return {
        "do-not-disturb": _("Do-not-disturb is off: the prompt comes within half a minute"),
        "microphone": _("The call is over: the prompt comes within half a minute"),
        "fullscreen": _("The full screen is over: the prompt comes within half a minute"),
        "screen-share": _("The screen is no longer shared: the prompt comes within half a minute"),
    }.get(name, _("Quiet is over: the prompt comes within half a minute"))


def _because(name: str) -> str:
    """What asks for quiet, as the end of a sentence."""
    return {
        "do-not-disturb": _("do-not-disturb is on"),
        "microphone": _("the microphone is in use"),
        "fullscreen": _("a window fills the screen"),
        "screen-share": _("the screen is shared"),
    }.get(name, _("something asks for quiet"))


def hold_name(reason: str) -> str:
    """Say in short what held a prompt back, as an entry's `held` names it."""
    return {
        "away": _("away"),
        "meeting": _("a meeting"),
        "microphone": _("a call"),
        "do_not_disturb": _("do-not-disturb"),
        "fullscreen": _("full screen"),
        "screen_share": _("the screen was shared"),
        "no input": _("nobody at the keyboard"),
        "just back": _("just back"),
    }.get(reason, reason)
