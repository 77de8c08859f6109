"""The control panel on a desktop that has neither tray nor notifications, worked by names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.access import ACTION, Thing
from desktop.harness.hearing import Ears
from desktop.harness.promise import Promise
from desktop.harness.waiting import PATIENCE_S

from backbreak.storage import care
from backbreak.storage.places import places_for

TITLE = "^backbreak$"
WITHIN_S = 1.0
"""How long a second launch may take, a person's patience and our promise."""
QUITS_WITHIN_S = 2.0
SLOWLY = ("--session-speed", "0.1")
"""A session that is to be stopped goes on until then, however long we take."""


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
    wait_until(lambda: desktop.cli("status").returncode == 0, "the resident answers")
    return resident


def open_panel(desktop: Desktop) -> int:
    """Launch the program once more; gives the panel's window."""
    promise = Promise(WITHIN_S, running(desktop, "backbreak"))
    second = desktop.start(log="second")
    promise.watch(second.pid)
    promise.kept(lambda: second.poll() is not None, "the second launch is over")
    assert (second.returncode, (desktop.folder / "logs" / "second.log").read_text()) == (0, "")
    return desktop.hand.wait_for_window(TITLE)


def quits(desktop: Desktop, resident: Popen[bytes], act: Callable[[], Popen[bytes] | None]) -> None:
    """What is to end it, which may be a program, does so in time and without an error."""
    promise = Promise(QUITS_WITHIN_S, running(desktop, "backbreak"))
    command = act()
    if command is not None:
        promise.watch(command.pid)
    promise.kept(lambda: resident.poll() is not None, "the resident has ended")
    assert resident.returncode == 0
    assert command is None or command.wait(PATIENCE_S) == 0


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
    wait_until(lambda: holds(desktop.status()), what)


def running(desktop: Desktop, word: str) -> list[int]:
    """The processes with this word in their command: "backbreak" for all of ours, "panel" for panels."""
    found = []
    for pid in desktop.processes.ours():
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # gone meanwhile
        if word.encode() in words:
            found.append(pid)
    return found


def test_t02_without_a_tray_a_second_launch_shows_the_panel_and_a_third_one_raises_it(bare: Desktop) -> None:
    start_resident(bare)
    window = open_panel(bare)
    wait_until(lambda: bare.hand.has_focus(window), "the panel has the keyboard")
    wait_until(lambda: shows(bare, "Next break at"), "it says when the next break comes")
    bare.start("session")
    desk = bare.hand.wait_for_window("Choose an exercise")
    wait_until(lambda: bare.hand.has_focus(desk), "another window has the keyboard")
    bare.hand.key("Down", "Up")
    assert open_panel(bare) == window
    wait_until(lambda: bare.hand.has_focus(window), "it is in front again")
    bare.hand.key("Escape")
    bare.hand.wait_for_no_window(TITLE)
    assert bare.cli("panel").returncode == 0
    bare.hand.wait_for_window(TITLE)
    wait_until(lambda: len(running(bare, "panel")) == 1, "the one before has gone")


def test_t03_a_person_without_a_tray_starts_snoozes_pauses_and_quits_without_a_terminal(
    bare: Desktop,
) -> None:
    resident = start_resident(bare, "--session-speed", "40")
    window = open_panel(bare)
    wait_until(lambda: bare.hand.has_focus(window), "the panel has the keyboard")
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
    wait_until(lambda: len(bare.journal()) == 1, "the stretch is in the journal")
    assert bare.journal()[0]["exercise"] == "stand-and-stretch"
    bare.eyes.press("Start a break now")
    wait_until(lambda: len(bare.journal()) == 2, "the break is in the journal")
    assert bare.journal()[1]["exercise"] == "opposite-arm-leg"
    becomes(bare, lambda status: status["phase"] == "sitting", "sitting again")
    leave = bare.eyes.wait_ready("Quit backbreak")
    quits(bare, resident, lambda: bare.eyes.act(leave))
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
    wait_until(lambda: [one["outcome"] for one in bare.journal()] == ["skipped"], "declined")


def test_a_greyed_button_says_why(bare: Desktop) -> None:
    start_resident(bare)
    open_panel(bare)
    snooze = bare.eyes.wait_for("Snooze 10 min", "button")
    why = "No break is due before"
    wait_until(lambda: bare.eyes.description_of(snooze).startswith(why), "it says why")
    assert "sensitive" not in bare.eyes.states_of(snooze)


def test_t25_windows_that_come_and_go_end_nothing_and_quit_ends_within_two_seconds(bare: Desktop) -> None:
    resident = start_resident(bare, *SLOWLY)
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
    quits(bare, resident, lambda: bare.start("quit", log="quit"))
    wait_until(lambda: not running(bare, "panel"), "no panel is left")


def test_killed_under_its_panel_it_is_started_again_from_there(bare: Desktop) -> None:
    resident = start_resident(bare)
    window = open_panel(bare)
    resident.kill()
    resident.wait()
    bare.eyes.press("Start backbreak again")
    wait_until(lambda: shows(bare, "Next break at"), "it is there again")
    assert open_panel(bare) == window
    wait_until(lambda: len(running(bare, "panel")) == 1, "there is one panel")
