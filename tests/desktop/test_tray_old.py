"""The tray of the old kind, where icons are windows: a real one, and our program that shows an icon in it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from desktop.harness import Box, Desktop, wait_until
from desktop.hosts import wait_for_icon, wait_for_no_icon

from backbreak.door.client import connect
from backbreak.storage.places import places_for

HERE = Path(__file__).resolve().parent

WATCHER = "org.kde.StatusNotifierWatcher"
BELOW = Box(0, 41, 520, 500)


class OldTray:
    """trayer at the top left, the program under test beside it, and what may be done with both."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self._log = desktop.folder / "logs" / "two_trays.log"

    def start_tray(self, size_px: int = 32, colour: str = "ffffff") -> subprocess.Popen[bytes]:
        look = ["--transparent", "true", "--alpha", "0", "--tint", f"0x{colour}"]
        size = ["--widthtype", "request", "--heighttype", "pixel", "--height", str(size_px)]
        place = ["--edge", "top", "--align", "left"]
        return self.desktop.processes.spawn(["trayer", *place, *size, *look])

    def start(self, patience_s: float = 0.2) -> None:
        env = {"PYTHONPATH": str(HERE.parents[1])}
        command = [sys.executable, HERE / "two_trays.py", self.desktop.home, str(patience_s)]
        self.desktop.processes.spawn(command, env=env, log="two_trays")

    def said(self, pattern: str) -> list[str]:
        text = self._log.read_text() if self._log.exists() else ""
        return [line for line in text.splitlines() if re.fullmatch(pattern, line)]

    def heard(self, pattern: str, times: int = 1) -> str:
        """The line of the program that this pattern matches, as soon as it has been said so often."""
        return wait_until(
            lambda: len(found := self.said(pattern)) >= times and found[-1], f"it says {pattern!r}"
        )

    def children(self, window: str = "tray") -> list[int]:
        """The process ids of the programs that show the tray, or of another window's."""
        found = []
        for pid in self.desktop.processes.ours():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"window" in words and window.encode() in words:
                found.append(pid)
        return found

    def icon(self, picture: str = "sitting") -> Box:
        """Where that picture is on the screen, as soon as it is."""
        return wait_for_icon(self.desktop, picture)

    def tell_next(self) -> None:
        """Have the next picture shown, not by the menu."""
        with connect(places_for(self.desktop.home).socket_path, None) as door:
            door.request("tray-choose", {"row": "next"})

    def no_icon(self) -> None:
        wait_for_no_icon(self.desktop)


@pytest.fixture
def old(bare_desktop: Desktop) -> OldTray:
    bare_desktop.open(tray=False, notifications=False)
    return OldTray(bare_desktop)


def choose(old: OldTray, steps: int) -> None:
    """Open the menu with the right button and go down so many rows that can be chosen."""
    before = old.desktop.look()
    old.desktop.hand.click_in(old.icon(), 3)
    old.desktop.wait_for_stillness(before, BELOW, "the menu is open")
    old.desktop.hand.key(*["Down"] * steps, "Return")


def test_the_icon_shows_in_a_tray_of_the_old_kind_and_follows_the_state(old: OldTray) -> None:
    old.start_tray()
    old.start()
    wait_until(lambda: (box := old.icon()).width >= 12 and box.height >= 16, "it is as large as the tray")
    old.heard("old kind True")
    choose(old, 1)
    old.heard("chose next.*")
    old.icon("due")


def test_the_left_button_asks_for_the_panel_and_the_middle_one_for_nothing(old: OldTray) -> None:
    old.start_tray()
    old.start()
    icon = old.icon()
    old.heard("old kind True")
    old.desktop.hand.click_in(icon, 2)
    old.desktop.hand.click_in(icon, 1)
    said = old.heard("chose .*")
    name, time_ms = said.rsplit("_TIME", 1)
    assert name.startswith("chose panel backbreak-")
    assert int(time_ms) > 0
    assert len(old.said("chose .*")) == 1


def test_a_tray_of_the_old_kind_that_starts_late_gets_the_icon(old: OldTray) -> None:
    old.start()
    old.heard("looks for the old kind")
    old.start_tray()
    old.icon()
    old.heard("old kind True")


