"""A prompt under a Wayland compositor: the notification alone, and a typing robot that does not notice it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desktop.compositors import Stage, sway
from desktop.harness import wait_until
from desktop.harness.bus import Bus
from desktop.harness.desktop import welcome_back
from desktop.harness.promise import Promise
from desktop.test_prompt_card import EDITOR, NAMES

pytestmark = pytest.mark.refuses_root

KEYS = ("space", "Return", "s", "Escape") * 300
"""Ten a second for two minutes: some before the prompt, some while it appears, some after."""
SOME = 25

DEMO = ("--demo", "3600")
WITHDRAWN_WITHIN_S = 1.0
SERVER = "org.freedesktop.Notifications"


class Desk:
    """sway with a notification server, an editor in front, and the program under test."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.home = folder / "backbreak"
        stage.start_bus()
        stage.env.update(XDG_SESSION_TYPE="wayland", QT_QPA_PLATFORM="wayland", XDG_CURRENT_DESKTOP="sway")
        self.bus = Bus(stage.env["DBUS_SESSION_BUS_ADDRESS"])
        stage.processes.spawn(["dunst"])
        wait_until(lambda: self.bus.has(SERVER), "the notification server is there")
        self.bus.listen(f"interface='{SERVER}'")

    def run(self, *arguments: str) -> subprocess.Popen[bytes]:
        welcome_back(self.home)
        command = [sys.executable, "-m", "backbreak", "--home", self.home, *arguments]
        return self.stage.processes.spawn(command, log="backbreak")

    def cli(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "backbreak", "--home", str(self.home), *arguments]
        return subprocess.run(command, env=self.stage.env, capture_output=True, text=True, check=False).stdout

    def status(self) -> dict[str, Any]:
        return dict(json.loads(self.cli("status", "--json") or "{}"))

    def shown(self) -> int:
        """How many notifications are on the screen."""
        told = self._ask("dunstctl", "count", "displayed")
        return int(told or 0)

    def windows(self) -> list[str]:
        """The titles of all windows there are."""
        tree = json.loads(self._ask("swaymsg", "-t", "get_tree") or "{}")
        return [one["name"] for one in _nodes(tree) if one.get("pid")]

    def focused(self) -> list[str]:
        tree = json.loads(self._ask("swaymsg", "-t", "get_tree") or "{}")
        return [one["name"] for one in _nodes(tree) if one.get("focused")]

    def typed(self) -> list[str]:
        """What happened to the editor: its keys, and losses of the focus."""
        lines = (self.stage.processes.logs / "editor.log").read_text().splitlines()
        return [line for line in lines if line.startswith(("key ", "focus "))]

    def _ask(self, *command: str) -> str:
        done = subprocess.run(command, env=self.stage.env, capture_output=True, text=True, check=False)
        return done.stdout.strip()


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for part in (*tree.get("nodes", ()), *tree.get("floating_nodes", ())):
        yield from _nodes(part)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with sway(tmp_path) as stage:
        sockets = wait_until(lambda: [*stage.run.glob("sway-ipc.*.sock")], "sway takes orders")
        stage.env["SWAYSOCK"] = str(sockets[0])
        opened = Desk(stage, tmp_path)
        yield opened
        opened.bus.close()


def test_t20_on_wayland_a_prompt_disturbs_nobody_who_types(desk: Desk) -> None:
    desk.stage.processes.spawn([sys.executable, "-c", EDITOR], log="editor")
    wait_until(lambda: desk.focused() == ["An editor of the test"], "the editor has the keyboard")
    keys = [word for key in KEYS for word in ("-k", key)]
    # The editor needs a moment to see its keyboard, and would lose the focus with it: it stays to the end.
    robot = desk.stage.processes.spawn(["wtype", "-s", "300", "-d", "100", *keys, "-s", "60000"])
    wait_until(desk.typed, "the robot types")
    desk.run(*DEMO)
    wait_until(desk.shown, "the prompt shows")
    before = len(desk.typed())
    wait_until(lambda: len(desk.typed()) > before + SOME, "some keys came after it")
    typed = desk.typed()
    assert robot.poll() is None and len(typed) < len(KEYS), "it is still typing"
    assert typed == [f"key {NAMES[key]}" for key in KEYS[: len(typed)]]
    assert desk.focused() == ["An editor of the test"]
    assert desk.windows() == ["An editor of the test"], "no card where it might take the keyboard"
    status = desk.status()
    assert (status["phase"], status["snoozes"]) == ("prompting", 0)
    desk.cli("skip")
    promise = Promise(WITHDRAWN_WITHIN_S, desk.stage.processes.ours())
    promise.kept(lambda: not desk.shown(), "it is taken back")


def test_t18_a_session_opens_and_idle_time_is_told_by_what_the_compositor_offers(desk: Desk) -> None:
    desk.run("--session-speed", "60")
    wait_until(lambda: desk.status().get("idle_source") == "org_kde_kwin_idle", "the source is chosen")
    checks = {one["name"]: one for one in json.loads(desk.cli("doctor", "--json"))["checks"]}
    assert checks["idle"]["state"] == "ok"
    assert "ext-idle-notify-v1: " in checks["idle"]["text"], "the better one, and why it is not used"
    desk.cli("start")
    note = "Before your first session · backbreak"
    wait_until(lambda: desk.windows() == [note], "the window opens")
