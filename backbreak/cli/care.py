"""The medical note in a terminal: shown before the first session ever, until somebody has acknowledged it."""

from __future__ import annotations

import sys
from textwrap import wrap

from backbreak.cli.clock import this_second
from backbreak.cli.output import say
from backbreak.cli.player.glyphs import glyphs_for
from backbreak.cli.player.signals import Stop
from backbreak.core.errors import BackbreakError
from backbreak.storage.care import acknowledge, acknowledged
from backbreak.storage.places import Places
from backbreak.words import _, care

WIDTH = 78
_A_WHILE_S = 3600.0


class NotAcknowledgedError(BackbreakError):
    """The note was put away unread."""


def show_note(places: Places) -> None:
    """Show the note if it has not been acknowledged; from a terminal, wait for Enter.

    Without a terminal it counts as shown and not as acknowledged: the next session shows it again. Raises
    NotAcknowledgedError when the input ends or is interrupted instead.
    """
    if acknowledged(places):
        return
    glyphs = glyphs_for(sys.stdout.encoding)
    for paragraph in care.lines():
        for line in wrap(glyphs.text(paragraph), WIDTH):
            say(line)
        say()
    if not sys.stdin.isatty():
        return
    if not _answered():
        say()
        raise NotAcknowledgedError(_("the note was not acknowledged, so no session began: start it again"))
    acknowledge(places, this_second())


def _answered() -> bool:
    """Wait for Enter; False for the input's end, or a signal to stop.

    The signal is waited for like the key: one that came just before a plain read began would be lost in it.
    """
    with Stop() as stop:
        print(_("Enter: %(answer)s") % {"answer": care.acknowledge()}, end=" ", flush=True)
        while not stop.requested:
            if stop.wait(_A_WHILE_S, [sys.stdin.fileno()]):
                return bool(sys.stdin.readline())
    return False
