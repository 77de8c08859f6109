"""Programs that show tray icons by StatusNotifierItem, each with its screen and a hand on it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Protocol

from desktop.harness import Box, Desktop, Picture, wait_until
from desktop.harness.waiting import PATIENCE_S
from desktop.harness.wayland_pointer import WaylandPointer

WATCHER = "org.kde.StatusNotifierWatcher"
WIDTH, HEIGHT = 1280, 720
COLOURS = {
    "sitting": (0x2F, 0x8A, 0x86),
    "due": (0xC4, 0x6A, 0x00),
    "paused": (0x7D, 0x83, 0x88),
    "session": (0x2F, 0x8A, 0x4E),
    "quiet": (0x7C, 0x78, 0xB0),
}
"""What each picture is painted with."""
FEWEST_PX = 20
BAR = Box(0, 0, 1280, 40)
BELOW = Box(0, 41, 520, 600)
"""Where the menu opens; the pointer, which is in the picture on X11, was farther to the right."""


class Screen(Protocol):
    """Something that can be looked at."""

    def look(self) -> Picture: ...


class Host(Screen, Protocol):
    """Shows icons in a bar at the top of its screen, from `start` to `kill`."""

    def start(self) -> None: ...
    def kill(self) -> None: ...
    def click(self, box: Box, button: int = 1) -> None: ...


class Panel:
    """xfce4-panel on the desktop's own X server."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    def start(self) -> None:
        self._process = self._desktop.processes.spawn(["xfce4-panel", "--disable-wm-check"])

    def kill(self) -> None:
        """End it as a crash does; its tray is a process of its own, which would be started again by it."""
        self._process.kill()
        self._process.wait()

    def look(self) -> Picture:
        return self._desktop.look()

    def click(self, box: Box, button: int = 1) -> None:
        self._desktop.hand.click_in(box, button)


class Waybar:
    """waybar under a sway without a screen, beside the desktop and on its bus. sway refuses root."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        folder = desktop.folder
        self._env = {
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "GDK_BACKEND": "wayland",
            "XDG_SESSION_TYPE": "wayland",
        }
        config = folder / "sway"
        config.write_text(f"xwayland disable\noutput HEADLESS-1 mode {WIDTH}x{HEIGHT}\n")
        bar = {"layer": "top", "position": "top", "height": 32, "modules-left": ["tray"]}
        (folder / "waybar.json").write_text(json.dumps({**bar, "tray": {"icon-size": 24}}))
        (folder / "waybar.css").write_text("window#waybar { background: #202020; }\n")
        desktop.processes.spawn(["sway", "-c", config], env=self._env)
        (socket,) = wait_until(lambda: [*desktop.run.glob("wayland-[0-9]")], "sway listens")
        self._env["WAYLAND_DISPLAY"] = socket.name
        self._pointer = WaylandPointer(socket, WIDTH, HEIGHT)
        desktop.before_the_end(self._pointer.close)
        self._shot = folder / "shot.ppm"

    def start(self) -> None:
        files = ["-c", self._desktop.folder / "waybar.json", "-s", self._desktop.folder / "waybar.css"]
        self._process = self._desktop.processes.spawn(["waybar", *files], env=self._env)

    def kill(self) -> None:
        """End it as a crash does."""
        self._process.kill()
        self._process.wait()

    def look(self) -> Picture:
        env = {**self._desktop.env, **self._env}
        subprocess.run(["grim", "-t", "ppm", self._shot], env=env, check=True, timeout=PATIENCE_S)
        return read_ppm(self._shot)

    def click(self, box: Box, button: int = 1) -> None:
        self._pointer.click(*box.centre, button)


HOSTS = {"xfce4-panel": Panel, "waybar": Waybar}


def read_ppm(path: Path) -> Picture:
    """A picture of the portable kind (P6), which has red first and no fourth byte."""
    kind, size, most, data = path.read_bytes().split(b"\n", 3)
    assert (kind, most) == (b"P6", b"255")
    width, height = map(int, size.split())
    pixels = bytearray(4 * width * height)
    pixels[0::4], pixels[1::4], pixels[2::4] = data[2::3], data[1::3], data[0::3]
    return Picture(
        width, height, tuple(bytes(pixels[4 * width * y : 4 * width * (y + 1)]) for y in range(height))
    )


def icon_in(picture: Picture, name: str, within: Box = BAR) -> Box | None:
    """Where our picture of that name is; None for none, or for less of it than could be seen."""
    pixel = bytes(reversed(COLOURS[name]))
    found = [
        (x, y)
        for y in range(within.y, within.y + within.height)
        for x in range(within.x, within.x + within.width)
        if picture.rows[y][4 * x : 4 * x + 3] == pixel
    ]
    if len(found) < FEWEST_PX:
        return None
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs) + 1 - min(xs), max(ys) + 1 - min(ys))


def wait_for_icon(screen: Screen, name: str, timeout: float = PATIENCE_S) -> Box:
    """Where it is, as soon as the host really shows it."""
    return wait_until(lambda: icon_in(screen.look(), name), f"the {name} icon is on the screen", timeout)


def wait_for_no_icon(screen: Screen) -> None:
    """Return as soon as none of our pictures is on the screen."""
    wait_until(
        lambda: not any(icon_in(screen.look(), name) for name in COLOURS), "no icon of ours is on the screen"
    )
