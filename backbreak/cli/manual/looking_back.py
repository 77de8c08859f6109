"""Pages of the manual: what was done."""

from __future__ import annotations

from backbreak.cli.manual.page import Chapter, Example, Form, Page
from backbreak.words import _


def chapter() -> Chapter:
    """The commands that tell of past breaks."""
    pages = {"log": _log(), "report": _report(), "history": _history(), "journal": _journal()}
    return Chapter(_("Looking back"), pages)


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
            Example("backbreak history", _("open it, or bring it to the front")),
            Example("backbreak history --home ~/portable", _("the one of the journal there")),
        ),
        codes=((0, _("it was opened, or closed again")), (1, _("no window can open here"))),
        after=_("Without a display, backbreak report and backbreak log tell the same."),
    )


def _journal() -> Page:
    return Page(
        _(
            "Say where everything lies that backbreak keeps, and what of it may be deleted; move the journal "
            "to another folder with all of its history, take a copy of it away, or delete it. A running "
            "reminder goes along with each of these at once.\n\n"
            "Any program may sync the journal's folder between your devices: each writes a file of its own, "
            "and all are read as one."
        ),
        (
            Example("backbreak journal", _("every file and folder, and what of it may be deleted")),
            Example("backbreak journal move ~/Sync/backbreak", _("have it synced; the history comes along")),
            Example("backbreak journal add ~/old/journal", _("add the breaks of an earlier folder")),
            Example("backbreak journal export", _("all that is yours, as an archive named after the day")),
            Example("backbreak journal export breaks.csv --replace", _("the breaks, for a spreadsheet")),
            Example("backbreak journal delete --yes", _("delete all breaks for good, without asking")),
        ),
        forms=(
            Form("where", _("every file and folder with what it is")),
            Form("path", _("the name of the journal's folder, and nothing else")),
            Form("move DIR", _("move the journal there")),
            Form("add DIR", _("add the journal files in a folder")),
            Form("export [FILE]", _("copy everything, or the breaks as the file's name or an option says")),
            Form("delete", _("delete the journal's files, or those of one --device")),
        ),
        codes=(
            (0, _("done")),
            (1, _("it could not be done, and nothing has changed")),
            (2, _("used wrongly, or --yes is missing where nobody can be asked")),
        ),
        after=_("docs/my-data.md tells more, about syncing too."),
    )
