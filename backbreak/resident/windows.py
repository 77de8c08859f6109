"""Our windows as programs: the session and the card, started and taken away."""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Callable
from pathlib import Path

from backbreak.resident import surroundings
from backbreak.resident.children import Children
from backbreak.resident.prompting import Card
from backbreak.storage.places import Places

SESSION, CARD = "session", "prompt"

CLOSE_WITHIN_S = 5.0
"""How long a session window that was told to close may take to say what was done."""

log = logging.getLogger(__name__)


class Windows:
    """`session_ended(code)` is called when the session window's process is gone."""

    def __init__(
        self,
        loop: AbstractEventLoop,
        places: Places,
        home: Path | None,
        session_ended: Callable[[int], None],
    ) -> None:
        self._loop = loop
        self._places = places
        self._home = home
        self._session_ended = session_ended
        self._children = Children(loop, self._ended)

    def open_session(self, run: str) -> None:
        """Have a window play the run; one that cannot be opened has ended."""
        if not self._open(SESSION, run):
            self._loop.call_soon(self._session_ended, 1)

    def close_session(self) -> None:
        """End the session window, which has been told to, should it not do so by itself."""
        self._loop.call_later(CLOSE_WITHIN_S, self._children.terminate, SESSION)

    def open_card(self) -> None:
        """Show the prompt's card, unless it shows."""
        if not self._children.running(CARD):
            self._open(CARD)

    def close_card(self) -> None:
        """Take the card away."""
        self._children.terminate(CARD)

    def card(self) -> Card | None:
        """The card as a step of the escalation; None where it would take the keyboard or has no screen."""
        return Card(self.open_card, self.close_card) if surroundings.has_unfocused_windows() else None

    def leave(self) -> None:
        """Take the card away, and let a session that is being played play on without us."""
        self.close_card()
        self._children.leave()

    def _open(self, name: str, session: str | None = None) -> bool:
        command = surroundings.window_command(name, self._home, session)
        try:
            self._children.start(name, command, log_file=self._places.log_file)
        except (OSError, ValueError) as error:
            log.error("the window %s could not be opened: %s", name, error)
            return False
        return True

    def _ended(self, name: str, code: int) -> None:
        if name == SESSION:
            self._session_ended(code)
        elif code > 0:
            log.error("the window %s ended with code %d", name, code)
