"""What the pointer says: rows of the tray's menu and buttons of a notification, as commands."""

from __future__ import annotations

import logging
from collections.abc import Callable

from backbreak.core.cycle import Phase
from backbreak.core.errors import BackbreakError
from backbreak.resident.commands import Commands
from backbreak.resident.conductor import Conductor

_OPEN_END = "open"

log = logging.getLogger(__name__)


class Actions:
    """Carries out an action by its name; one that makes no sense now is logged: nobody waits for it."""

    def __init__(self, commands: Commands, conductor: Conductor, open_card: Callable[[], None]) -> None:
        self._commands = commands
        self._conductor = conductor
        self._open_card = open_card

    def act(self, action: str, activation: str) -> None:
        """A row of the tray's menu ("snooze", "pause-90", "pause-tomorrow"), or the icon ("panel")."""
        try:
            self._act(*action.partition("-")[::2], activation)
        except BackbreakError as error:
            log.warning("%s", error)

    def answer(self, action: str, episode: str, activation: str) -> None:
        """A notification's button; one of an invitation that is over is nothing.

        `activation` is the desktop's leave for the window that opens to take the keyboard.
        """
        cycle = self._conductor.cycle
        if cycle.phase is Phase.PROMPTING and cycle.episode is not None and cycle.episode.id == episode:
            self.act(action, activation)

    def _act(self, name: str, value: str, activation: str) -> None:
        match name:
            case "start":
                self._commands.start(activation=activation)
            case "stretch":
                self._commands.stretch(activation)
            case "desk":
                self._commands.desk(activation)
            case "history" | "settings":
                self._commands.windows.open(name, activation)
            case "snooze":
                self._commands.snooze()
            case "skip":
                self._commands.skip()
            case "pause":
                self._commands.pause(None if value == _OPEN_END else value)
            case "meeting":
                self._commands.meeting(float(value))
            case "resume":
                self._commands.resume()
            case "quit":
                self._commands.end()
            case "panel":
                shown = self._commands.panel(activation)
                if not shown and self._conductor.cycle.phase is Phase.PROMPTING:
                    self._open_card()
