"""A guided session of the running program, as somebody meets it who does not see the screen."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime
from typing import Any

from backbreak.storage import care
from backbreak.storage.places import places_for

from .access import Thing
from .desktop import Desktop
from .hearing import Ears
from .waiting import wait_until

PROGRAM = "backbreak"
LASTING_S = 600
"""The length of a session that is to be stopped before its units are done, however slow we are with that."""


class Guided:
    """Ears for what is announced, and hands that press controls by their names; no pointer, no eyes."""

    def __init__(self, desktop: Desktop, *, seconds: int = 50, more: str = "") -> None:
        self.desktop = desktop
        settings = desktop.home / "config" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[session]\nseconds = {seconds}\n{more}", encoding="utf-8")
        places = places_for(desktop.home)
        places.ensure()
        care.acknowledge(places, datetime.now(UTC))
        self.ears = Ears(desktop.bus)
        desktop.before_the_end(self.ears.close)

    def resident(self, speed: float, *more: str) -> None:
        """Start the resident, whose sessions run so fast, and wait until it answers."""
        self.desktop.start("--session-speed", str(speed), *more)
        wait_until(lambda: self.desktop.cli("status").returncode == 0, "the resident answers")

    def plan(self, exercise: str) -> dict[str, Any]:
        """The session of that exercise that would come next."""
        return dict(json.loads(self.desktop.cli("plan", "--json", "--exercise", exercise).stdout))

    def start(self, exercise: str) -> None:
        """Have the resident open a session, and wait until its window can be used."""
        self.ask_for(exercise)
        self._window = self.desktop.eyes.pid_of(self.wait_for("Pause"))

    def ask_for(self, exercise: str) -> None:
        """Have the resident open a session."""
        done = self.desktop.cli("start", "--exercise", exercise)
        assert done.returncode == 0, done.stderr

    def run(self) -> dict[str, Any]:
        """The session that is going on, as the resident has it on disk."""
        state = json.loads(places_for(self.desktop.home).state_file.read_text())
        return state["cycle"]["run"] or {}

    def wait_for_units(self, count: int, after: str = "") -> str:
        """The id of the session, of the one after the session `after`, as soon as so many units are done."""

        def done() -> str:
            run = self.run()
            return str(run["id"]) if run.get("id", after) != after and run["units"] >= count else ""

        return wait_until(done, f"{count} units are done")

    def wait_for(self, name: str, role: str | None = "button") -> Thing:
        """The control of that name as soon as it shows."""
        return self.desktop.eyes.wait_for(name, role, PROGRAM)

    def shows(self, name: str, role: str | None = "button") -> bool:
        """Whether something of that name shows now."""
        return bool(self.desktop.eyes.find(name, role, PROGRAM))

    def press(self, name: str) -> None:
        """Press the control whose name begins so by its accessible action, as soon as it can be."""
        self.desktop.eyes.press(name, PROGRAM)

    def is_on(self, name: str) -> bool:
        """Whether the toggle of that name is on."""
        return "checked" in self.desktop.eyes.states_of(self.wait_for(name, None))

    def entries(self, count: int) -> list[dict[str, Any]]:
        """The journal's entries, the latest word on each, as soon as there are so many."""

        def merged() -> list[dict[str, Any]]:
            latest: dict[str, dict[str, Any]] = {}
            for line in self.desktop.journal():
                if line["rev"] >= latest.get(line["id"], line)["rev"]:
                    latest[line["id"]] = line
            return list(latest.values()) if len(latest) >= count else []

        return wait_until(merged, f"{count} entries are in the journal")

    def gone(self) -> None:
        """Wait until no window of the program is left."""
        wait_until(lambda: not self.desktop.hand.windows("· backbreak|^backbreak$"), "the window is gone")

    def kill_window(self) -> None:
        """End the process of the window that `start` saw as a crash would: at once, with no last word."""
        os.kill(self._window, signal.SIGKILL)
