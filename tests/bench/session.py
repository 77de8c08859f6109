"""What the whole session window costs: frames a second, share of a core, and time to the first paint.

    python tests/bench/session.py [WIDTH HEIGHT [SECONDS]]        (1280 800 20)

Plays the start of a session at its real speed. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from backbreak.core.dose import Limits, RoundState
from backbreak.core.session import plan
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.session.window import SessionWindow


def process_began() -> float:
    """Say when this process was started, imports included, by the clock on the wall."""
    with open("/proc/self/stat") as stat, open("/proc/uptime") as uptime:
        began = int(stat.read().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        return time.time() - float(uptime.read().split()[0]) + began


class Unread(SessionLink):
    """A link whose reports nobody reads."""

    def beat(self, progress: Progress) -> None:
        """Nobody is there."""

    def finish(self, progress: Progress, completed: bool) -> None:
        """Nobody is there."""


class Watch(QObject):
    """Counts the paints of a widget and notes when the first one came."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0
        self.first_s = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every event; stop none."""
        if event.type() == QEvent.Type.Paint:
            self.first_s = self.first_s or time.time() - process_began()
            self.paints += 1
        return False


def main(width: int, height: int, seconds: float) -> None:
    """Measure one session of the exercise that moves most."""
    app = QApplication(sys.argv[:1])
    catalogue, figure, dial = load_catalogue(), Watch(), Watch()
    session = plan(catalogue.get("opposite-arm-leg"), 5, 0, Limits(), RoundState(1, 0, 145))
    window = SessionWindow(Assignment("bench", session), Unread(), catalogue, Settings())
    window.page.figure.installEventFilter(figure)
    window.page.dial.installEventFilter(dial)
    window.resize(width, height)
    window.show()
    app.processEvents()
    app.processEvents()
    begun_s = window.player.playback.position_s
    start, spent = time.perf_counter(), time.process_time()
    QTimer.singleShot(round(seconds * 1000), app.quit)
    app.exec()
    wall = time.perf_counter() - start
    share = (time.process_time() - spent) / wall
    drift_s = begun_s + wall - window.player.playback.position_s
    print(f"first paint {figure.first_s:.2f} s after the start of the process")
    paints = f"figure {figure.paints / wall:.1f}, ring {dial.paints / wall:.1f} paints a second"
    print(f"{width} x {height}: {paints},")
    print(f"{share:.1%} of a core, the timeline {drift_s * 1000:+.0f} ms off after {wall:.0f} s")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:4]]
    main(*(numbers[:2] if len(numbers) > 1 else (1280, 800)), float(numbers[2] if len(numbers) > 2 else 20))
