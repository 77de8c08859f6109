"""How fast the figure paints, and what 60 frames a second cost of one core.

    python tests/bench/paint.py [WIDTH HEIGHT]        (1280 800)

First as many frames as will go, then a film at 60 a second in a real event loop. Offscreen unless
QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from backbreak.core.dose import Limits, RoundState
from backbreak.core.figure import choreograph, figure_at, parse
from backbreak.core.session import plan
from backbreak.storage.catalogue import load_catalogue, load_document
from backbreak.windows.figure_view import FigureView
from backbreak.windows.palettes import Theme, palette_of

SECONDS = 8.0


def main(width: int, height: int) -> None:
    """Measure every exercise."""
    app = QApplication(sys.argv[:1])
    poses = parse(load_document("poses.toml"))
    view = FigureView(poses.radii, palette_of(Theme.LIGHT))
    view.resize(width, height)
    view.show()
    app.processEvents()
    for exercise in load_catalogue():
        units = 2 if exercise.total_units > 1 else exercise.total_units
        session = plan(exercise, units, 0, Limits(seconds=300), RoundState(1, 0, 145))
        score = choreograph(poses, session.cues, exercise.pose)
        begun, count = time.perf_counter(), 0
        while time.perf_counter() - begun < 1.0:
            view.show_frame(figure_at(score, (count / 60) % session.seconds))
            app.processEvents()
            count += 1
        each_ms = (time.perf_counter() - begun) / count * 1000
        print(f"{exercise.id:24} {each_ms:.2f} ms a frame, {1000 / each_ms:.0f} frames a second at most")
    frames = 0

    def tick() -> None:
        nonlocal frames
        frames += 1
        view.show_frame(figure_at(score, (time.perf_counter() - start) % session.seconds))

    start, spent = time.perf_counter(), time.process_time()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(16)
    QTimer.singleShot(round(SECONDS * 1000), app.quit)
    app.exec()
    wall = time.perf_counter() - start
    share = (time.process_time() - spent) / wall
    print(f"figure alone, {width} x {height}: {frames / wall:.1f} frames a second, {share:.1%} of a core")


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:3]]
    main(*(arguments if len(arguments) == 2 else (1280, 800)))
