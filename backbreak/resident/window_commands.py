"""What is said at the door about windows that are opened by their name, one of each at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from backbreak.door.server import Peer
from backbreak.resident.arguments import text
from backbreak.resident.session_commands import Answer
from backbreak.resident.windows import Manner

INSTEAD: Final = {"history": "report", "settings": "config", "welcome": "config"}
"""Each window's name, and the command that does without a display."""


class WindowCommands:
    """A command for every window, by the window's name; "raised" is said by one that was brought up."""

    def __init__(
        self,
        open_window: Callable[[str, Manner], object],
        raised: Callable[[int], None],
        need_screen: Callable[[str, str], None],
    ) -> None:
        self._open = open_window
        self._need_screen = need_screen
        self.table: dict[str, Callable[[Mapping[str, object], Peer], Answer]] = {
            name: partial(self._answer, name) for name in INSTEAD
        }
        self._raised = raised
        self.table["raised"] = self._note_raised

    def open(self, name: str, activation: str) -> Answer:
        """Open the window, or bring up the one that is open; DoorError where none can be seen.

        `activation` is the desktop's leave for it to take the keyboard.
        """
        self._need_screen(name, INSTEAD[name])
        self._open(name, Manner(activation=activation))
        return {}

    def _answer(self, name: str, args: Mapping[str, object], _peer: Peer) -> Answer:
        return self.open(name, text(args, "activation") or "")

    def _note_raised(self, _args: Mapping[str, object], peer: Peer) -> Answer:
        self._raised(peer.pid)
        return {}
