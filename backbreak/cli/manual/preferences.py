"""Pages of the manual: settings, and what they would do."""

from __future__ import annotations

from backbreak.cli.manual.page import Chapter, Example, Form, Page
from backbreak.words import _


def chapter() -> Chapter:
    """The commands about settings."""
    return Chapter(_("Settings"), {"settings": _settings(), "config": _config(), "simulate": _simulate()})


def _settings() -> Page:
    return Page(
        _(
            "Open the window with every setting: changed there, it applies at once, and every step can be "
            "taken back. The file may be edited by hand meanwhile; the window follows. It needs no running "
            "reminder."
        ),
        (
            Example("backbreak settings", _("open it, or bring it to the front")),
            Example("backbreak settings --home ~/portable", _("the one of the home there")),
        ),
        codes=((0, _("it was opened, or closed again")), (1, _("no window can open here"))),
        after=_("Without a display, backbreak config does the same."),
    )


def _config() -> Page:
    return Page(
        _(
            "Read and change settings from the shell. A running reminder follows at once, comments in the "
            "file stay, and what cannot be is refused with what can."
        ),
        (
            Example("backbreak config list", _("every setting, and where it is set")),
            Example("backbreak config get rhythm.sitting_limit_min", _("how long you may sit")),
            Example("backbreak config set rhythm.sitting_limit_min 45", _("ask after 45 minutes")),
            Example(
                "backbreak config set hours.monday 09:00-12:30,13:30-18:00",
                _("ask only then; a list has commas in it"),
            ),
        ),
        forms=(
            Form("list", _("every setting with its value")),
            Form("get KEY", _("the value of one")),
            Form("set KEY VALUE", _("change one")),
            Form("path", _("the name of the file they are in")),
        ),
        codes=(
            (0, _("done")),
            (1, _("the file cannot be read or written, or the setting is locked for everybody")),
            (2, _("no such setting or value")),
        ),
    )


def _simulate() -> Page:
    return Page(
        _(
            "Play many days in no time against the real rules, and count what your settings would do to "
            "somebody: how many prompts, how many breaks, how long the longest sitting."
        ),
        (
            Example("backbreak simulate", _("a working year of somebody willing")),
            Example(
                "backbreak simulate --days 5 --persona restless",
                _("a week of somebody who leaves the desk often"),
            ),
            Example("backbreak simulate --days 30 --seed 7 --json", _("another life, for scripts")),
        ),
        after=_("The same seed is the same life. Nothing is written; your journal is not read."),
    )
