"""A window that the resident opens, or brings to the front; without one it opens here, until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbreak.cli.activation import activation
from backbreak.cli.display import no_display
from backbreak.cli.output import Exit
from backbreak.core.errors import BackbreakError
from backbreak.door.client import NotRunningError, reach
from backbreak.door.protocol import DoorError
from backbreak.storage.places import places_for

if TYPE_CHECKING:
    from backbreak.cli.options import Options


def open_window(name: str, options: Options, nowhere: str) -> int:
    """Have it opened, and return; or open it and stay until it closes.

    `nowhere` says what to do where no window can open, with the reason in the place of %(why)s.
    """
    if _opened_by_the_resident(name, options):
        return Exit.DONE
    why = no_display()
    if why is not None:
        raise BackbreakError(nowhere % {"why": why})
    from backbreak.windows.main import main
    from backbreak.windows.options import WindowOptions

    return main(name, WindowOptions(home=options.home))


def _opened_by_the_resident(name: str, options: Options) -> bool:
    """Whether there is a resident that can, of whatever version; one without a display cannot."""
    try:
        with reach(places_for(options.home), None) as door:
            door.request(name, activation())
    except (NotRunningError, DoorError):
        return False
    return True
