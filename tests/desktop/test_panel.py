"""The control panel on a desktop that has neither tray nor notifications, worked by names."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.access import ACTION, Thing
from desktop.harness.hearing import Ears

from backbreak.storage import care
from backbreak.storage.places import places_for

TITLE = "^backbreak$"
PRESSING_S = 1.0
"""How long finding and pressing a button takes."""
WITHIN_S = 1.0
"""How long a second launch may take, a person's patience and our promise."""


@pytest.fixture
def bare(bare_desktop: Desktop) -> Desktop:
    """A desktop without tray and notifications, with a resident whose medical note was read long ago."""
    bare_desktop.open(tray=False, notifications=False)
    places = places_for(bare_desktop.home)
    places.ensure()
    care.acknowledge(places, datetime(2026, 1, 5, tzinfo=UTC))
    return bare_desktop


def start_resident(desktop: Desktop, *arguments: str):  # type: ignore[no-untyped-def]
    """Start it and wait until it answers."""
    resident = desktop.start(*arguments)
    wait_until(lambda: desktop.cli("status").returncode == 0, "the resident answers", 20)
    return resident


def open_panel(desktop: Desktop) -> int:
    """Launch the program once more; gives the panel's window."""
    began = time.monotonic()
    second = desktop.cli()
    took_s = time.monotonic() - began
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert took_s < WITHIN_S
    return desktop.hand.wait_for_window(TITLE)


def shows(desktop: Desktop, words: str) -> bool:
    return any(words in thing.name for thing in desktop.eyes.everything("backbreak"))


def pick(desktop: Desktop, menu: str, row: int) -> None:
    """Open a menu by its button's own action, and choose a row by keys: Qt lists no rows of such a menu."""
    eyes = desktop.eyes

    def button() -> Thing | None:
        found = (one for one in eyes.everything("backbreak") if one.name == menu)
        return next((one for one in found if eyes.actions_of(one)), None)

    found = wait_until(button, f"{menu!r} shows")
    before = desktop.hand.windows_of("backbreak")
    eyes._call(
        found.program, found.path, f"{ACTION}.DoAction", "i", [eyes.actions_of(found).index("ShowMenu")]
    )
    wait_until(lambda: desktop.hand.windows_of("backbreak") != before, "the menu is open")
    desktop.hand.key(*["Down"] * row, "Return")


def away(key: str, minutes: float) -> Callable[[dict[str, object]], bool]:
    """Whether an instant of a status is so far away."""

    def holds(status: dict[str, object]) -> bool:
        told = status[key]
        if told is None:
            return False
        left = datetime.fromisoformat(str(told)) - datetime.now(UTC)
        return minutes - 1 < left.total_seconds() / 60 <= minutes + 1 / 60

    return holds


def becomes(desktop: Desktop, holds: Callable[[dict[str, object]], bool], what: str) -> None:
    wait_until(lambda: holds(desktop.status()), what, 20)


def panels(desktop: Desktop) -> list[int]:
    """The processes that show a panel."""
    found = []
    for pid in desktop.processes.ours():
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # gone meanwhile
        if b"panel" in words:
            found.append(pid)
    return found


def test_t02_without_a_tray_a_second_launch_shows_the_panel_and_a_third_one_raises_it(bare: Desktop) -> None:
    start_resident(bare)
    window = open_panel(bare)
    wait_until(lambda: bare.hand.focused() == window, "the panel has the keyboard")
    wait_until(lambda: shows(bare, "Next break at"), "it says when the next break comes")
    bare.start("session")
    desk = bare.hand.wait_for_window("Choose an exercise")
    wait_until(lambda: bare.hand.focused() == desk, "another window has the keyboard")
    bare.hand.key("Down", "Up")
    assert open_panel(bare) == window
    wait_until(lambda: bare.hand.focused() == window, "it is in front again")
    bare.hand.key("Escape")
    bare.hand.wait_for_no_window(TITLE)
    assert bare.cli("panel").returncode == 0
    bare.hand.wait_for_window(TITLE)
    assert len(panels(bare)) == 1


