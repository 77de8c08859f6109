"""A whole desktop for one test: X server, window manager, tray, notifications, buses, all its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backbreak.resident.unseen import INTRODUCED
from backbreak.storage.places import places_for, resource
from backbreak.storage.state import StateStore
from backbreak.storage.welcome import mark_welcomed

from . import xfce
from .access import Eyes
from .bus import Bus, BusError
from .pointer import Hand
from .processes import Processes
from .promise import Promise
from .screen import Box, Picture, read_screen
from .waiting import PATIENCE_S, wait_until

SCREEN = (1280, 800)
PANEL_PX = 40
FIRST = "A first notification"
WATCHER = ("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher")
NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")


def welcome_back(home: Path) -> None:
    """Have a home's user know the welcome window and the panel, so that neither comes by itself.

    The panel would come where no tray shows the icon for a while, which is when a test takes so long.
    """
    places = places_for(home)
    places.ensure()
    mark_welcomed(places, datetime(2026, 1, 5, tzinfo=UTC))
    if not places.state_file.exists():
        StateStore(places.state_file).save({INTRODUCED: True})


class Desktop:
    """Opened with `open`, ended with `close`; between them the program under test runs on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "backbreak"
        for name in ("logs", "user", "screen"):
            (folder / name).mkdir(mode=0o700)
        # The names of sockets have room for a hundred letters, which a test's own folder may use up.
        self.run = Path(tempfile.mkdtemp(prefix="desktop-", dir="/tmp"))
        self.processes = Processes(folder / "logs")
        self.env = self.processes.env
        self._closing: list[Callable[[], None]] = [self.processes.close]

    def open(
        self, *, tray: bool = True, notifications: bool = True, screen: tuple[int, int] = SCREEN
    ) -> None:
        """Start everything and return when it answers."""
        user = self.folder / "user"
        self.env.update(
            HOME=str(user),
            XDG_RUNTIME_DIR=str(self.run),
            XDG_CONFIG_HOME=str(user / ".config"),
            XDG_CACHE_HOME=str(user / ".cache"),
            XDG_DATA_HOME=str(user / ".local/share"),
            XDG_STATE_HOME=str(user / ".local/state"),
            XDG_CURRENT_DESKTOP="XFCE",
            XDG_SESSION_TYPE="x11",
            LANG="C.UTF-8",
            LC_ALL="C.UTF-8",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            PYTHONUNBUFFERED="1",
        )
        xfce.write_settings(user / ".config")
        for name, services in (("session", True), ("system", False)):
            config = xfce.write_bus_config(self.folder, name, self.run, services=services)
            self.env[f"DBUS_{name.upper()}_BUS_ADDRESS"] = self.processes.spawn_telling(
                ["dbus-daemon", f"--config-file={config}", "--nofork"], "--print-address=%d"
            )
        size = "{}x{}x24".format(*screen)
        how = ["-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        server = ["Xvfb", *how, "-fbdir", self.folder / "screen"]
        self.env["DISPLAY"] = ":" + self.processes.spawn_telling(server, "-displayfd %d")
        self.bus = Bus(self.env["DBUS_SESSION_BUS_ADDRESS"])
        self._closing.append(self.bus.close)
        self.hand = Hand(self.env).plugged_in()
        self._root = self.hand.window_below()
        self.processes.spawn(["openbox"])
        wait_until(self.hand.managed, "windows are managed")
        self.eyes = Eyes(self.bus)
        self._closing.append(self.eyes.close)
        if tray:
            self.start_tray()
        if notifications:
            self.start_notifications()

    def start_tray(self) -> None:
        """Start the panel with its tray, and wait until it takes icons."""
        self.processes.spawn(["xfce4-panel", "--disable-wm-check"])
        wait_until(lambda: self.bus.has(WATCHER[0]), "the panel watches for tray icons")
        wait_until(
            lambda: self.bus.get(*WATCHER, "IsStatusNotifierHostRegistered"), "the panel shows tray icons"
        )
        wait_until(lambda: self.hand.windows_of("xfce4-panel"), "the panel is on the screen")
        self._wait_until_painted()

    def _wait_until_painted(self) -> None:
        """Wait until the panel looks as it will: whatever changes there later is no more its own doing."""
        looks: list[Picture] = []

        def painted() -> bool:
            screen = self.look()
            looks.append(screen.crop(Box(0, 0, screen.width, PANEL_PX)))
            empty = screen.colour_at(screen.width - 1, screen.height - 1)
            drawn = looks[-1].colour_at(screen.width // 2, PANEL_PX // 2) != empty
            return drawn and looks[-5:].count(looks[-1]) == 5

        wait_until(painted, "the panel is painted")

    def start_notifications(self) -> None:
        """Start the notification server and wait until it answers as fast as one that has run for a while.

        Its first notification takes it ten times as long as the next; the program gives it a second for each.
        """
        self.processes.spawn([xfce.notification_server()])
        wait_until(lambda: self.bus.has(NOTIFICATIONS[0]), "the notification server is on the bus")
        name, path = NOTIFICATIONS
        words = ["a test", 0, str(resource("icons/backbreak.svg")), FIRST, "", ["a", "An action"], {}, 0]
        shown = self.bus.call(name, path, f"{name}.Notify", "susssasa{sv}i", words)
        self.eyes.wait_for(FIRST)
        self.bus.call(name, path, f"{name}.CloseNotification", "u", [shown])
        wait_until(lambda: not self.eyes.find(FIRST), "the first notification has gone")

    def tray_items(self) -> list[str]:
        """What is docked: a bus name and path each."""
        return list(self.bus.get(*WATCHER, "RegisteredStatusNotifierItems"))

    def start(
        self,
        *arguments: str,
        env: dict[str, str] | None = None,
        fresh: bool = False,
        log: str = "backbreak",
    ) -> subprocess.Popen[bytes]:
        """The program under test, in a home of its own unless `arguments` name one.

        Its user has been here before, as the program itself keeps it; not so in a `fresh` home.
        """
        if "--home" not in arguments:
            arguments = ("--home", str(self.home), *arguments)
        if not fresh:
            welcome_back(Path(arguments[arguments.index("--home") + 1]))
        return self.processes.spawn([sys.executable, "-m", "backbreak", *arguments], env=env, log=log)

    def cli(self, *arguments: str, timeout: float = PATIENCE_S) -> subprocess.CompletedProcess[str]:
        """One command of the command line to its end."""
        return subprocess.run(
            [sys.executable, "-m", "backbreak", "--home", str(self.home), *arguments],
            env=self.env,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def status(self) -> dict[str, Any]:
        """What `status --json` says; on a busy machine the resident may not answer in time at first."""
        return dict(json.loads(wait_until(lambda: self.cli("status", "--json").stdout, "the status is told")))

    def wait_for_phase(self, phase: str, timeout: float = PATIENCE_S) -> dict[str, Any]:
        """The status as soon as the cycle is in this phase."""
        return wait_until(
            lambda: found if (found := self.status()).get("phase") == phase else None,
            f"phase {phase}", timeout,
        )  # fmt: skip

    def journal(self) -> list[dict[str, Any]]:
        """Every line of every journal file, oldest first; a line that is not whole JSON fails."""
        files = sorted((self.home / "data" / "journal").glob("*.jsonl"))
        return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]

    def press(
        self, label: str, program: str | None = None, timeout: float = PATIENCE_S, *, role: str = "button"
    ) -> None:
        """Click the button whose name begins so, once it shows, stands still and lies under the pointer."""
        boxes: list[Box | None] = []

        def place() -> Box | None:
            things = self.eyes.everything(program)
            found = (one for one in things if one.role == role and one.name.startswith(label))
            button = next(found, None)
            try:
                return self.eyes.box_of(button) if button else None
            except BusError:
                return None  # gone since

        def steady() -> Box | None:
            boxes.append(place())
            if boxes[-1] is None or boxes[-3:].count(boxes[-1]) < 3:
                return None
            # Programs tell of a window before the server has mapped it, and the click would fall through.
            self.hand.move(*boxes[-1].centre)
            return boxes[-1] if self.hand.window_below() != self._root else None

        self.hand.click_in(wait_until(steady, f"a {role} {label!r} can be pressed", timeout))

    def promise(self, limit_s: float) -> Promise:
        """Begin to measure what the program, on this desktop, has promised a time for."""
        return Promise(limit_s, self.processes.ours())

    def look(self) -> Picture:
        """The screen now."""
        return read_screen(self.folder / "screen" / "Xvfb_screen0")

    def wait_for_change(self, before: Picture, within: Box, what: str, timeout: float = PATIENCE_S) -> Box:
        """The box of what looks different in an area, as soon as something does."""
        return wait_until(lambda: self.look().changed_since(before, within), what, timeout)

    def wait_for_stillness(self, before: Picture, within: Box, what: str, timeout: float = PATIENCE_S) -> Box:
        """The box of what looks different in an area, once it has come and five looks in a row agree."""
        looks: list[Box | None] = []

        def still() -> Box | None:
            looks.append(self.look().changed_since(before, within))
            return looks[-1] if looks[-5:].count(looks[-1]) == 5 else None

        return wait_until(still, what, timeout)

    def screenshot(self, path: Path) -> None:
        """The screen now, as a PNG file."""
        self.look().save(path)

    def before_the_end(self, act: Callable[[], None]) -> None:
        """Have something of the test's own closed before the desktop is."""
        self._closing.append(act)

    def close(self) -> None:
        """End all of it."""
        while self._closing:
            self._closing.pop()()
        shutil.rmtree(self.run, ignore_errors=True)
