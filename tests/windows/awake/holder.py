"""A window process that keeps the screen on as it is told: lines "alone", "hold" and "release" on stdin."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication

from backbreak.windows.awake import KeepAwake

application = QGuiApplication([])
awake = KeepAwake()


def told() -> None:
    line = sys.stdin.readline().strip()
    if line == "release":
        awake.release()
    elif line:
        awake.hold(alone=line == "alone")
    else:
        application.quit()
    print(line, flush=True)


notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(told)
print("up", flush=True)
sys.exit(application.exec())
