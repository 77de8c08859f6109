"""Our windows as programs: session, desk, panel, card and those with a name, started and taken away."""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from backbreak.resident import surroundings
from backbreak.resident.children import Children, broke_off
from backbreak.resident.prompting import Card
from backbreak.storage.places import Places

SESSION, DESK, PANEL, CARD = "session", "desk", "panel", "prompt"

CLOSE_WITHIN_S = 5.0
"""How long a session window that was told to close may take to say what was done."""

CLOSING_S = 5.0
"""A window that was asked to come up, and that goes within that time without having said that it did, was
just closing: it had shut its ears already."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a window comes: `quietly` leaves the keyboard where it is.

    `activation` is the token a desktop gives with a click that means the new window may take the keyboard.
    """

    quietly: bool = False
    activation: str = ""


SEEN = Manner()
"""As somebody who asked for the window expects it."""


class Windows:
    """`session_ended(code)` is called when the window that plays the present session is gone.

    `bring_up(pid)` asks a window that is open already to come to the front, and tells whether it listens at
    the door: one that does not is still starting, and will come up.

    Every window is a child of its own number: one that still shows how a session ended, or that is just
    closing, is never taken for the one that came after it.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        places: Places,
        home: Path | None,
        session_ended: Callable[[int], None],
        bring_up: Callable[[int], bool],
    ) -> None:
        self._loop = loop
        self._places = places
        self._home = home
        self._session_ended = session_ended
        self._bring_up = bring_up
        self._children = Children(loop, self._ended)
        self._opened = 0
        self._session = ""
        self._desk = ""
        self._panel = ""
        self._card = ""
        self._by_name = dict[str, str]()
        self._leaving = set[str]()
        self._again = dict[str, tuple[float, Callable[[], object]]]()
        self._over = dict[str, Callable[[], None]]()

    def open_session(self, run: str, manner: Manner = SEEN) -> None:
        """Have a window play the run; those before make room. One that cannot be opened has ended."""
        for name in (self._session, self._desk):
            self._children.terminate(name)
        self._session = self._open(SESSION, manner, run)
        if not self._session:
            self._session_ended(1)

    def close_session(self) -> None:
        """End the session window, which has been told to, should it not do so by itself."""
        self._loop.call_later(CLOSE_WITHIN_S, self._children.terminate, self._session)

    def open_desk(self, manner: Manner = SEEN) -> None:
        """Show all exercises to choose from, in a window that begins a session of its own; one at a time."""
        if not self._brought_up(self._desk, lambda: self.open_desk(manner)):
            self._desk = self._open(DESK, manner)

    def open_panel(self, manner: Manner = SEEN, pid: int = 0) -> bool:
        """Show the control panel, one at a time; False where none can be shown.

        `pid` is the panel that is open, where a window has said that it is one: it may be older than we.
        """
        if pid and pid != self._pid(self._panel):
            self._bring_up(pid)
            return True
        if self._brought_up(self._panel, lambda: self.open_panel(manner)):
            return True
        self._panel = self._open(PANEL, manner) if surroundings.has_screen() else ""
        return bool(self._panel)

    def open_by_name(
        self, window: str, manner: Manner = SEEN, over: Callable[[], None] | None = None
    ) -> bool:
        """Show a window such as the history or the settings, one of each at a time.

        False where it could not be started; else `over` is called when one that is new has gone.
        """
        if self._brought_up(self._by_name.get(window, ""), lambda: self.open_by_name(window, manner, over)):
            return True
        name = self._by_name[window] = self._open(window, manner)
        if name and over is not None:
            self._over[name] = over
        return bool(name)

    @property
    def panel_opened(self) -> bool:
        """Whether the panel has been opened since we started; it may have been closed again."""
        return bool(self._panel)

    def raised(self, pid: int) -> None:
        """A process has heard that its window is wanted: whatever ends it now, it was seen."""
        for name in [name for name in self._again if self._children.pid(name) == pid]:
            del self._again[name]

    def left(self, pid: int, here: Collection[int]) -> None:
        """A process has hung up. A window without a connection among those `here` is closing: whoever asks
        for it from now on gets another one."""
        if pid and pid not in here:  # some systems do not say whose a connection is
            for name in [name for name in self._children.names if self._children.pid(name) == pid]:
                self._leaving.add(name)
                self._open_again(name)

    def _brought_up(self, name: str, again: Callable[[], object]) -> bool:
        """Ask a window to come to the front, and remember what opens another should it be closing."""
        pid = self._pid(name)
        if pid and self._bring_up(pid):
            self._again[name] = (self._loop.time(), again)
        return bool(pid)

    def _open_again(self, name: str) -> None:
        asked_s, again = self._again.pop(name, (0.0, None))
        if again is not None and self._loop.time() - asked_s < CLOSING_S:
            again()

    def _pid(self, name: str) -> int:
        """The process of a window that is there, and not about to go."""
        return 0 if name in self._leaving else self._children.pid(name)

    def open_card(self) -> None:
        """Show the prompt's card, unless it shows."""
        if not self._children.running(self._card):
            self._card = self._open(CARD)

    def close_card(self) -> None:
        """Take the card away."""
        self._children.terminate(self._card)
        self._card = ""

    def card(self) -> Card | None:
        """The card as a step of the escalation; None where it would take the keyboard or has no screen."""
        return Card(self.open_card, self.close_card) if surroundings.has_unfocused_windows() else None

    def leave(self) -> None:
        """Take the card away, and let a session that is being played play on without us."""
        self.close_card()
        self._children.leave()

    def _open(self, window: str, manner: Manner = SEEN, session: str | None = None) -> str:
        """Start the window's program and give the child's name; "" when it cannot be started."""
        self._opened += 1
        name = f"{window} {self._opened}"
        command = surroundings.window_command(window, self._home, session, quietly=manner.quietly)
        env = surroundings.window_environment(manner.activation)
        try:
            self._children.start(name, command, log_file=self._places.log_file, env=env)
        except OSError as error:
            log.error("the %s window could not be opened: %s", window, error)
            return ""
        return name

    def _ended(self, name: str, code: int) -> None:
        self._leaving.discard(name)
        if broke_off(code):
            window = name.partition(" ")[0]
            log.error("the %s window broke off, code %d", window, code, extra={"window": window})
        if name == self._session:
            self._session = ""
            self._session_ended(code)
        elif code > 0:
            log.error("the window of %s ended with code %d", name, code)
        over = self._over.pop(name, None)
        if over is not None:
            over()
        self._open_again(name)
