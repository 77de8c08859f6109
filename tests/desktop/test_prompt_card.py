"""The prompt card on a real desktop: a typing robot does not notice it, a hand on purpose works it."""

from __future__ import annotations

import subprocess
import sys

from desktop.harness import Box, Desktop, wait_until
from desktop.harness.access import Thing

TITLE = "Time for a break"
DEMO = ("--demo", "3600", "--session-speed", "40")
LOWER_RIGHT = Box(640, 400, 640, 400)
KEYS = ("space", "Return", "s", "Escape")
ROUNDS = 15
"""So often the robot types its keys when the card is there: six seconds, of which the card waits 1.5."""
TRIES = 12
SNOOZE = "Snooze 10 min"

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


def is_ready(desktop: Desktop) -> bool:
    """Whether the buttons of the card can be pressed."""
    start = button(desktop, "Start")
    return start is not None and "sensitive" in desktop.eyes.states_of(start)


def cards(desktop: Desktop) -> list[int]:
    """The processes with a card on the screen."""
    return [pid for window in desktop.hand.windows(TITLE) if (pid := desktop.hand.pid_of(window))]


def wait_for_card(desktop: Desktop) -> int:
    """The process of the card, as soon as it shows."""
    return wait_until(lambda: cards(desktop), "the card shows")[0]


def card_is_ready(desktop: Desktop) -> int:
    """The process of the card, when its first second and a half are over."""
    card = wait_for_card(desktop)
    wait_until(lambda: is_ready(desktop), "the wait is over")
    return card


def is_gone(desktop: Desktop, card: int) -> bool:
    """Whether this card has left the screen; the next one may be there already."""
    return card not in cards(desktop)


def goes(desktop: Desktop, card: int) -> None:
    """Wait for that."""
    wait_until(lambda: is_gone(desktop, card), "the card is gone")


def place_of(desktop: Desktop, label: str) -> Box:
    """Where a button of the card is: in the screen's lower right quarter, or it is not in place yet."""

    def in_place() -> Box | None:
        found = button(desktop, label)
        box = found and desktop.eyes.box_of(found)
        return box if box and LOWER_RIGHT.holds(box) else None

    return wait_until(in_place, f"{label} shows in the lower right")


def click(desktop: Desktop, label: str) -> None:
    """Click a button of the card where it is to stand."""
    place_of(desktop, label)
    desktop.press(label, "backbreak")


def clicked_at_once(desktop: Desktop, place: Box) -> bool:
    """Click there as soon as a card comes: whether that was in its first moment, and did nothing.

    On a slow machine it may have been later. Then the card is answered, and the next one comes.
    """
    card = wait_for_card(desktop)
    desktop.hand.click_in(place)
    if is_ready(desktop) and not is_gone(desktop, card):
        desktop.hand.click_in(place)
        goes(desktop, card)
    wait_until(lambda: is_gone(desktop, card) or is_ready(desktop), "the card is answered, or can be")
    return not is_gone(desktop, card)


def typed(desktop: Desktop) -> list[str]:
    """What happened to the editor: its keys, and losses of the focus."""
    lines = (desktop.folder / "logs" / "editor.log").read_text().splitlines()
    return [line for line in lines if line.startswith(("key ", "focus "))]


def test_somebody_who_types_on_loses_no_key_no_focus_and_presses_nothing(desktop: Desktop) -> None:
    desktop.processes.spawn([sys.executable, "-c", EDITOR], log="editor")
    editor = desktop.hand.wait_for_window("An editor of the test")
    wait_until(lambda: desktop.hand.has_focus(editor), "the editor has the keyboard")
    before = len(typed(desktop))
    prompting_by_card_only(desktop)
    rounds, left = 0, ROUNDS
    while left:
        card_shows = bool(desktop.hand.windows(TITLE))
        subprocess.run(["xdotool", "key", "--delay", "100", *KEYS], env=desktop.env, check=True)
        rounds, left = rounds + 1, left - card_shows
    wait_until(lambda: len(typed(desktop)) >= before + rounds * len(KEYS), "the last key arrived")
    assert typed(desktop)[before:] == [f"key {NAMES[key]}" for key in KEYS] * rounds
    assert desktop.hand.has_focus(editor)
    assert desktop.hand.windows(TITLE), "the card still waits for an answer"
    status = desktop.status()
    assert (status["phase"], status["snoozes"]) == ("prompting", 0)
    assert desktop.journal() == []


def test_it_stands_in_the_lower_right_and_its_answers_act(desktop: Desktop) -> None:
    prompting_by_card_only(desktop)
    card = card_is_ready(desktop)
    place = place_of(desktop, SNOOZE)
    click(desktop, SNOOZE)
    wait_until(lambda: desktop.status()["snoozes"] == 1, "the snooze counts")
    goes(desktop, card)
    answered = 1
    while not clicked_at_once(desktop, place):
        answered += 1
        assert answered < TRIES, "a click in the first moment is nothing"
    status = desktop.status()
    assert (status["phase"], status["snoozes"]) == ("prompting", answered)
    card = card_is_ready(desktop)
    click(desktop, "Close")
    wait_until(lambda: desktop.status()["snoozes"] == answered + 1, "closing is a snooze")
    goes(desktop, card)
    card_is_ready(desktop)
    click(desktop, "Start")
    desktop.hand.wait_for_window("Before your first session")
    desktop.press("I understand", "backbreak")
    wait_until(lambda: len(desktop.journal()) == 1, "the session is logged")
    (entry,) = desktop.journal()
    assert (entry["outcome"], entry["snoozes"]) == ("completed", answered + 1)
    assert entry["prompted"] is not None


def test_the_keyboard_comes_in_only_on_purpose(desktop: Desktop) -> None:
    prompting_by_card_only(desktop)
    card = card_is_ready(desktop)
    box = place_of(desktop, "Start")
    desktop.hand.key("Tab", "Tab", "space")
    assert desktop.status()["phase"] == "prompting"
    desktop.hand.click(box.x + box.width // 2, box.y - 8)
    window = desktop.hand.wait_for_window(TITLE)
    wait_until(lambda: desktop.hand.has_focus(window), "the card has the keyboard")
    desktop.hand.key("Tab", "Tab", "Tab", "Tab", "space")
    wait_until(lambda: desktop.journal(), "the skip is logged")
    assert [entry["outcome"] for entry in desktop.journal()] == ["skipped"]
    goes(desktop, card)
