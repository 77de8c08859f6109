"""The prompt card on a real desktop: a typing robot does not notice it, a hand on purpose works it."""

from __future__ import annotations

import subprocess
import sys

from desktop.harness import Box, Desktop, wait_until
from desktop.harness.access import Thing

TITLE = "Time for a break"
DEMO = ("--demo", "3600", "--session-speed", "40")
SENSITIVE = 24  # ATSPI_STATE_SENSITIVE
LOWER_RIGHT = Box(640, 400, 640, 400)
KEYS = ("space", "Return", "s", "Escape") * 25
TYPING_S = 10.0

EDITOR = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
class Editor(QWidget):
    def keyPressEvent(self, event):
        print("key", Qt.Key(event.key()).name, flush=True)
    def focusOutEvent(self, event):
        print("focus lost", flush=True)
app = QApplication(sys.argv)
editor = Editor()
editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
editor.setWindowTitle("An editor of the test")
editor.resize(500, 300)
editor.show()
sys.exit(app.exec())
"""
NAMES = {"space": "Key_Space", "Return": "Key_Return", "s": "Key_S", "Escape": "Key_Escape"}


def prompting_by_card_only(desktop: Desktop) -> None:
    """Start a demo whose prompt is the card, at once."""
    settings = desktop.home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[prompt]\nnotification = false\n")
    desktop.start(*DEMO)


def button(desktop: Desktop, label: str) -> Thing | None:
    things = desktop.eyes.everything("backbreak")
    return next((one for one in things if one.role == "button" and one.name.startswith(label)), None)


def card_is_ready(desktop: Desktop) -> None:
    """Return when the card's first second and a half are over: its buttons can be pressed."""
    desktop.hand.wait_for_window(TITLE, 20)

    def sensitive() -> bool:
        start = button(desktop, "Start")
        if start is None:
            return False
        states = desktop.eyes._call(start.program, start.path, "org.a11y.atspi.Accessible.GetState")
        return bool(states[0] >> SENSITIVE & 1)

    wait_until(sensitive, "the wait is over")


def place_of(desktop: Desktop, label: str) -> Box:
    """Where a button of the card is: in the screen's lower right quarter, or it is not in place yet."""

    def in_place() -> Box | None:
        found = button(desktop, label)
        box = found and desktop.eyes.box_of(found)
        return box if box and LOWER_RIGHT.holds(box) else None

    return wait_until(in_place, f"{label} shows in the lower right")


def click(desktop: Desktop, label: str) -> None:
    desktop.hand.click_in(place_of(desktop, label))


def typed(desktop: Desktop) -> list[str]:
    """What happened to the editor: its keys, and losses of the focus."""
    lines = (desktop.folder / "logs" / "editor.log").read_text().splitlines()
    return [line for line in lines if line.startswith(("key ", "focus "))]


def test_somebody_who_types_on_loses_no_key_no_focus_and_presses_nothing(desktop: Desktop) -> None:
    desktop.processes.spawn([sys.executable, "-c", EDITOR], log="editor")
    editor = desktop.hand.wait_for_window("An editor of the test")
    desktop.hand.click(*middle_of(desktop, "An editor of the test"))
    prompting_by_card_only(desktop)
    robot = subprocess.Popen(["xdotool", "key", "--delay", "100", *KEYS], env=desktop.env)
    desktop.hand.wait_for_window(TITLE, 20)
    assert robot.poll() is None, "the card came while the robot was typing"
    assert robot.wait(TYPING_S * 3) == 0
    wait_until(lambda: len(typed(desktop)) >= len(KEYS), "the last key arrived")
    assert typed(desktop) == [f"key {NAMES[key]}" for key in KEYS]
    assert desktop.hand._xdotool("getwindowfocus").split() == [str(editor)]
    assert desktop.hand.windows(TITLE), "the card still waits for an answer"
    status = desktop.status()
    assert (status["phase"], status["snoozes"]) == ("prompting", 0)
    assert desktop.journal() == []


def middle_of(desktop: Desktop, title: str) -> tuple[int, int]:
    thing = desktop.eyes.wait_for(title)
    return desktop.eyes.box_of(thing).centre


def test_it_stands_in_the_lower_right_and_its_answers_act(desktop: Desktop) -> None:
    prompting_by_card_only(desktop)
    desktop.hand.wait_for_window(TITLE, 20)
    click(desktop, "Start")
    card_is_ready(desktop)
    assert desktop.status()["phase"] == "prompting", "a click in the first moment is nothing"
    click(desktop, "Snooze 10 min")
    wait_until(lambda: desktop.status()["snoozes"] == 1, "the snooze counts")
    desktop.hand.wait_for_no_window(TITLE)
    card_is_ready(desktop)
    click(desktop, "Close")
    wait_until(lambda: desktop.status()["snoozes"] == 2, "closing is a snooze")
    desktop.hand.wait_for_no_window(TITLE)
    card_is_ready(desktop)
    click(desktop, "Start")
    desktop.hand.wait_for_window("Before your first session")
    understood = wait_until(lambda: button(desktop, "I understand"), "the note's button shows")
    desktop.hand.click_in(desktop.eyes.box_of(understood))
    wait_until(lambda: len(desktop.journal()) == 1, "the session is logged", 30)
    (entry,) = desktop.journal()
    assert (entry["outcome"], entry["snoozes"]) == ("completed", 2)
    assert entry["prompted"] is not None


def test_the_keyboard_comes_in_only_on_purpose(desktop: Desktop) -> None:
    prompting_by_card_only(desktop)
    card_is_ready(desktop)
    box = place_of(desktop, "Start")
    desktop.hand.key("Tab", "Tab", "space")
    assert desktop.status()["phase"] == "prompting"
    desktop.hand.click(box.x + box.width // 2, box.y - 8)
    desktop.hand.key("Tab", "Tab", "Tab", "Tab", "space")
    wait_until(lambda: desktop.journal(), "the skip is logged")
    assert [entry["outcome"] for entry in desktop.journal()] == ["skipped"]
    desktop.hand.wait_for_no_window(TITLE)
