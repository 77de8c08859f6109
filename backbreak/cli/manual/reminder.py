"""Pages of the manual: the reminder that runs, and what it is told."""

from __future__ import annotations

from backbreak.cli.manual.page import Chapter, Codes, Example, Page
from backbreak.words import _


def chapter() -> Chapter:
    """The commands that ask the reminder, or tell it something."""
    return Chapter(
        _("The reminder"),
        {
            "status": _status(),
            "why": _why(),
            "pause": _pause(),
            "resume": _resume(),
            "meeting": _meeting(),
            "panel": _panel(),
            "quit": _quit(),
        },
    )


def needs_reminder(refused: str) -> Codes:
    """Exit codes of a command to the reminder; `refused` is what 1 means there."""
    return (0, _("done")), (1, refused), (3, _("no reminder is running"))


def _status() -> Page:
    return Page(
        _(
            "Say what the reminder is doing: what comes next and when, how long you have been sitting, and "
            "how far your round of exercises is."
        ),
        (
            Example("backbreak status", _("the answer in three lines")),
            Example("backbreak status --json", _("the same for scripts and status bars")),
        ),
        codes=(
            (0, _("answered")),
            (3, _('no reminder is running; --json still prints {"running":false}')),
        ),
        after=_("backbreak why tells the reasons."),
    )


def _why() -> Page:
    return Page(
        _(
            "Say what happens next, when, and because of what: a break that is due, a pause, a call, your "
            "working hours. What held breaks back lately is listed below it."
        ),
        (
            Example("backbreak why", _("the reason, and what held breaks back lately")),
            Example("backbreak why --json", _("the same for scripts")),
        ),
        codes=((0, _("answered")), (3, _("no reminder is running"))),
    )


def _pause() -> Page:
    return Page(
        _(
            "Stop reminding, for a while or until a time. Without a word it stays so until you resume. "
            "A time that has passed today is tomorrow's."
        ),
        (
            Example("backbreak pause 90m", _("nobody asks you for an hour and a half")),
            Example("backbreak pause 14:30", _("until half past two")),
            Example("backbreak pause tomorrow", _("for the rest of the day")),
            Example("backbreak pause", _("until you say backbreak resume")),
        ),
        codes=needs_reminder(_("makes no sense now: a session is playing")),
        after=_(
            "backbreak resume ends it early. For a call or a talk, backbreak meeting is the better word."
        ),
    )


def _resume() -> Page:
    return Page(
        _("End a pause or a meeting: reminding goes on at once."),
        (
            Example("backbreak resume", _("go on")),
            Example("backbreak why", _("see what comes next then")),
        ),
        codes=needs_reminder(_("there is no pause and no meeting to end")),
    )


def _meeting() -> Page:
    return Page(
        _(
            "Hold reminders back during a meeting, for an hour if you do not say how long. A call that "
            "records from your microphone is noticed without it; a meeting in a room is not."
        ),
        (
            Example("backbreak meeting", _("no reminder for an hour")),
            Example("backbreak meeting 30", _("for half an hour")),
            Example("backbreak resume", _("the meeting is over already")),
        ),
        codes=needs_reminder(_("makes no sense now")),
        after=_("Sitting goes on being counted: a break that falls due meanwhile comes afterwards."),
    )


def _panel() -> Page:
    return Page(
        _("Open the window with everything the tray does, or bring it to the front."),
        (
            Example("backbreak panel", _("open it")),
            Example("backbreak", _("the same, where the reminder runs already")),
        ),
        codes=needs_reminder(_("the reminder has no display to open a window on")),
        after=_("Without a display, backbreak status and the other commands do it all too."),
    )


def _quit() -> Page:
    return Page(
        _("End the reminder. Your settings and the journal stay."),
        (
            Example("backbreak quit", _("end it")),
            Example("backbreak quit --home ~/portable", _("end the one that keeps its files there")),
        ),
        codes=((0, _("the reminder has ended")), (3, _("no reminder was running"))),
        after=_("Start it again with backbreak; backbreak autostart says whether your desktop does."),
    )
