"""`settings`: the window with every setting, opened by the resident or, without one, here."""

from __future__ import annotations

from backbreak.cli.opening import open_window
from backbreak.cli.options import Options
from backbreak.words import _


def run(options: Options) -> int:
    """Have the resident open it, or bring it to the front; without one it opens here and stays."""
    nowhere = _("settings: no window can open here (%(why)s): use backbreak config")
    return open_window("settings", options, nowhere)
