"""The desk page on a real desktop: opened from the tray, chosen by keys, refused, begun, and once more."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.harness import Desktop, wait_until
from desktop.harness.tray import TrayItem
from desktop.harness.waiting import PATIENCE_S

from backbreak.storage import care
from backbreak.storage.places import places_for

REFUSED = "a session is going on"


def start_resident(desktop: Desktop, *arguments: str) -> None:
    """Start the resident in a home whose medical note was read long ago."""
    places = places_for(desktop.home)
    places.ensure()
    care.acknowledge(places, datetime(2026, 1, 5, tzinfo=UTC))
    desktop.start(*arguments)
    wait_until(desktop.tray_items, "the icon is docked")


def shows(desktop: Desktop, words: str) -> bool:
    return any(words in thing.name for thing in desktop.eyes.everything("backbreak"))


def test_from_the_tray_keys_choose_and_start_and_one_more_goes_on(desktop: Desktop) -> None:
    start_resident(desktop, "--session-speed", "40")
    TrayItem(desktop.bus, desktop.tray_items()[0]).choose("Another exercise")
    wait_until(lambda: shows(desktop, "Start: 5 on each side"), "the desk page is filled")
    assert desktop.status()["phase"] in {"sitting", "off"}
    wait_until(lambda: desktop.eyes.focused() is not None, "the window has the keyboard")
    desktop.hand.key("Tab")
    desktop.hand.key("End")
    wait_until(lambda: shows(desktop, "Start: 2 min"), "stand and stretch is chosen")
    desktop.hand.key("Return")
    wait_until(lambda: len(desktop.journal()) == 1, "the session is in the journal")
    assert desktop.journal()[0]["exercise"] == "stand-and-stretch"
    desktop.eyes.wait_ready("One more")
    desktop.hand.key("shift")  # whoever presses anything is still reading: the page stays until we are there
    desktop.press("One more")
    wait_until(lambda: len(desktop.journal()) == 2, "the second one is in the journal")
    second = desktop.journal()[1]
    assert (second["exercise"], second["outcome"]) == ("opposite-arm-leg", "completed")
    assert second["prompted"] is None


def test_a_refusal_is_read_on_the_page_and_start_works_afterwards(desktop: Desktop) -> None:
    start_resident(desktop, "--session-speed", "0.1")  # it does not end before we stop it
    assert desktop.cli("start").returncode == 0
    desktop.wait_for_phase("session")
    asked = desktop.start("session", "--exercise", "pelvis-lift")
    desktop.eyes.press("Start: 5 repetitions, 2 min")
    wait_until(lambda: shows(desktop, REFUSED), "the page says why")
    assert asked.poll() is None
    desktop.eyes.press("Stop")
    wait_until(lambda: desktop.status()["phase"] != "session", "the other session is over")
    desktop.eyes.press("Start: 5 repetitions, 2 min")
    desktop.wait_for_phase("session")
    wait_until(lambda: shows(desktop, "Pause"), "it is played")
    asked.terminate()
    assert asked.wait(PATIENCE_S) == 1
    assert desktop.journal() == []


def test_closing_the_page_is_no_failure(desktop: Desktop) -> None:
    start_resident(desktop)
    page = desktop.start("session")
    desktop.press("Close")
    assert page.wait(PATIENCE_S) == 0
    assert desktop.journal() == []
