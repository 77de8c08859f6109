"""What is said of an error nobody foresaw: its kind, never its message, which may hold somebody's data."""

from __future__ import annotations

import traceback

from backbreak.words import _


def kind_of(error: BaseException) -> str:
    """The error's kind, and the last place of ours it came through."""
    name = type(error).__name__
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    for frame in reversed(frames):
        _before, ours, file = frame.filename.replace("\\", "/").rpartition("/backbreak/")
        if ours:
            named = {"kind": name, "file": file, "line": frame.lineno or 0}
            return _("%(kind)s in %(file)s, line %(line)d") % named
    return name


def goes_on(what: str, log: object) -> str:
    """The resident met with it."""
    return _("An error nobody foresaw: %(what)s. Reminders go on; the log is %(log)s.") % {
        "what": what,
        "log": log,
    }


def resident_ended(what: str, log: object) -> str:
    """The resident ended by it."""
    return _("backbreak has ended by an error nobody foresaw: %(what)s; the log is %(log)s") % {
        "what": what,
        "log": log,
    }


def command_ended(what: str, log: object) -> str:
    """A command ended by it."""
    return _("an error nobody foresaw: %(what)s; the log is %(log)s, and backbreak doctor may know more") % {
        "what": what,
        "log": log,
    }


def window_ended(what: str) -> str:
    """A window ended by it."""
    return _(
        "A window of backbreak met with an error nobody foresaw: %(what)s. What was done in it is kept."
    ) % {"what": what}
