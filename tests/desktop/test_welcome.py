"""The very first start on a real desktop: the welcome window comes by itself, and leads to a session."""

from __future__ import annotations

import tomllib

from desktop.harness import Desktop, wait_until
from desktop.harness.waiting import PATIENCE_S
from desktop.test_session_places import open_editor

from backbreak.storage import care
from backbreak.storage.places import places_for
from backbreak.storage.welcome import welcomed

TITLE = "Welcome - backbreak"


def test_the_first_start_welcomes_without_taking_the_keyboard_and_leads_to_a_session(
    bare_desktop: Desktop,
) -> None:
    desktop, places = bare_desktop, places_for(bare_desktop.home)
    desktop.open(tray=False, notifications=False)
    editor = open_editor(desktop)
    desktop.hand.type("before ")
    first = desktop.start(fresh=True)
    desktop.hand.wait_for_window(TITLE)
    desktop.hand.type("and after")
    log = desktop.folder / "logs" / "editor.log"
    wait_until(lambda: "text before and after" in log.read_text().splitlines(), "all letters arrived")
    assert "focus lost" not in log.read_text().splitlines() and desktop.hand.has_focus(editor)

    for name in ("Standing only", "60 min", "I understand"):
        desktop.eyes.press(name)
    assert not places.settings_file.exists() and not care.acknowledged(places)
    desktop.eyes.press("Try one now")
    desktop.wait_for_phase("session")
    desktop.hand.wait_for_window("Hip Flex")
    desktop.hand.wait_for_no_window(TITLE)
    assert tomllib.loads(places.settings_file.read_text()) == {
        "session": {"place": "standing"},
        "rhythm": {"sitting_limit_min": 60},
    }
    assert care.acknowledged(places) and welcomed(places)
    desktop.eyes.press("Stop")
    desktop.hand.wait_for_no_window("Hip Flex")

    assert desktop.cli("quit").returncode == 0
    assert first.wait(PATIENCE_S) == 0
    desktop.start(fresh=True)
    desktop.wait_for_phase("sitting")
    assert not desktop.hand.windows(TITLE)
    assert desktop.cli("welcome").returncode == 0
    desktop.hand.wait_for_window(TITLE)
    standing = desktop.eyes.wait_for("Standing only", program="backbreak")
    assert "checked" in desktop.eyes.states_of(standing)
