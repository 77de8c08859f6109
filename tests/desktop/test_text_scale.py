"""GNOME's larger text under a Wayland compositor and under X11: a window shows it once, and follows it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desktop.compositors import Stage, stage, sway
from desktop.harness import wait_until
from desktop.harness.waiting import PATIENCE_S

PORTAL = Path(__file__).parents[1] / "windows" / "motion" / "fake_portal.py"
FLOATING = '[app_id=".*"]', "floating", "enable"
Size = tuple[int, int]
SCREEN: Size = (1920, 1080)
AGREED = 5
"""How many looks in a row find a window of one size when it is at rest."""


class Desk:
    """A private desktop with a settings portal, on which the note of care is shown."""

    def __init__(self, stage: Stage, platform: str) -> None:
        self.stage = stage
        stage.start_bus()
        stage.env.update(QT_QPA_PLATFORM=platform, XDG_CURRENT_DESKTOP="GNOME", QT_QPA_PLATFORMTHEME="gnome")
        command = [sys.executable, str(PORTAL)]
        pipe = subprocess.PIPE
        self._portal = subprocess.Popen(command, env=stage.env, stdin=pipe, stdout=pipe, text=True)
        self._note: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        self._portal.kill()
        self._portal.communicate()

    def scale(self, factor: float) -> None:
        """Have the desktop's text so many times as large."""
        assert self._portal.stdin is not None and self._portal.stdout is not None
        self._portal.stdin.write(json.dumps({"text-scaling-factor": factor}) + "\n")
        self._portal.stdin.flush()
        assert self._portal.stdout.readline() == "set\n"

    def note(self) -> Size:
        """Show the note of care, anew, and give the size of its window: text of a width makes it."""
        if self._note is not None:
            self._note.terminate()
            assert self._note.wait(PATIENCE_S) == 1, "it was closed"
        command = [
            sys.executable,
            "-m",
            "backbreak",
            "window",
            "care",
            "--home",
            str(self.stage.run / "home"),
        ]
        self._note = self.stage.processes.spawn(command, log="note")
        return wait_until(self.at_rest, "the note shows")

    def at_rest(self) -> Size | None:
        """The window's size once it and the desktop have agreed about it, which takes several steps."""
        sizes = [self.size()]
        while len(sizes) < AGREED and sizes[-1] is not None and sizes[-1] == sizes[0]:
            time.sleep(0.25)
            sizes.append(self.size())
        return sizes[0] if sizes == AGREED * sizes[:1] else None

    def size(self) -> Size | None:
        raise NotImplementedError

    def ask(self, *command: str) -> str:
        return subprocess.run(command, env=self.stage.env, capture_output=True, text=True, check=False).stdout


class Sway(Desk):
    def size(self) -> Size | None:
        assert self._note is not None
        tree = json.loads(self.ask("swaymsg", "-t", "get_tree") or "{}")  # sway may be too busy to tell
        boxes = [one["rect"] for one in _nodes(tree) if one.get("pid") == self._note.pid]
        return (boxes[0]["width"], boxes[0]["height"]) if boxes else None


class X11(Desk):
    def size(self) -> Size | None:
        found = self.ask("xdotool", "search", "--onlyvisible", "--name", "Before your first session").split()
        told = self.ask("xdotool", "getwindowgeometry", "--shell", found[0]) if found else ""
        values = dict(line.split("=") for line in told.splitlines())
        return (int(values["WIDTH"]), int(values["HEIGHT"])) if values else None


def _nodes(tree: dict) -> Iterator[dict]:
    yield tree
    for part in (*tree.get("nodes", ()), *tree.get("floating_nodes", ())):
        yield from _nodes(part)


@contextmanager
def wayland(folder: Path) -> Iterator[Desk]:
    with sway(folder) as opened:
        sockets = wait_until(lambda: [*opened.run.glob("sway-ipc.*.sock")], "sway takes orders")
        opened.env["SWAYSOCK"] = str(sockets[0])
        desk = Sway(opened, "wayland")
        desk.ask("swaymsg", "for_window", *FLOATING)
        desk.ask("swaymsg", "output", "HEADLESS-1", "resolution", "{}x{}".format(*SCREEN))
        yield desk
        desk.close()


@contextmanager
def x11(folder: Path) -> Iterator[Desk]:
    with stage(folder) as opened:
        server = ["Xvfb", "-screen", "0", "{}x{}x24".format(*SCREEN), "-nolisten", "tcp", "-noreset"]
        opened.env["DISPLAY"] = ":" + opened.processes.spawn_telling(server, "-displayfd %d")
        desk = X11(opened, "xcb")
        yield desk
        desk.close()


@pytest.mark.refuses_root
def test_under_wayland_a_window_opens_with_the_desktops_text_and_follows_it(tmp_path: Path) -> None:
    with wayland(tmp_path) as desk:
        desk.scale(1.0)
        usual = desk.note()
        desk.scale(1.5)
        wait_until(
            lambda: (desk.size() or usual)[0] > usual[0] * 1.2,
            f"the note that shows is larger than {usual}",
        )
        desk.note()
        larger = wait_until(
            lambda: (now := desk.at_rest()) and now[0] > usual[0] * 1.2 and now, "a new note is as large"
        )
        desk.scale(3.0)
        width, height = wait_until(
            lambda: (now := desk.at_rest()) and now[0] > larger[0] and now, "it is larger still"
        )
        assert width <= SCREEN[0] and height <= SCREEN[1]


def test_on_x11_the_desktop_has_told_qt_already(tmp_path: Path) -> None:
    with x11(tmp_path) as desk:
        desk.scale(1.0)
        usual = desk.note()
        desk.scale(1.5)
        assert desk.note() == usual, "larger text is in Xft.dpi there, or nowhere"
