"""All pages of the manual, in order."""

from __future__ import annotations

from collections.abc import Iterable

from backbreak.cli.manual import breaks, looking_back, preferences, reminder, setting_up
from backbreak.cli.manual.page import Chapter, Codes, Example, Page
from backbreak.words import _


def chapters() -> tuple[Chapter, ...]:
    """The commands in groups, as `backbreak --help` shows them."""
    return (
        reminder.chapter(),
        breaks.chapter(),
        looking_back.chapter(),
        preferences.chapter(),
        setting_up.chapter(),
    )


def page_of(name: str) -> Page | None:
    """The page of a command; None for one that is not meant for people."""
    return next((one.pages[name] for one in chapters() if name in one.pages), None)


def grouped(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """These commands below the titles of their chapters; those that no chapter has come last, below none."""
    left = list(names)
    found = []
    for chapter in chapters():
        here = [name for name in chapter.pages if name in left]
        left = [name for name in left if name not in here]
        found.append((chapter.title, here))
    return [group for group in [*found, ("", left)] if group[1]]


def front() -> Page:
    """The page of the program itself."""
    return Page(
        _(
            "A break reminder for people who sit. After two hours without standing up it asks you for a "
            "two-minute break, and guides you through it.\n\n"
            "Without a command, backbreak is the reminder itself: it stays in the tray until you quit it. "
            "Every command does one thing and ends."
        ),
        (
            Example("backbreak", _("start the reminder; if it runs already, show its panel")),
            Example("backbreak --demo", _("try it: two hours pass in a minute, nothing is kept")),
            Example("backbreak session --terminal", _("one guided break, right here")),
            Example("backbreak why", _("what happens next, when, and because of what")),
        ),
        codes=all_codes(),
        after=_("backbreak COMMAND --help explains a command, with examples."),
    )


def all_codes() -> Codes:
    """Every exit code there is."""
    stopped = _(
        "stopped by Ctrl+C, which ends the reminder, windows and guided sessions as anything else does"
    )
    return (
        (0, _("done")),
        (1, _("failed, or makes no sense now")),
        (2, _("a mistake in the command")),
        (3, _("no reminder is running")),
        (130, stopped),
    )
