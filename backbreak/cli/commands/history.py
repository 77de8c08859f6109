"""`history`: the window with what the journal tells: the round, the week, the year, and every entry."""

from __future__ import annotations

from backbreak.cli.opening import open_window
from backbreak.cli.options import Options
from backbreak.words import _


def run(options: Options) -> int:
    """Have the resident open it, or bring it to the front; without one it opens here and stays."""
    nowhere = _("history: no window can open here (%(why)s): use backbreak report and backbreak log")
    return open_window("history", options, nowhere)
