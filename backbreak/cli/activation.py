"""The leave to take the keyboard, which a desktop gives to whatever a person has just started."""

from __future__ import annotations

import os

VARIABLES = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""Under which names it comes: on Wayland, on X11."""


def activation() -> dict[str, object]:
    """This process's leave as an argument for the door, to be passed on to a window; nothing without one."""
    given = next((value for name in VARIABLES if (value := os.environ.get(name))), None)
    return {} if given is None else {"activation": given}
