"""`settings`: the window with every setting, opened by the resident or, without one, here."""

from __future__ import annotations

from backbreak import __version__
from backbreak.cli.activation import activation
from backbreak.cli.display import no_display
from backbreak.cli.options import Options
from backbreak.cli.output import Exit
from backbreak.core.errors import BackbreakError
from backbreak.door.client import NotRunningError, reach
from backbreak.door.protocol import DoorError
from backbreak.storage.places import places_for
from backbreak.words import _


def run(options: Options) -> int:
    """Have the resident open it, or bring it to the front; without one it opens here and stays."""
    try:
        with reach(places_for(options.home), __version__) as door:
            door.request("settings", activation())
    except (NotRunningError, DoorError):  # one without a display, or an older one, cannot
        return _open_here(options)
    return Exit.DONE


def _open_here(options: Options) -> int:
    why = no_display()
    if why is not None:
        hint = _("settings: no window can open here (%(why)s): use backbreak config")
        raise BackbreakError(hint % {"why": why})
    from backbreak.windows.main import main
    from backbreak.windows.options import WindowOptions

    return main("settings", WindowOptions(home=options.home))
