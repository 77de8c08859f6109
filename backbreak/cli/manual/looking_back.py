"""Pages of the manual: what was done."""

from __future__ import annotations

from backbreak.cli.manual.page import Chapter, Example, Page
from backbreak.words import _


def chapter() -> Chapter:
    """The commands that tell of past breaks."""
    return Chapter(_("Looking back"), {"log": _log(), "report": _report(), "history": _history()})


def _log() -> Page:
    return Page(
        _(
            "Print the journal, one line for each break, the oldest first: those you did, skipped or "
            "missed, and the times you stood up by yourself."
        ),
        (
            Example("backbreak log", _("everything")),
            Example("backbreak log --since yesterday", _("yesterday and today")),
            Example(
                "backbreak log --since 2026-01-01 --until 2026-01-31 --csv",
                _("January, for a spreadsheet"),
            ),
            Example("backbreak log --ical > breaks.ics", _("a calendar to import")),
        ),
        after=_("backbreak history shows it in a window, where lines can be corrected."),
    )


def _report() -> Page:
    return Page(
        _(
            "Say how far the round is, exercise by exercise, what happened this week, for how many days "
            "in a row you did a break, and how long you sat."
        ),
        (
            Example("backbreak report", _("the figures of today")),
            Example("backbreak report --json", _("the same for scripts")),
        ),
    )


def _history() -> Page:
    return Page(
        _(
            "Open the window with the round, the week, a year of days and every break. There breaks can be "
            "corrected, deleted and exported. It needs no running reminder."
        ),
        (
            Example("backbreak history", _("open it")),
            Example("backbreak history --home ~/portable", _("the one of the journal there")),
        ),
        codes=((0, _("the window was closed")), (1, _("no window can open here"))),
        after=_("Without a display, backbreak report and backbreak log tell the same."),
    )