def test_t03_a_person_without_a_tray_starts_snoozes_pauses_and_quits_without_a_terminal(
    bare: Desktop,
) -> None:
    resident = start_resident(bare, "--session-speed", "40")
    open_panel(bare)
    ears = Ears(bare.bus)
    bare.before_the_end(ears.close)
    for row, minutes in ((1, 30), (2, 60), (3, 120)):
        pick(bare, "Pause", row)
        becomes(bare, away("paused_until", minutes), f"paused for {minutes} min")
    pick(bare, "Pause", 4)
    wait_until(lambda: shows(bare, "Paused until"), "paused until tomorrow")
    pick(bare, "Pause", 5)
    becomes(bare, lambda status: status["phase"] == "paused" and not status["paused_until"], "paused")
    ears.wait_for("Paused. Paused since")
    bare.eyes.press("Resume")
    ears.wait_for("Next break at")
    becomes(bare, lambda status: status["phase"] == "sitting", "sitting again")
    pick(bare, "In a meeting", 3)
    becomes(bare, away("meeting_until", 90), "in a meeting")
    bare.eyes.press("Resume")
    becomes(bare, lambda status: not status["meeting_until"], "out of it")
    bare.eyes.press("Show why")
    wait_until(lambda: shows(bare, "Nothing held a prompt back lately."), "it tells why")
    bare.eyes.press("Another exercise…")
    desk = bare.hand.wait_for_window("Choose an exercise")
    bare.hand.close_window(desk)
    bare.hand.wait_for_no_window("Choose an exercise")
    bare.eyes.press("Stand and stretch, 30 s")
    wait_until(lambda: len(bare.journal()) == 1, "the stretch is in the journal", 20)
    assert bare.journal()[0]["exercise"] == "stand-and-stretch"
    bare.eyes.press("Start a break now")
    wait_until(lambda: len(bare.journal()) == 2, "the break is in the journal", 20)
    assert bare.journal()[1]["exercise"] == "opposite-arm-leg"
    becomes(bare, lambda status: status["phase"] == "sitting", "sitting again")
    began = time.monotonic()
    bare.eyes.press("Quit backbreak")
    assert resident.wait(5) == 0
    assert time.monotonic() - began < 2 + PRESSING_S
    bare.hand.wait_for_no_window(TITLE)


def test_an_invitation_is_put_off_and_declined_in_the_panel(bare: Desktop) -> None:
    start_resident(bare, "--demo", "7200")
    bare.wait_for_phase("prompting")
    open_panel(bare)
    wait_until(lambda: shows(bare, "A break is due"), "the panel says so")
    bare.eyes.press("Snooze 10 min")
    becomes(bare, lambda status: status["snoozes"] == 1, "put off")
    bare.wait_for_phase("prompting")
    bare.eyes.press("Skip: next at")
    wait_until(lambda: [one["outcome"] for one in bare.journal()] == ["skipped"], "declined", 20)


def test_a_greyed_button_says_why(bare: Desktop) -> None:
    start_resident(bare)
    open_panel(bare)
    snooze = bare.eyes.wait_for("Snooze 10 min", "button")
    assert "sensitive" not in bare.eyes.states_of(snooze)
    assert bare.eyes.description_of(snooze).startswith("No break is due before")


def test_t25_windows_that_come_and_go_end_nothing_and_quit_ends_within_two_seconds(bare: Desktop) -> None:
    resident = start_resident(bare)
    for _time in range(3):
        bare.hand.close_window(open_panel(bare))
        bare.hand.wait_for_no_window(TITLE)
        open_panel(bare)
        bare.eyes.press("Another exercise…")
        bare.hand.close_window(bare.hand.wait_for_window("Choose an exercise"))
        bare.hand.wait_for_no_window("Choose an exercise")
        bare.eyes.press("Start a break now")
        bare.wait_for_phase("session")
        bare.eyes.press("Stop")
        bare.wait_for_phase("sitting")
        bare.hand.wait_for_no_window("· backbreak")
        bare.hand.close_window(bare.hand.wait_for_window(TITLE))
        bare.hand.wait_for_no_window(TITLE)
        assert resident.poll() is None
    began = time.monotonic()
    assert bare.cli("quit").returncode == 0
    assert resident.wait(5) == 0
    assert time.monotonic() - began < 2
    assert bare.processes.ours().isdisjoint(panels(bare))


def test_killed_under_its_panel_it_is_started_again_from_there(bare: Desktop) -> None:
    resident = start_resident(bare)
    window = open_panel(bare)
    resident.kill()
    resident.wait()
    bare.eyes.press("Start backbreak again")
    wait_until(lambda: shows(bare, "Next break at"), "it is there again", 20)
    assert open_panel(bare) == window
    assert len(panels(bare)) == 1
