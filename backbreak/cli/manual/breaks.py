"""Pages of the manual: breaks, and the exercises they are made of."""

from __future__ import annotations

from backbreak.cli.manual.page import Chapter, Example, Form, Page
from backbreak.cli.manual.reminder import needs_reminder
from backbreak.words import _


def chapter() -> Chapter:
    """The commands about breaks."""
    return Chapter(
        _("Breaks"),
        {
            "start": _start(),
            "snooze": _snooze(),
            "skip": _skip(),
            "session": _session(),
            "exercises": _exercises(),
            "plan": _plan(),
        },
    )


def _start() -> Page:
    return Page(
        _(
            "Begin a guided break now, as Start in the tray does: the reminder opens the window. It is the "
            "exercise whose turn it is, unless you name one."
        ),
        (
            Example("backbreak start", _("the exercise whose turn it is")),
            Example("backbreak start --exercise pelvis-lift", _("this one")),
        ),
        codes=needs_reminder(_("a session is playing already, or no window can open")),
        after=_("backbreak session does it without a running reminder, and in a terminal."),
    )


def _snooze() -> Page:
    return Page(
        _(
            "Put the break off that is due now. Without a number, for as long as your settings say; "
            "you may do so as often as you like."
        ),
        (
            Example("backbreak snooze", _("ask again in ten minutes, or as the settings say")),
            Example("backbreak snooze 25", _("in twenty-five minutes")),
        ),
        codes=needs_reminder(_("no break is due")),
    )


def _skip() -> Page:
    return Page(
        _("Decline the break that is due now. The next one comes after another spell of sitting."),
        (
            Example("backbreak skip", _("not this time")),
            Example("backbreak why", _("see when the next one is")),
        ),
        codes=needs_reminder(_("no break is due")),
    )


def _session() -> Page:
    return Page(
        _(
            "A guided break now, with or without a running reminder: a figure shows the movement, words and "
            "tones say what to do and for how long, and what you did is kept in the journal.\n\n"
            "It opens a window where you choose an exercise; without a display, or when asked, it plays the "
            "next one in the terminal."
        ),
        (
            Example("backbreak session", _("choose an exercise and begin")),
            Example("backbreak session --terminal", _("the next one, drawn in this terminal")),
            Example("backbreak session --script", _("print second by second what will be heard")),
            Example("backbreak session --render break.wav", _("write that as a sound file to take along")),
        ),
        codes=(
            (0, _("something was done, or what was asked for is printed or written")),
            (1, _("nothing whole of it was done, or it could not be played or written")),
        ),
        after=_("In the session: Space pauses, Esc stops; what was done counts."),
    )


def _exercises() -> Page:
    return Page(
        _(
            "The exercises a round is made of, with their amounts; and packs: files with exercises of your "
            "own, which take their turn after the others."
        ),
        (
            Example("backbreak exercises", _("every exercise")),
            Example("backbreak exercises check neck-and-hip.toml", _("every mistake in your pack")),
            Example("backbreak exercises add neck-and-hip.toml", _("it takes part from now on")),
            Example("backbreak exercises list", _("which packs there are")),
        ),
        forms=(
            Form("", _("print every exercise")),
            Form("list", _("the packs, and those that are left out, with the reason")),
            Form("check FILE", _("read a pack and say what is wrong with it")),
            Form("add FILE", _("check a pack and copy it to the others")),
        ),
        codes=((0, _("done")), (1, _("the pack has mistakes, or one of that name is there"))),
        after=_("docs/exercise-packs.md explains how a pack is written, with an example."),
    )


def _plan() -> Page:
    return Page(
        _(
            "Print the next session second by second, without playing it: the exercise whose turn it is, "
            "as much of it as fits into the length of a break."
        ),
        (
            Example("backbreak plan", _("the next session")),
            Example("backbreak plan --exercise leg-lifts --seconds 180", _("this one, in three minutes")),
            Example("backbreak plan --exercise lumbar --units 2", _("two repetitions of it")),
            Example("backbreak plan --json", _("for scripts; session --plan plays it")),
        ),
        codes=((0, _("done")), (1, _("so much does not fit into one session"))),
    )
