"""The test desktop itself: if these fail, believe nothing else here."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from dbus_fast import Variant
from desktop.harness import Desktop, wait_until
from desktop.harness.hearing import Ears, Heard
from desktop.harness.processes import Processes
from desktop.harness.promise import Promise
from desktop.harness.waiting import PATIENCE_S

BUTTON = """
import sys
from PySide6.QtWidgets import QApplication, QPushButton
app = QApplication(sys.argv)
button = QPushButton("Press here")
button.setWindowTitle("A window of the test")
button.resize(300, 200)
button.clicked.connect(lambda: print("pressed", flush=True) or app.quit())
button.show()
sys.exit(app.exec())
"""

ANNOUNCER = """
import sys
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QPushButton
app = QApplication(sys.argv)
button = QPushButton("Speak")
def speak():
    for text, how in (("One moment", "Polite"), ("Watch out", "Assertive")):
        event = QAccessibleAnnouncementEvent(button, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness[how])
        QAccessible.updateAccessibility(event)
button.clicked.connect(speak)
button.show()
sys.exit(app.exec())
"""


def test_the_tray_waits_for_icons_and_the_notification_server_answers(desktop: Desktop) -> None:
    assert desktop.tray_items() == []
    capabilities = desktop.bus.call(
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
        "org.freedesktop.Notifications.GetCapabilities",
    )
    assert "actions" in capabilities


def test_the_pointer_presses_a_button_of_a_window(desktop: Desktop) -> None:
    program = desktop.processes.spawn([sys.executable, "-c", BUTTON], log="button")
    window = desktop.hand.wait_for_window("A window of the test")
    wait_until(lambda: desktop.hand.size_of(window) == (300, 200), "the window has its size")
    desktop.press("Press here")
    assert program.wait(PATIENCE_S) == 0
    assert "pressed" in (desktop.folder / "logs" / "button.log").read_text()


def test_what_is_announced_is_heard_and_a_control_is_pressed_without_a_pointer(desktop: Desktop) -> None:
    ears = Ears(desktop.bus)
    desktop.before_the_end(ears.close)
    desktop.processes.spawn([sys.executable, "-c", ANNOUNCER], log="announcer")
    desktop.eyes.press("Speak", program=None)
    ears.wait_for("Watch out")
    assert ears.heard() == [Heard("One moment", False), Heard("Watch out", True)]


def test_the_pointer_presses_a_notifications_action_by_its_name(desktop: Desktop) -> None:
    desktop.bus.listen("interface='org.freedesktop.Notifications'")
    notification = desktop.bus.call(
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
        "org.freedesktop.Notifications.Notify",
        "susssasa{sv}i",
        ["test", 0, "", "Time to stand up", "You have sat for long.", ["a", "Begin", "b", "Later"],
         {"urgency": Variant("y", 1)}, 0],
    )  # fmt: skip
    desktop.press("Later", "xfce4-notifyd")
    wait_until(lambda: desktop.bus.signals("ActionInvoked") == [[notification, "b"]], "the action came back")


def test_the_screen_can_be_looked_at(desktop: Desktop, tmp_path: Path) -> None:
    desktop.screenshot(tmp_path / "screen.png")
    assert (tmp_path / "screen.png").read_bytes().startswith(b"\x89PNG")
    picture = desktop.look()
    assert (picture.width, picture.height) == (1280, 800)
    assert picture.colour_at(640, 10) != picture.colour_at(640, 700), "the panel is drawn"


def test_nothing_is_left_of_a_desktop(bare_desktop: Desktop) -> None:
    bare_desktop.open()
    assert len(bare_desktop.processes.ours()) >= 6
    bare_desktop.close()
    assert bare_desktop.processes.ours() == set()
    assert not bare_desktop.run.exists(), "no socket is left"


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="the kernel does not count waiting")
def test_a_promise_is_broken_by_who_sleeps_and_not_by_who_is_not_let_on(tmp_path: Path) -> None:
    processes = Processes(tmp_path)
    crowded = ["taskset", "-c", str(min(os.sched_getaffinity(0))), "sh", "-c"]
    try:
        rivals = [processes.spawn([*crowded, "while :; do :; done"]) for _ in range(9)]
        busy = Promise(0.25, [rival.pid for rival in rivals])
        time.sleep(0.5)
        busy.kept(lambda: busy.took_s() < 0.25, "nine at one processor wait for each other")
    finally:
        processes.close()
    idle = Promise(0.1)
    with pytest.raises(AssertionError, match=r"not within 0\.1 s"):
        idle.kept(lambda: False, "nothing")
    assert idle.took_s() >= 0.1
