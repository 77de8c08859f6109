"""Our icon in a real panel, our notification on a real server, and a hand on the mouse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desktop.harness import Box, Desktop, wait_until
from desktop.harness.tray import TrayItem

HERE = Path(__file__).resolve().parent
TRAY = Box(0, 0, 1280, 40)
Heard = Callable[[str], None]


@pytest.fixture
def heard(desktop: Desktop) -> Heard:
    """Start the program, and return what waits for it to say something."""
    start(desktop)
    return waiter(desktop)


def start(desktop: Desktop) -> None:
    env = {"PYTHONPATH": str(HERE.parents[1])}
    desktop.processes.spawn([sys.executable, HERE / "edges.py"], env=env, log="edges")


def waiter(desktop: Desktop) -> Heard:
    log = desktop.folder / "logs" / "edges.log"
    return lambda line: wait_until(lambda: line in log.read_text().splitlines(), f"the program says {line!r}")


def docked(desktop: Desktop) -> TrayItem:
    return TrayItem(desktop.bus, wait_until(desktop.tray_items, "the icon is docked")[0])


def icon_of(desktop: Desktop, before) -> Box:
    return desktop.wait_for_stillness(before, TRAY, "the icon is drawn")


def test_the_icon_is_drawn_and_another_state_is_another_picture(desktop: Desktop) -> None:
    before = desktop.look()
    start(desktop)
    waiter(desktop)("shown True")
    box = icon_of(desktop, before)
    assert box.width >= 12
    assert box.height >= 16
    sitting = desktop.look()
    docked(desktop).choose("Become")
    changed = desktop.wait_for_stillness(sitting, TRAY, "the icon changes")
    assert changed.width >= 4


def test_the_left_button_asks_for_the_panel_and_the_right_one_opens_the_menu(desktop: Desktop) -> None:
    before = desktop.look()
    start(desktop)
    heard = waiter(desktop)
    heard("shown True")
    icon = icon_of(desktop, before)
    desktop.hand.click_in(icon)
    heard("chose panel")
    desktop.hand.click_in(icon, 3)
    docked(desktop).wait_for_place("Become", desktop.look, before, Box(0, 41, 520, 700))
    # The first row that can be chosen is "Become_due": the disabled one and the separator are passed over.
    desktop.hand.key("Down")
    desktop.hand.key("Return")
    heard("chose due")


def test_a_label_that_changed_unseen_is_right_when_the_menu_is_read(desktop: Desktop, heard: Heard) -> None:
    heard("shown True")
    item = docked(desktop)
    labels = [row.label for row in item.rows()]
    assert labels[:2] == ["Next break at 14:35", "Becomedue"]  # the harness leaves underscores out
    assert "Take a break now" not in labels
    item.choose("Become")
    wait_until(lambda: item.rows()[0].label == "Time to stand up", "the label changes")
    assert item.row("Take a break now")


def test_the_panel_killed_and_started_again_has_the_icon_again(bare_desktop: Desktop) -> None:
    desktop = bare_desktop
    desktop.open(tray=False, notifications=False)
    start(desktop)
    log = desktop.folder / "logs" / "edges.log"

    def heard(line: str, times: int) -> None:
        wait_until(lambda: log.read_text().splitlines().count(line) == times, f"{times} times {line!r}")

    for times in (1, 2):
        panel = desktop.processes.spawn(["xfce4-panel", "--disable-wm-check"])
        heard("shown True", times)
        assert len(desktop.tray_items()) == 1
        panel.kill()  # of its tray alone it would start another
        heard("shown False", times)


def test_a_button_of_the_notification_is_pressed_with_the_mouse(desktop: Desktop, heard: Heard) -> None:
    docked(desktop).choose("Show a notification")
    desktop.eyes.wait_for("Later", "button", "xfce4-notifyd")
    buttons = [t.name for t in desktop.eyes.everything("xfce4-notifyd") if t.role == "button"]
    assert sorted(buttons) == ["Begin", "Later", "Not now"]
    desktop.press("Later", "xfce4-notifyd")
    heard("pressed snooze e1")
    assert "closed" not in (desktop.folder / "logs" / "edges.log").read_text()


def test_a_click_on_the_notification_itself_closes_it(desktop: Desktop, heard: Heard) -> None:
    docked(desktop).choose("Show a notification")
    desktop.press("Time to stand up", "xfce4-notifyd", role="label")
    heard("closed DISMISSED")


def test_withdrawn_the_notification_leaves_the_screen_untold(desktop: Desktop, heard: Heard) -> None:
    item = docked(desktop)
    item.choose("Show a notification")
    desktop.eyes.wait_for("Begin", "button", "xfce4-notifyd")
    item.choose("Withdraw")
    wait_until(lambda: not desktop.eyes.find("Begin", "button"), "the notification is gone")
    heard("withdrawn")
    assert "closed" not in (desktop.folder / "logs" / "edges.log").read_text()
