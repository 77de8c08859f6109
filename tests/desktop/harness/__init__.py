"""A private X11 desktop for tests, and hands, eyes and ears on it."""

from .bus import Bus, BusError
from .desktop import Desktop
from .screen import Box, Picture
from .waiting import wait_until

__all__ = ["Box", "Bus", "BusError", "Desktop", "Picture", "wait_until"]
