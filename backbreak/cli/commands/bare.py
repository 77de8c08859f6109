"""`backbreak` alone: the resident itself; or, when one runs already for this home, its control panel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbreak import __version__
from backbreak.cli.activation import activation
from backbreak.cli.clock import monotonic
from backbreak.cli.output import Exit, complain, say
from backbreak.door.client import NotRunningError, reach
from backbreak.door.protocol import AlreadyRunningError, DoorError
from backbreak.storage.places import places_for
from backbreak.words import _

if TYPE_CHECKING:
    from backbreak.cli.options import Options
    from backbreak.door.client import Client
    from backbreak.storage.places import Places

PATIENCE_S = 0.7
"""How long the other one may take to answer: this process is gone within a second."""

STARTING_S = 0.8
"""How long a resident that started in the same instant may take to open its door."""


def run(options: Options) -> int:
    """Be the resident, or hand over to the one that is."""
    if options.demo is not None and options.home is None:
        return _throw_away(options)
    places = places_for(options.home)
    if _handed_over(places):
        return Exit.DONE
    from backbreak.resident.app import main

    try:
        return main(options)
    except AlreadyRunningError:  # somebody started it in the same instant
        end = monotonic() + STARTING_S
        while not _handed_over(places):
            if monotonic() > end:
                raise
            _breathe()
        return Exit.DONE


def _throw_away(options: Options) -> int:
    """A demo never touches anybody's own home."""
    from tempfile import TemporaryDirectory

    from backbreak.resident.app import main

    with TemporaryDirectory(prefix="backbreak-demo-", ignore_cleanup_errors=True) as name:
        from pathlib import Path

        return main(replace(options, home=Path(name)))


def _handed_over(places: Places) -> bool:
    """Ask the running resident for its panel, and print the status if none can open; False if none runs."""
    try:
        with reach(places, None, PATIENCE_S) as door:
            _warn(door)
            answer = door.request("panel", activation())
            if answer.get("opened") is not True:
                _tell(answer.get("status") or door.request("status"))
    except NotRunningError:
        return False
    except DoorError:  # it runs, and that is what was asked for; it may be busy with starting
        say(_("backbreak is running already."))
    return True


def _warn(door: Client) -> None:
    if door.greeting.version != __version__:
        complain(
            _(
                "the running backbreak is version %(running)s, this is %(here)s: "
                "restart it with backbreak quit and backbreak"
            )
            % {"running": door.greeting.version, "here": __version__}
        )


def _tell(status: object) -> None:
    from backbreak.cli.commands.ask import tell_status

    if isinstance(status, dict):
        tell_status(status)


def _breathe() -> None:
    """A moment without work."""
    import select

    select.select([], [], [], 0.02)
