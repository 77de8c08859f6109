"""Our icon in real trays of the StatusNotifierItem kind: late, killed, started again, replaced."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from desktop.harness import Box, Desktop, wait_until
from desktop.harness.tray import TrayItem
from desktop.hosts import (
    BELOW,
    HOSTS,
    WATCHER,
    Host,
    Panel,
    Waybar,
    wait_for_icon,
    wait_for_no_icon,
)

DEMO = ("--demo", "3600")
"""Two hours pass in two seconds."""

REGISTERED_WITHIN_S = 6.0
MARKS = {"waybar": pytest.mark.refuses_root}

every_host = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=MARKS.get(name, ())) for name in HOSTS]
)


@pytest.fixture
def bare(bare_desktop: Desktop) -> Desktop:
    bare_desktop.open(tray=False, notifications=False)
    return bare_desktop


def docked(desktop: Desktop) -> TrayItem:
    """Our item, as soon as the tray lists it."""
    wait_until(lambda: desktop.cli("status").returncode == 0, "the resident answers")
    wait_until(lambda: desktop.bus.has(WATCHER), "somebody watches for icons")
    promise = desktop.promise(REGISTERED_WITHIN_S)
    (listed,) = promise.kept(desktop.tray_items, "the icon is docked")
    return TrayItem(desktop.bus, listed)


PRESS_AGAIN_S = 3.0
"""How long to look for the menu before pressing again, which closes one that comes late."""

LEAST_MENU_PX = 100
"""Anything lower is a tooltip, or the pointer on its way."""


def choose(desktop: Desktop, host: Host, icon: str, label: str) -> None:
    """Open the menu with the right button and click the row whose label begins so.

    A bar that has not read the menu yet opens none; people press again, and so do we.
    """
    before = host.look()
    place = wait_for_icon(host, icon)
    boxes: list[Box | None] = []
    pressed: list[float] = []

    def still() -> Box | None:
        if not any(boxes[-1:]) and not any(time.monotonic() < at + PRESS_AGAIN_S for at in pressed):
            host.click(place, 3)
            pressed.append(time.monotonic())
        box = host.look().changed_since(before, BELOW)
        boxes.append(box if box is not None and box.height >= LEAST_MENU_PX else None)
        return boxes[-1] if boxes[-3:].count(boxes[-1]) == 3 else None

    menu = wait_until(still, "the menu is open")
    host.click(docked(desktop).place_of(label, menu, host.look()))


@every_host
def test_t01_with_no_tray_at_the_start_reminders_go_on_and_a_late_one_gets_the_icon(
    bare: Desktop, name: str
) -> None:
    bare.start(*DEMO)
    assert bare.wait_for_phase("prompting")["tray"] is False
    host = HOSTS[name](bare)
    host.start()
    docked(bare)
    wait_for_icon(host, "due")
    wait_until(lambda: bare.status()["tray"], "the resident knows that it is shown")


@every_host
def test_t06_a_tray_that_is_killed_and_started_again_shows_the_icon_again(bare: Desktop, name: str) -> None:
    host = HOSTS[name](bare)
    host.start()
    bare.start()
    for _round in range(2):
        docked(bare)
        wait_for_icon(host, "sitting")
        wait_until(lambda: bare.status()["tray"], "the resident knows that it is shown")
        host.kill()
        wait_for_no_icon(host)
        wait_until(lambda: not bare.status()["tray"], "the resident knows that it is lost")
        host.start()
    docked(bare)
    wait_for_icon(host, "sitting")


@every_host
def test_t04_what_the_menu_offers_is_done_by_a_click_in_it(bare: Desktop, name: str) -> None:
    host = HOSTS[name](bare)
    host.start()
    bare.start()
    docked(bare)
    choose(bare, host, "sitting", "Pause for 30 min")
    wait_until(lambda: bare.status()["phase"] == "paused", "the pause has begun")
    wait_for_icon(host, "paused")
    choose(bare, host, "paused", "Resume")
    wait_until(lambda: bare.status()["phase"] == "sitting", "the pause is over")
    wait_for_icon(host, "sitting")


@every_host
def test_t05_the_menu_is_right_though_it_was_never_opened(bare: Desktop, name: str) -> None:
    host = HOSTS[name](bare)
    host.start()
    bare.start()
    item = docked(bare)
    assert bare.status()["reason"]["text"] == item.rows()[0].label
    assert item.row("Resume") is None
    until = f"{datetime.now(UTC).astimezone() + timedelta(hours=3):%H:%M}"
    assert bare.cli("pause", until).returncode == 0
    wait_until(lambda: item.row("Resume"), "the menu offers to go on")
    assert bare.status()["reason"]["text"] == item.rows()[0].label
    assert until in item.rows()[0].label


@pytest.mark.refuses_root
def test_another_tray_on_the_same_bus_takes_over_from_one_that_is_killed(bare: Desktop) -> None:
    waybar, panel = Waybar(bare), Panel(bare)
    panel.start()
    bare.start()
    docked(bare)
    wait_for_icon(panel, "sitting")
    for killed, other in ((panel, waybar), (waybar, panel)):
        before = bare.bus.owner_of(WATCHER)
        other.start()
        wait_until(lambda: len(watchers(bare)) == 2, "the other tray waits for its turn")
        killed.kill()
        wait_until(lambda: owner(bare) not in ("", before), "the other one watches")  # noqa: B023
        wait_for_no_icon(killed)
        docked(bare)
        wait_for_icon(other, "sitting")
        wait_until(lambda: bare.status()["tray"], "the resident knows that it is shown")


def owner(desktop: Desktop) -> str:
    return desktop.bus.owner_of(WATCHER) if desktop.bus.has(WATCHER) else ""


def watchers(desktop: Desktop) -> list[str]:
    """Who owns the watcher's name and who waits for it."""
    path = "/org/freedesktop/DBus"
    queued = desktop.bus.call(
        "org.freedesktop.DBus", path, "org.freedesktop.DBus.ListQueuedOwners", "s", [WATCHER]
    )
    return list(queued)
