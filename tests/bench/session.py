"""What the whole session window costs: frames a second, share of a core, and time to the first paint.

    python tests/bench/session.py [WIDTH HEIGHT [SECONDS]]        (1280 800, and the whole session)

On a screen of its own (Xvfb). First the time from the door's `start` to the first paint, through a real
resident and its window's own process; then a session at its real speed, in here. Budgets: 0.6 s; 60 frames a
second while anything moves, under a tenth of a core. A busy machine is slow for everybody: beside each number
stands that of a bare window measured in the same run, and what to compare over time is the ratio.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from backbreak.core.cues import Phase
from backbreak.core.dose import Limits, RoundState
from backbreak.core.journal import Feel
from backbreak.core.session import plan
from backbreak.core.settings import Look, Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.session.sounding import Silence
from backbreak.windows.session.window import SessionWindow

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
sys.path[0] = str(Path(__file__).parents[1])  # not this folder: it has a `resident` of its own
from resident.running import prepared, running  # noqa: E402

BARE_S = 6.0
TIMES = 5
FIRST_PAINT_S = 15.0
Paint = tuple[float, float]
"""Seconds to it, and the seconds of a core that its process took."""
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([]); window = QWidget(); window.setStyleSheet("background: white")
window.resize(1280, 800); window.show(); app.exec()
"""


@contextmanager
def screen(width: int, height: int) -> Iterator[str]:
    """The name of an X display nobody else is on; it is black until something is painted."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


class Unread(SessionLink):
    """A link whose reports nobody reads."""

    def beat(self, progress: Progress) -> None:
        """Nobody is there."""

    def finish(self, progress: Progress, completed: bool, feel: Feel | None = None) -> None:
        """Nobody is there."""


class Bare(QWidget):
    """A square that moves sixty times a second: what a window costs that does nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.step = self.paints = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=16)
        timer.timeout.connect(self.move_on)
        timer.start()

    def move_on(self) -> None:
        self.step += 1
        self.update(QRect(self.step % 600, 200, 304, 300))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("white"))
        painter.fillRect(QRect(self.step % 600 + 4, 200, 300, 300), QColor("teal"))
        painter.end()


class Watch(QObject):
    """Counts the paints of a widget by the phase they fall into, and the seconds of each phase."""

    def __init__(self, window: SessionWindow) -> None:
        super().__init__()
        self.window = window
        self.paints: Counter[Phase] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every event; stop none."""
        if event.type() == QEvent.Type.Paint:
            self.paints[self.window.player.frame.phase] += 1
        return False


def share_of(seconds: float) -> tuple[float, float]:
    """Let an event loop run; returns the share of a core it took, and the seconds it really ran."""
    loop = QEventLoop()  # not the application's: quitting that closes windows
    start, spent = time.perf_counter(), time.process_time()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    wall = time.perf_counter() - start
    return (time.process_time() - spent) / wall, wall


def bare_share(width: int, height: int) -> float:
    bare = Bare()
    bare.resize(width, height)
    bare.show()
    share, _ = share_of(BARE_S)
    bare.close()
    return share


def is_black() -> bool:
    """Tell whether the middle of the screen shows nothing yet."""
    shown = QGuiApplication.primaryScreen()
    box = shown.geometry().center()
    return shown.grabWindow(0, box.x(), box.y(), 4, 4).toImage().pixel(1, 1) & 0xFFFFFF == 0


def until(black: bool) -> float:
    """Wait until the screen's middle is black, or is not; returns the moment."""
    last = time.perf_counter() + FIRST_PAINT_S
    while is_black() is not black:
        assert time.perf_counter() < last, "nothing was painted"
    return time.perf_counter()


def core_s(pid: int) -> float:
    """Give the seconds of a core that a process has had, which a busy machine stretches less than time."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def first_paints(display: str) -> tuple[list[Paint], list[Paint]]:
    """The first paint of our window after the door's `start`, and of a bare one after its process's."""
    env = {"DISPLAY": display, "WAYLAND_DISPLAY": None, "DBUS_SESSION_BUS_ADDRESS": None}
    ours: list[Paint] = []
    bare: list[Paint] = []
    for _ in range(TIMES):
        until(black=True)
        with tempfile.TemporaryDirectory() as own:
            home = prepared(Path(own) / "home", '[look]\ntheme = "light"\n')
            with running(home, **env) as resident, resident.door() as door:
                begun = time.perf_counter()
                door.request("start", {"exercise": "opposite-arm-leg"})
                wall = until(black=False) - begun
                ours.append((wall, sum(core_s(pid) for pid in resident.windows())))
        until(black=True)
        begun = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", BARE], env=os.environ | {"DISPLAY": display}) as process:
            bare.append((until(black=False) - begun, core_s(process.pid)))
            process.terminate()
    return ours, bare


def play(width: int, height: int, seconds: float | None) -> None:
    """Play a session of the exercise that moves most, and say what it cost."""
    catalogue = load_catalogue()
    session = plan(catalogue.get("opposite-arm-leg"), 5, 0, Limits(), RoundState(1, 0, 145))
    window = SessionWindow(catalogue, Settings(look=Look(theme="light")), make_performer=Silence)
    window.play(Assignment("bench", session), Unread())
    figure, dial = Watch(window), Watch(window)
    window.page.figure.installEventFilter(figure)
    window.page.dial.installEventFilter(dial)
    window.resize(width, height)
    before = bare_share(width, height)
    window.show()
    share_of(0.2)
    begun_s = window.player.playback.position_s
    share, wall = share_of(seconds or session.seconds - 1.0 - begun_s)
    drift_ms = (begun_s + wall - window.player.playback.position_s) * 1000
    played = window.player.playback
    window.player.drop()  # hidden it would play on, and be counted as the bare window's
    window.hide()
    bare = (before + bare_share(width, height)) / 2
    lengths: Counter[Phase] = Counter()
    for cue in session.cues:
        lengths[cue.phase] += max(0.0, min(cue.end_s, played.position_s) - cue.start_s)  # type: ignore[assignment]
    print(f"{width} x {height}, {wall:.0f} s: paints a second of figure and ring")
    for phase, length in lengths.items():
        if length > 1:
            rates = (watch.paints[phase] / length for watch in (figure, dial))
            print(f"  {phase.value:8}", *(f"{rate:5.1f}" for rate in rates))
    print(f"{share:.1%} of a core; a bare window {bare:.1%}, so {share / bare:.1f} times that")
    print(f"the timeline {drift_ms:+.0f} ms off after {wall:.0f} s")


def main(width: int, height: int, seconds: float | None) -> None:
    """Measure first paints, then a session."""
    with screen(max(width, 1280), max(height, 800)) as display:
        os.environ |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        application = QApplication(sys.argv[:1])
        application.setQuitOnLastWindowClosed(False)
        ours, bare = first_paints(display)
        for what, paints in (("after the door's start", ours), ("of a bare window's process", bare)):
            walls, cores = ([paint[part] for paint in paints] for part in (0, 1))
            print(f"first paint {min(walls):.2f} s {what} (of {TIMES}: {shown(walls)}),", end=" ")
            print(f"{min(cores):.2f} s of a core in its process (of {TIMES}: {shown(cores)})")
        play(width, height, seconds)


def shown(numbers: list[float]) -> str:
    return " ".join(f"{number:.2f}" for number in numbers)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:4]]
    size = numbers[:2] if len(numbers) > 1 else (1280, 800)
    main(*size, float(numbers[2]) if len(numbers) > 2 else None)
