"""Somebody who is not to be interrupted, on a real desktop: nothing shows, nothing is lost, it says why."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.mocks import MOCK
from desktop.harness.waiting import PATIENCE_S

DEMO = ("--demo", "24", "--session-speed", "40")
"""The cycle's clock runs 24 times as fast while nothing shows: a minute is 2.5 s."""

SETTINGS = """
[rhythm]
sitting_limit_min = 1
return_grace_min = 1
hold_cap_min = 480
natural_break_min = 60
"""
"""The first prompt is due soon; whatever holds it back, or is a break, takes longer than any test."""
NOTICE = "Time to stand up"
SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
WITHDRAWN_WITHIN_S = 1.0

FULL_SCREEN = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.setWindowTitle("A film of the test")
window.showFullScreen()
sys.exit(app.exec())
"""


def begin(desktop: Desktop, settings: str = SETTINGS) -> None:
    file = desktop.home / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(settings)
    desktop.start(*DEMO)


def do_not_disturb(desktop: Desktop, wanted: bool) -> None:
    """As the switch in the panel of Xfce does."""
    value = "true" if wanted else "false"
    switch = ["xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb"]
    assert desktop.processes.spawn([*switch, "-n", "-t", "bool", "-s", value]).wait(PATIENCE_S) == 0


def held_for(desktop: Desktop, reason: str) -> dict[str, Any]:
    """The status, as soon as a prompt is held for that reason."""

    def held() -> dict[str, Any] | None:
        status = desktop.status()
        return status if status.get("phase") == "held" and status["reason"]["id"] == reason else None

    return wait_until(held, f"held: {reason}")


def notices(desktop: Desktop) -> list[str]:
    return [one.name for one in desktop.eyes.everything("xfce4-notifyd") if one.name == NOTICE]


def screen_saver(desktop: Desktop) -> None:
    """A screen saver that a test switches, by python-dbusmock."""
    name, path, interface = SAVER
    desktop.processes.spawn(["/usr/bin/python3", "-m", "dbusmock", "--session", name, path, interface])
    wait_until(lambda: desktop.bus.has(name), "the screen saver is there")
    desktop.bus.call(
        name, path, f"{MOCK}.AddMethod", "sssss", [interface, "GetActive", "", "b", "ret = self.active"]
    )
    code = f"self.active = args[0]; self.EmitSignal('{interface}', 'ActiveChanged', 'b', [args[0]])"
    desktop.bus.call(name, path, f"{MOCK}.AddMethod", "sssss", [interface, "Switch", "b", "", code])
    lock(desktop, False)


def lock(desktop: Desktop, wanted: bool) -> None:
    name, path, interface = SAVER
    desktop.bus.call(name, path, f"{interface}.Switch", "b", [wanted])


def test_do_not_disturb_holds_the_prompt_says_why_and_the_prompt_follows(desktop: Desktop) -> None:
    do_not_disturb(desktop, True)
    begin(desktop)
    status = held_for(desktop, "do-not-disturb")
    assert "do_not_disturb" in status["quiet"]
    assert notices(desktop) == []
    why = json.loads(desktop.cli("why", "--json").stdout)
    assert [one["id"] for one in why["held"]] == ["do-not-disturb"]
    do_not_disturb(desktop, False)
    desktop.wait_for_phase("prompting")
    wait_until(lambda: notices(desktop), "the prompt shows")
    assert desktop.cli("skip").returncode == 0
    (entry,) = desktop.journal()
    assert entry["outcome"] == "skipped"
    assert {hold["reason"] for hold in entry["held"]} == {"do_not_disturb"}


def test_quiet_that_begins_while_it_shows_takes_the_prompt_away_within_a_second(desktop: Desktop) -> None:
    begin(desktop)
    desktop.wait_for_phase("prompting")
    wait_until(lambda: notices(desktop), "the prompt shows")
    desktop.processes.spawn([sys.executable, "-c", FULL_SCREEN], log="film")
    desktop.hand.wait_for_window("A film of the test")
    held_for(desktop, "fullscreen")
    desktop.promise(WITHDRAWN_WITHIN_S).kept(lambda: not notices(desktop), "it is gone")


def test_t17_locked_while_due_nothing_shows_and_the_prompt_waits_for_the_return(desktop: Desktop) -> None:
    screen_saver(desktop)
    begin(desktop)
    wait_until(lambda: notices(desktop), "the prompt shows")
    withdrawn = desktop.promise(WITHDRAWN_WITHIN_S)
    lock(desktop, True)
    withdrawn.kept(lambda: not notices(desktop), "nothing shows on the lock screen")
    status = desktop.status()
    assert (status["away"], status["reason"]["id"]) == (True, "away")
    lock(desktop, False)
    desktop.wait_for_phase("prompting")
    wait_until(lambda: notices(desktop), "the prompt is back")
    assert desktop.cli("skip").returncode == 0
    (entry,) = desktop.journal()
    assert [hold["reason"] for hold in entry["held"]] == ["away", "just back"]


def test_a_long_lock_is_a_natural_break_and_ends_the_prompt(desktop: Desktop) -> None:
    screen_saver(desktop)
    begin(desktop, "[rhythm]\nsitting_limit_min = 1\nnatural_break_min = 1\n")
    desktop.wait_for_phase("prompting")
    lock(desktop, True)
    wait_until(lambda: desktop.status()["sitting_s"] == 0, "a minute away is a break")
    lock(desktop, False)
    wait_until(desktop.journal, "the break is logged")
    assert [entry["outcome"] for entry in desktop.journal()] == ["natural"]


@pytest.mark.parametrize("switch", ["do_not_disturb", "fullscreen"])
def test_a_reason_that_is_switched_off_holds_nothing(desktop: Desktop, switch: str) -> None:
    do_not_disturb(desktop, True)
    desktop.processes.spawn([sys.executable, "-c", FULL_SCREEN], log="film")
    desktop.hand.wait_for_window("A film of the test")
    begin(desktop, f"{SETTINGS}[quiet]\n{switch} = false\n")
    status = desktop.wait_for_phase("held")
    wait_until(lambda: len(desktop.status()["quiet"]) == 1, "one reason is left")
    assert switch not in status["quiet"]


def heads_ups(desktop: Desktop) -> list[str]:
    return [one.name for one in desktop.eyes.everything("xfce4-notifyd") if one.name == "A break is coming"]


@pytest.mark.parametrize("command", ["pause", "quit"])
def test_a_heads_up_that_is_not_true_any_more_goes_within_a_second(desktop: Desktop, command: str) -> None:
    begin(desktop, "[rhythm]\nsitting_limit_min = 31\nheads_up_min = 30\n")  # the prompt is far away
    wait_until(lambda: heads_ups(desktop), "a break is coming")
    assert desktop.cli(command).returncode == 0
    desktop.promise(WITHDRAWN_WITHIN_S).kept(lambda: not heads_ups(desktop), "no break is coming")


def test_the_prompt_takes_the_place_of_the_heads_up(desktop: Desktop) -> None:
    begin(desktop, "[rhythm]\nsitting_limit_min = 3\nheads_up_min = 2.8\n")  # for seven seconds
    wait_until(lambda: heads_ups(desktop), "a break is coming")
    desktop.wait_for_phase("prompting")
    wait_until(lambda: notices(desktop) and not heads_ups(desktop), "only the prompt shows")


def test_doctor_says_what_tells_of_the_lock_now(desktop: Desktop) -> None:
    def lock_check() -> dict[str, str]:
        checks = json.loads(desktop.cli("doctor", "--json").stdout)["checks"]
        return next(one for one in checks if one["name"] == "lock")

    begin(desktop)
    wait_until(lambda: desktop.cli("status").returncode == 0, "the resident answers")
    assert lock_check()["state"] == "missing"
    screen_saver(desktop)
    wait_until(lambda: lock_check()["state"] == "ok", "the screen saver that came late is named")
    assert "screen saver" in lock_check()["text"]
