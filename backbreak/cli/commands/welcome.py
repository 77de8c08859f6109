"""`welcome`: the window of the first start once more; what is set now is what it shows."""

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
    if _opened_by_the_resident(options):
        return Exit.DONE
    why = no_display()
    if why is not None:
        raise BackbreakError(
            _("welcome: no window can open here (%(why)s): use backbreak config and backbreak session")
            % {"why": why}
        )
    from backbreak.windows.main import main
    from backbreak.windows.options import WindowOptions

    return main("welcome", WindowOptions(home=options.home))


def _opened_by_the_resident(options: Options) -> bool:
    """Whether there is a resident that can; one without a display, or an older one, cannot."""
    try:
        with reach(places_for(options.home), __version__) as door:
            door.request("welcome", activation())
    except (NotRunningError, DoorError):
        return False
    return True