def test_killed_and_started_again_it_has_the_icon_again(old: OldTray) -> None:
    tray = old.start_tray()
    old.start(patience_s=6)  # in which another tray can start
    old.icon()
    (child,) = old.children()
    tray.kill()
    old.heard("old kind False")
    old.no_icon()
    old.start_tray()
    old.icon()
    old.heard("old kind True", 2)
    assert old.children() == [child]


def test_when_the_tray_is_gone_for_good_so_is_the_program(old: OldTray) -> None:
    tray = old.start_tray()
    old.start()
    old.icon()
    tray.kill()
    wait_until(lambda: not old.children(), "the program has ended")
    old.start_tray()
    old.icon()


def test_killed_the_program_comes_again(old: OldTray) -> None:
    old.start_tray()
    old.start()
    old.icon()
    (child,) = old.children()
    os.kill(child, signal.SIGKILL)
    wait_until(lambda: old.children() not in ([], [child]), "another one runs")
    old.heard("old kind True", 2)
    old.icon()


def test_a_watcher_that_has_no_host_takes_the_icon_from_nobody(old: OldTray) -> None:
    env = {"PYTHONPATH": str(HERE.parent)}
    old.desktop.processes.spawn([sys.executable, HERE / "hostless.py"], env=env, log="hostless")
    wait_until(lambda: old.desktop.bus.has(WATCHER), "the watcher watches")
    old.start_tray()
    old.start(patience_s=0.5)
    old.heard("old kind True")
    old.icon()


def test_a_state_that_changes_while_the_menu_is_open_is_told_in_the_menu(old: OldTray) -> None:
    old.start_tray()
    old.start()
    before = old.desktop.look()
    old.desktop.hand.click_in(old.icon(), 3)
    old.desktop.wait_for_stillness(before, BELOW, "the menu is open")
    opened = old.desktop.look()
    old.tell_next()
    old.icon("due")
    old.desktop.wait_for_change(opened, BELOW, "the menu has changed")
    old.desktop.hand.key("Down", "Return")
    old.heard("chose next.*", 2)


def test_a_host_that_appears_has_the_icon_and_the_program_ends(old: OldTray) -> None:
    old.start_tray()
    old.start()
    old.heard("old kind True")
    panel = old.desktop.processes.spawn(["xfce4-panel", "--disable-wm-check"])
    old.heard("shown True")
    wait_until(lambda: not old.children(), "the program has ended")
    old.heard("old kind False")
    assert len(old.desktop.tray_items()) == 1
    panel.kill()
    old.heard("shown False")


def test_the_resident_shows_itself_in_a_tray_of_the_old_kind_after_ten_seconds_without_a_host(
    old: OldTray,
) -> None:
    desktop = old.desktop
    old.start_tray()
    desktop.start()
    wait_for_icon(desktop, "sitting")
    wait_until(lambda: desktop.status()["tray"], "the resident knows that it is shown")
    assert desktop.cli("pause", "30m").returncode == 0
    icon = wait_for_icon(desktop, "paused")
    before = desktop.look()
    desktop.hand.click_in(icon, 3)
    desktop.wait_for_stillness(before, BELOW, "the menu is open")
    desktop.hand.key("Up", "Up", "Return")  # above the last row, which ends the program, is the way on
    wait_until(lambda: desktop.status()["phase"] == "sitting", "the pause is over")
    desktop.hand.click_in(wait_for_icon(desktop, "sitting"))
    (panel,) = wait_until(lambda: old.children("panel"), "the panel opens")
    (child,) = old.children()
    environ = Path(f"/proc/{panel}/environ").read_bytes().split(b"\0")
    assert any(re.fullmatch(rb"DESKTOP_STARTUP_ID=backbreak-%d-\d+_TIME\d+" % child, one) for one in environ)
    os.kill(child, signal.SIGKILL)
    # A second later another one is there, in which the command line may not even have started.
    with connect(places_for(desktop.home).socket_path, None) as door:
        wait_until(lambda: not door.request("status")["tray"], "the resident knows that it is lost")
        wait_until(lambda: door.request("status")["tray"], "another one shows it")
    desktop.processes.spawn(["xfce4-panel", "--disable-wm-check"])
    wait_until(lambda: not old.children(), "the program has ended")
    wait_until(lambda: desktop.status()["tray"], "the panel shows it")
