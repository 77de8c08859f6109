"""The main job as a person lives it: the icon, the prompt, snooze, start, the session, one journal line."""

from __future__ import annotations

from typing import Any

from desktop.harness import Box, Desktop, Picture, wait_until
from desktop.harness.tray import TrayItem

TRAY = Box(0, 0, 1280, 40)
BELOW_TRAY = Box(0, 41, 520, 759)
"""Where the menu opens, and no notification, which is up to 700 wide at the other side."""
DEMO = ("--demo", "3600", "--session-speed", "40")
"""Two hours pass in two seconds; a session of two minutes takes three."""

UNDERSTOOD = "I understand"


def docked(desktop: Desktop) -> TrayItem:
    """The resident's icon, as soon as the tray lists it."""
    listed = wait_until(desktop.tray_items, "the icon is docked")
    assert len(listed) == 1
    return TrayItem(desktop.bus, listed[0])


def play_to_the_end(desktop: Desktop, entries: int = 1) -> list[dict[str, Any]]:
    """Wait until the session that is starting has been played and is in the journal.

    Its three seconds, and the two until the next prompt, may pass between two looks at the status.
    """
    wait_until(lambda: len(desktop.journal()) >= entries, "the session is in the journal")
    wait_until(lambda: desktop.status()["phase"] in {"sitting", "prompting"}, "the cycle goes on")
    return desktop.journal()


def assert_one_completed_session(journal: list[dict[str, Any]], *, snoozes: int) -> None:
    """Exactly one line, of a session done in full after a prompt."""
    assert len(journal) == 1
    entry = journal[0]
    assert entry["outcome"] == "completed"
    assert entry["units"] == entry["planned_units"] > 0
    assert entry["snoozes"] == snoozes
    assert entry["prompted"] is not None
    assert entry["rev"] == 0


def test_the_icon_docks_and_says_when_the_next_break_is(desktop: Desktop) -> None:
    before = desktop.look()
    desktop.start()
    item = docked(desktop)
    assert item.get("Id") == "backbreak"
    desktop.wait_for_change(before, TRAY, "the icon is drawn in the panel")
    wait_until(lambda: desktop.status()["tray"] is True, "the resident knows that it is shown")
    assert desktop.status()["phase"] in {"sitting", "off"}


def test_the_notifications_snooze_and_start_act_and_the_session_is_logged_once(desktop: Desktop) -> None:
    desktop.start(*DEMO)
    desktop.press("Snooze", "xfce4-notifyd")
    wait_until(lambda: desktop.status()["snoozes"] == 1, "the snooze counts")
    desktop.press("Start", "xfce4-notifyd")
    desktop.press(UNDERSTOOD)
    assert_one_completed_session(play_to_the_end(desktop), snoozes=1)


def test_the_menu_over_dbus_does_the_same(desktop: Desktop) -> None:
    desktop.start(*DEMO)
    item = docked(desktop)
    desktop.wait_for_phase("prompting")
    item.choose("Snooze")
    wait_until(lambda: desktop.status()["snoozes"] == 1, "the snooze counts")
    desktop.wait_for_phase("prompting")
    item.choose("Start")
    desktop.press(UNDERSTOOD)
    assert_one_completed_session(play_to_the_end(desktop), snoozes=1)


def test_the_menu_by_the_pointer_does_the_same(desktop: Desktop) -> None:
    before = desktop.look()
    desktop.start(*DEMO)
    item = docked(desktop)
    icon = desktop.wait_for_stillness(before, TRAY, "the icon is drawn in the panel")
    desktop.wait_for_phase("prompting")
    choose_by_pointer(desktop, item, icon, "Snooze", before)
    wait_until(lambda: desktop.status()["snoozes"] == 1, "the snooze counts")
    desktop.wait_for_phase("prompting")
    choose_by_pointer(desktop, item, icon, "Start", before)
    desktop.press(UNDERSTOOD)
    assert_one_completed_session(play_to_the_end(desktop), snoozes=1)


def choose_by_pointer(desktop: Desktop, item: TrayItem, icon: Box, label: str, before: Picture) -> None:
    """Open the menu with the right button and click the row whose label begins so.

    `before` was looked at when nothing was there, and the pointer elsewhere.
    """
    desktop.hand.click_in(icon, button=3)
    desktop.hand.click_in(item.wait_for_place(label, desktop.look, before, BELOW_TRAY))


def test_a_late_tray_gets_the_icon(bare_desktop: Desktop) -> None:
    bare_desktop.open(tray=False)
    bare_desktop.start()
    wait_until(lambda: bare_desktop.cli("status").returncode == 0, "the resident answers")
    assert bare_desktop.status()["tray"] is False
    bare_desktop.start_tray()
    docked(bare_desktop)
    wait_until(lambda: bare_desktop.status()["tray"], "the resident knows that it is shown")


def test_of_twenty_started_at_once_one_stays_and_the_others_leave_in_peace(desktop: Desktop) -> None:
    started = [desktop.start() for _ in range(20)]
    wait_until(lambda: sum(one.poll() is None for one in started) <= 1, "nineteen have left", 180)
    assert sorted(code for one in started if (code := one.poll()) is not None) == [0] * 19
    wait_until(lambda: desktop.cli("status").returncode == 0, "the one that stays answers")
    assert len(wait_until(desktop.tray_items, "its icon is docked")) == 1
