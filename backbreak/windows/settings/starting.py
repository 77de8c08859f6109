"""Puts the settings' window together for a home."""

from __future__ import annotations

from PySide6.QtCore import QObject

from backbreak.core.errors import BackbreakError
from backbreak.windows.alone import Home
from backbreak.windows.lone import Lone
from backbreak.windows.settings.making import makings_of
from backbreak.windows.settings.program import SettingsProgram
from backbreak.windows.settings.window import SettingsWindow


def program_of(home: Home, owner: QObject) -> SettingsProgram:
    """Make the window and what is behind it; where the home has no folders yet, they are made."""
    lone = None
    try:
        home.places.ensure()
        lone = Lone(home.places, owner)
    except BackbreakError:
        pass  # what cannot be written is told by whatever is changed
    window = SettingsWindow(makings_of(home), home.settings.look.theme)
    return SettingsProgram(home, window, lone)
