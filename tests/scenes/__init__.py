"""Every window in every state worth looking at: for the gallery's pictures and for the audit of all windows.

A window that is new gets a module here and a line in SCENES; one that has none fails the audit.
"""

from __future__ import annotations

from scenes import desk, history, panel, prompt, session, settings, small, welcome
from scenes.stage import Scene

SCENES: dict[str, Scene] = {
    **session.SCENES,
    **desk.SCENES,
    **panel.SCENES,
    **history.SCENES,
    **settings.SCENES,
    **welcome.SCENES,
    **prompt.SCENES,
    **small.SCENES,
}
UNSEEN = frozenset({"tray"})
"""The programs that open no window of ours."""
