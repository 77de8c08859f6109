"""Where the session's window is: it takes no keyboard unasked, and no monitor takes it along."""

from __future__ import annotations

import sys

import pytest
from desktop.harness import Box, Desktop, wait_until
from desktop.harness.guided import LASTING_S, Guided
from desktop.harness.monitors import Monitors

LEFT, RIGHT = Box(0, 0, 1280, 800), Box(1280, 0, 1280, 800)
TITLE = "Pelvis Lift"

EDITOR = """
import sys
from PySide6.QtWidgets import QApplication, QPlainTextEdit
class Editor(QPlainTextEdit):
    def focusOutEvent(self, event):
        print("focus lost", flush=True)
        super().focusOutEvent(event)
app = QApplication(sys.argv)
editor = Editor()
editor.textChanged.connect(lambda: print("text", editor.toPlainText(), flush=True))
editor.setWindowTitle("An editor of the test")
editor.resize(500, 300)
editor.show()
sys.exit(app.exec())
"""


def open_editor(desktop: Desktop) -> int:
    """Its window, once it has the keyboard."""
    desktop.processes.spawn([sys.executable, "-c", EDITOR], log="editor")
    editor = desktop.hand.wait_for_window("An editor of the test")
    desktop.hand.click_in(desktop.eyes.box_of(desktop.eyes.wait_for("An editor of the test")))
    wait_until(lambda: desktop.hand.has_focus(editor), "the editor has the keyboard")
    return editor


@pytest.fixture
def wide(bare_desktop: Desktop) -> Desktop:
    """A desktop with room for two monitors side by side."""
    bare_desktop.open(tray=False, notifications=False, screen=(2560, 800))
    return bare_desktop


def test_a_window_whose_monitor_is_pulled_out_stays_within_reach_and_plays_on(wide: Desktop) -> None:
    monitors, guided = Monitors(wide.env["DISPLAY"]), Guided(wide, seconds=LASTING_S)
    wide.before_the_end(monitors.close)
    monitors.plug_in("left", LEFT, primary=True)
    monitors.plug_in("right", RIGHT)
    guided.resident(4)
    guided.start("pelvis-lift")
    window = wide.hand.wait_for_window(TITLE)

    def box() -> Box:
        return wide.eyes.box_of(guided.wait_for("Pause"))

    wide.hand.place(window, RIGHT.x + 150, 40)
    wait_until(lambda: RIGHT.holds(box()), "the window is on the right monitor")
    monitors.pull_out("right")
    heard = len(guided.ears.heard())
    wait_until(lambda: LEFT.holds(box()), "the window has come to the monitor that is left")
    top = wide.eyes.box_of(guided.wait_for(f"{TITLE} · backbreak", None))
    assert LEFT.holds(Box(top.x, top.y - 10, top.width, 10)), "its title bar can be reached"
    wait_until(lambda: len(guided.ears.heard()) > heard, "it plays on")
    guided.wait_for_units(1)
    guided.press("Stop")
    (entry,) = guided.entries(1)
    assert entry["units"] >= 1


def test_a_window_opened_quietly_leaves_the_keyboard_where_it_is(bare_desktop: Desktop) -> None:
    desktop = bare_desktop
    desktop.open(tray=False, notifications=False)
    guided = Guided(desktop)
    editor = open_editor(desktop)
    desktop.hand.type("before ")
    # Nobody sits at a terminal here: what a script or a hook starts is opened quietly.
    guided.resident(1)
    guided.start("pelvis-lift")
    desktop.hand.wait_for_window(TITLE)
    desktop.hand.type("and after")
    log = desktop.folder / "logs" / "editor.log"
    wait_until(lambda: "text before and after" in log.read_text().splitlines(), "all letters arrived")
    assert "focus lost" not in log.read_text().splitlines()
    assert desktop.hand.has_focus(editor)
    guided.press("Stop")
    guided.gone()
