"""`panel`: the window with everything the tray does, opened by the resident or brought to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbreak import __version__
from backbreak.cli.activation import activation
from backbreak.cli.output import Exit
from backbreak.core.errors import BackbreakError
from backbreak.door.client import reach
from backbreak.storage.places import places_for
from backbreak.words import _

if TYPE_CHECKING:
    from backbreak.cli.options import Options


def run(options: Options) -> int:
    """Ask for it; without a resident the exit code is 3, without a display 1."""
    with reach(places_for(options.home), __version__) as door:
        answer = door.request("panel", activation())
    if answer.get("opened") is not True:
        raise BackbreakError(
            _("panel: the resident has no display to open a window on: use backbreak status and its like")
        )
    return Exit.DONE
