"""`welcome`: the window of the first start once more; what is set now is what it shows."""

from __future__ import annotations

from backbreak.cli.opening import open_window
from backbreak.cli.options import Options
from backbreak.words import _


def run(options: Options) -> int:
    """Have the resident open it, or bring it to the front; without one it opens here and stays."""
    nowhere = _("welcome: no window can open here (%(why)s): use backbreak config and backbreak session")
    return open_window("welcome", options, nowhere)
