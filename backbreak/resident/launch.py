"""From nothing to an icon in the tray: the door first, for only one may live; then the icon; then the rest.

Everything the program decides with is imported after the icon is docked, because importing it takes longer
than docking. Whoever knocks in that moment waits for it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from backbreak import __version__
from backbreak.core.errors import BackbreakError
from backbreak.door.protocol import Request, greeting
from backbreak.door.server import Peer, Server
from backbreak.resident.desktop import START_ANEW, Desktop
from backbreak.resident.logs import open_log
from backbreak.resident.tray import TrayView
from backbreak.storage.failures import StorageError
from backbreak.storage.places import Places, places_for
from backbreak.words.unforeseen import kind_of, resident_ended

if TYPE_CHECKING:
    from backbreak.resident.program import Program

DOCKED_WITHIN_S = 10.0
"""How long a session bus that takes calls and answers none may keep everything else from starting."""

FIRST_VIEW = TrayView("sitting", "backbreak", "", ())
"""What the icon shows until the program is there to say more."""

log = logging.getLogger(__name__)


class BrokenOffError(BackbreakError):
    """The resident itself met with an error nobody foresaw; it is in the log."""


def run(home: Path | None, demo: float | None, session_speed: float) -> int:
    """Run the resident of that home; gives the exit code."""
    code = asyncio.run(_run(home, demo, session_speed))
    if code == START_ANEW:
        from backbreak.resident.anew import start_anew  # only then

        log.warning("the session bus broke off and is there again: backbreak starts anew")
        start_anew()
    return code


class Reception:
    """Stands at the door from the first moment, and lets callers wait until the program can answer."""

    def __init__(self) -> None:
        self._ready = asyncio.Event()
        self._program: Program | None = None

    def open(self, program: Program) -> None:
        """From now on the program answers."""
        self._program = program
        self._ready.set()

    async def handle(self, request: Request, peer: Peer) -> Mapping[str, object]:
        """Answer a request, as soon as there is somebody to answer it."""
        await self._ready.wait()
        assert self._program is not None
        return await self._program.answer(request, peer)

    def gone(self, peer: Peer) -> None:
        """Somebody has left."""
        if self._program is not None:
            self._program.peer_gone(peer)


def _end(desktop: Desktop, over: asyncio.Event) -> None:
    """Told to go: nothing more is taken up, or callers that never pause would keep us from it."""
    desktop.take_no_calls()
    over.set()


async def _run(home: Path | None, demo: float | None, session_speed: float) -> int:
    places = places_for(home)
    missing = _ensure(places)
    failures = open_log(places.log_file)
    if missing is not None:
        log.error("%s", missing)
    reception = Reception()
    hello = greeting(__version__, os.getpid(), "" if home is None else str(home))
    door = Server(places, hello, reception.handle, reception.gone)
    await door.start()
    desktop, over = Desktop(failures), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, _end, desktop, over)
    try:
        await _dock(desktop)
        from backbreak.resident.program import Program

        program = Program(places, home, demo, session_speed, door, desktop, over)
        return await program.live(reception.open)
    except BackbreakError:
        raise
    except Exception as error:
        log.critical("backbreak ends", exc_info=True)
        text = resident_ended(kind_of(error), places.log_file)
        await desktop.say(text)
        raise BrokenOffError(text) from error
    finally:
        desktop.close()
        await door.stop()


def _ensure(places: Places) -> StorageError | None:
    """Have the home's folders; gives what a full disk refuses, for that is no reason to remind nobody."""
    places.ensure_door()
    try:
        places.ensure()
    except StorageError as error:
        if not error.is_for_want_of_room:
            raise
        return error
    return None


async def _dock(desktop: Desktop) -> None:
    try:
        async with asyncio.timeout(DOCKED_WITHIN_S):
            await desktop.open(FIRST_VIEW)
    except TimeoutError:
        log.warning("the session bus does not answer: going on without waiting for the tray")
