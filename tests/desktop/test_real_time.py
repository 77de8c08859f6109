"""Two minutes of a person's life at their real speed: typing on though a break is due, then walking away."""

from __future__ import annotations

import subprocess
import time

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.waiting import PATIENCE_S

CARD = "Time for a break"
SETTINGS = """
[rhythm]
sitting_limit_min = 1
natural_break_min = 1
return_grace_min = 0
[prompt]
notification = false
"""
SITTING_S = AWAY_S = 60.0
TYPED_ON_S = 6.0
"""Longer than the pause that is waited for."""


@pytest.mark.timeout(360)
def test_the_card_waits_for_a_pause_in_typing_and_who_walks_away_has_stood_up(desktop: Desktop) -> None:
    settings = desktop.home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS)
    desktop.start()
    wait_until(lambda: desktop.status().get("idle_source") == "x11-sync", "idle time is told")
    stop = desktop.folder / "stop"
    # Told to stop between two words: killed, it may leave a key pressed, which then repeats itself for ever.
    typing = f"until [ -e '{stop}' ]; do xdotool type --delay 100 'on and on '; done"
    robot = subprocess.Popen(["sh", "-c", typing], env=desktop.env)
    try:
        desktop.wait_for_phase("prompting", SITTING_S + PATIENCE_S)
        time.sleep(TYPED_ON_S)
        assert robot.poll() is None, "somebody is still typing"
        assert not desktop.hand.windows(CARD), "and is not disturbed"
    finally:
        stop.touch()
        robot.wait(PATIENCE_S)
    desktop.hand.wait_for_window(CARD)
    away = lambda: found if (found := desktop.status())["away"] else None  # noqa: E731
    status = wait_until(away, "nobody is there", AWAY_S + PATIENCE_S)
    assert status["sitting_s"] == 0, "a minute away is a break here"
    desktop.hand.wait_for_no_window(CARD)
    desktop.hand.key("Shift_L")
    (entry,) = wait_until(desktop.journal, "the return is logged")
    assert (entry["outcome"], entry["exercise"]) == ("natural", None)
    assert entry["prompted"] is not None
    assert entry["seconds"] >= 60
    assert desktop.status()["phase"] == "sitting"
