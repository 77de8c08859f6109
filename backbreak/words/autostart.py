"""Whether backbreak starts at login, in a sentence, and what to do where that is not as it should be."""

from __future__ import annotations

from backbreak.core.autostart import Because, Kind, Standing, State
from backbreak.words import _
from backbreak.words.listing import listed


def told(standing: Standing) -> str:
    """Say what happens at login, and because of what."""
    named = {
        "file": standing.file or "",
        "command": " ".join(standing.command),
        "says": standing.says or "",
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
        case Because.MASKED:
            return _("off: systemd is told to start %(file)s never")
        case Because.NO_MANAGER:
            return _("%(file)s is to start it, but no systemd of yours runs here that would")
        case Because.NO_TARGET:
            return _("%(file)s is to start it, but this desktop does not tell systemd when it is there")
        case Because.REFUSED:
            return _("asked for, and the desktop has refused it")
        case Because.NO_PORTAL:
            return _("not possible from inside this sandbox: %(says)s")
        case Because.FLATPAK | Because.SNAP:
            return _("not possible from inside a sandbox: the desktop does not look into its folders")
        case Because.SYSTEM:
            return _("not possible on this system yet")
    if standing.state is State.ON:
        if standing.file is None:
            return _("on: the desktop has granted it and starts %(command)s")
        if standing.kind is Kind.SYSTEMD:
            return _("on: systemd starts %(command)s with the desktop, by %(file)s")
        return _("on: %(file)s starts %(command)s")
    return _("off: nothing starts backbreak at login")


def doubled(standing: Standing) -> str:
    """Say what starts it as well; empty where nothing does."""
    if not standing.also:
        return ""
    return _("also started by %(files)s; the second start only opens the panel") % {
        "files": listed(standing.also)
    }


def remedy(standing: Standing) -> str:
    """Say what to do about it; empty where it is as somebody wanted it."""
    if standing.also:
        return _("remove %(files)s") % {"files": listed(standing.also)}
    match standing.because:
        case Because.MASKED:
            return _("systemctl --user unmask %(unit)s, then backbreak autostart on --systemd") % {
                "unit": (standing.file or "").rpartition("/")[2]
            }
        case Because.NO_MANAGER | Because.NO_TARGET:
            return _("backbreak autostart on --xdg has the desktop's own autostart folder do it")
        case Because.REFUSED:
            return _("allow backbreak to run in the background, in the desktop's settings for applications")
    match standing.state:
        case State.GONE | State.DISABLED:
            return _("backbreak autostart on mends it, backbreak autostart off ends it")
        case State.IMPOSSIBLE:
            return _("add backbreak to what your desktop starts, in its own settings")
    return ""
