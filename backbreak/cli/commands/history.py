"""`history`: the window with what the journal tells: the round, the week, the year, and every entry."""

from __future__ import annotations

from backbreak.cli.display import no_display
from backbreak.cli.options import Options
from backbreak.core.errors import BackbreakError
from backbreak.words import _


def run(options: Options) -> int:
    """Open it here and stay until it closes, with a resident or without; 1 where no window can open."""
    why = no_display()
    if why is not None:
        raise BackbreakError(
            _("history: no window can open here (%(why)s): use backbreak report and backbreak log")
            % {"why": why}
        )
    from backbreak.windows.main import main
    from backbreak.windows.options import WindowOptions

    return main("history", WindowOptions(home=options.home))
