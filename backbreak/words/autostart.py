"""Whether backbreak starts at login, in a sentence, and what to do where that is not as it should be."""

from __future__ import annotations

from backbreak.core.autostart import Because, Standing, State
from backbreak.words import _


def told(standing: Standing) -> str:
    """Say what happens at login, and because of what."""
    named = {
        "file": standing.file or "",
        "command": " ".join(standing.command),
        "program": standing.command[0] if standing.command else "",
    }
    return _sentence(standing) % named


def _sentence(standing: Standing) -> str:
    match standing.because:
        case Because.HIDDEN:
            return _("off: %(file)s says Hidden=true")
        case Because.NO_COMMAND:
            return _("on, but %(file)s names nothing that can be started")
        case Because.NO_PROGRAM:
            return _("on, but %(program)s, which %(file)s starts, is not there or cannot be run")
        case Because.SWITCH:
            return _("switched off in the desktop's settings, which say so in %(file)s")
        case Because.OTHER_DESKTOP:
            return _("%(file)s leaves this desktop out by OnlyShowIn or NotShowIn")
        case Because.FLATPAK | Because.SNAP:
            return _("not possible from inside a sandbox: the desktop does not look into its folders")
        case Because.SYSTEM:
            return _("not possible on this system yet")
    if standing.state is State.ON:
        return _("on: %(file)s starts %(command)s")
    return _("off: nothing starts backbreak at login")


def remedy(standing: Standing) -> str:
    """Say what to do about it; empty where it is as somebody wanted it."""
    match standing.state:
        case State.GONE | State.DISABLED:
            return _("backbreak autostart on mends it, backbreak autostart off ends it")
        case State.IMPOSSIBLE:
            return _("add backbreak to what your desktop starts, in its own settings")
    return ""
