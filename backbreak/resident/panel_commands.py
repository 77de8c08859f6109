"""What is said at the door about the control panel: open it, and what its window says when it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backbreak.door.server import Peer
from backbreak.resident.arguments import text
from backbreak.resident.session_commands import Answer
from backbreak.resident.windows import Manner

Open = Callable[[Manner, int], bool]
"""Opens the panel, or brings up the one of that process id, 0 for none; tells whether one can be seen."""


class PanelCommands:
    """Its commands by their words. A panel is one that has attached, whoever has started it."""

    def __init__(self, open_panel: Open, status: Callable[[], Mapping[str, object]]) -> None:
        self._open = open_panel
        self._status = status
        self._attached: Peer | None = None
        self._activation = ""
        self.table: dict[str, Callable[[Mapping[str, object], Peer], Answer]] = {
            "panel": lambda args, peer: self._answer(text(args, "activation") or ""),
            "panel-attach": lambda args, peer: self._attach(peer),
        }

    def open(self, activation: str = "") -> bool:
        """Show the panel; `activation` is the desktop's leave for it to take the keyboard."""
        self._activation = activation
        attached = self._attached
        there = attached is not None and not attached.writer.is_closing()
        return self._open(Manner(activation=activation), attached.pid if attached and there else 0)

    def _answer(self, activation: str) -> Answer:
        return {"opened": self.open(activation), "status": self._status()}

    def _attach(self, peer: Peer) -> Answer:
        """This window is the panel from now on; it gets the leave that came with the last request, once."""
        self._attached = peer
        activation, self._activation = self._activation, ""
        return {"activation": activation}
