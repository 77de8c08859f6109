"""Pages of the manual: making it part of a desktop."""

from __future__ import annotations

from backbreak.cli.manual.page import Chapter, Example, Form, Page
from backbreak.words import _


def chapter() -> Chapter:
    """The commands one needs once, or when something does not work."""
    return Chapter(
        _("Setting up"),
        {
            "welcome": _welcome(),
            "autostart": _autostart(),
            "doctor": _doctor(),
            "completion": _completion(),
        },
    )


def _welcome() -> Page:
    return Page(
        _(
            "Open the window that comes by itself at the very first start: what backbreak does, where you "
            "exercise and what you leave out, how often you are asked, a sound check, starting at login, the "
            "medical note, and a first session to try. It shows what is set now; closing it changes nothing."
        ),
        (
            Example("backbreak welcome", _("open it once more")),
            Example("backbreak welcome --home ~/portable", _("the one of the home there")),
        ),
        codes=((0, _("it was opened, or closed again")), (1, _("no window can open here"))),
        after=_("Without a display, backbreak config and backbreak autostart do the same."),
    )


def _autostart() -> Page:
    return Page(
        _("Say whether backbreak starts when you log in, as the system really has it, and change that."),
        (
            Example("backbreak autostart", _("whether it does")),
            Example("backbreak autostart on", _("have it start")),
            Example("backbreak autostart off", _("leave it out")),
        ),
        forms=(
            Form("status", _("what the system says; the same without a word")),
            Form("on", _("start when you log in")),
            Form("off", _("do not")),
        ),
        codes=((0, _("done")), (1, _("the system says something else afterwards"))),
        after=_(
            "It is done by a file in ~/.config/autostart, as desktops and systemd read it. A window manager "
            "that reads no such folder needs a line of its configuration. With on --systemd a unit of your "
            "systemd does it instead, and starts it again after a crash; on --xdg goes back to the file. "
            "Inside a Flatpak the desktop is asked to do it."
        ),
    )


def _doctor() -> Page:
    return Page(
        _(
            "Examine everything backbreak needs on this desktop, and say of each thing whether it works, "
            "why not, and what to do about it."
        ),
        (
            Example("backbreak doctor", _("the whole list")),
            Example("backbreak doctor --json", _("the same for scripts")),
            Example("backbreak doctor --report", _("to copy for a bug report, with nothing personal in it")),
        ),
        codes=((0, _("examined, whatever was found")),),
    )


def _completion() -> Page:
    return Page(
        _(
            "Print a script that teaches your shell to complete backbreak's commands, options, exercises "
            "and settings with the Tab key."
        ),
        (
            Example('eval "$(backbreak completion bash)"', _("in this bash, until it ends")),
            Example("backbreak completion fish | source", _("in this fish, until it ends")),
            Example("backbreak completion zsh > _backbreak", _("a file for a folder of zsh's fpath")),
        ),
        after=_("docs/command-line.md says where the script goes so that it stays."),
    )
