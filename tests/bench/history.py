"""How soon ten years show: `PYTHONPATH=tests python tests/bench/history.py [TURNS]`.

Opens the history's window on a journal of 30,000 entries and tells how long after its first paint everything
was read, folded and painted, over some turns. The budget is 0.5 s. Not a test: a busy machine would fail it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.journal import ten_years
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from backbreak.core.journal import encode
from backbreak.core.settings import Settings
from backbreak.storage.places import places_for
from backbreak.windows.alone import Home
from backbreak.windows.application import make_application
from backbreak.windows.history.program import HistoryProgram
from backbreak.windows.history.window import HistoryWindow


def measure(folder: Path) -> tuple[float, float]:
    """Seconds from the window's making to its first paint, and from there to the whole."""
    home = Home(places_for(folder), Settings())
    begin = time.perf_counter()
    window = HistoryWindow(home.names)
    seen: list[float] = []
    window.painted.connect(lambda: seen.append(time.perf_counter()))  # before the program reads
    program, read = HistoryProgram(home, window), QEventLoop()
    window.painted.connect(read.quit)
    program.start()
    read.exec()
    QApplication.processEvents()
    window.repaint()
    painted = time.perf_counter()
    window.close()
    window.deleteLater()
    return seen[0] - begin, painted - seen[0]


def main(turns: int = 7) -> None:
    """Print the best and the middle turn."""
    application = make_application(Settings())
    with tempfile.TemporaryDirectory() as own:
        journal = places_for(Path(own)).journal_dir("")
        journal.mkdir(parents=True)
        lines = (encode(entry) for entry in ten_years(30_000))
        (journal / "desk-3fa1.jsonl").write_text("\n".join(lines) + "\n", encoding="ascii")
        times = sorted((measure(Path(own)) for _turn in range(turns)), key=lambda one: one[1])
    for name, (first, whole) in (("best", times[0]), ("middle", times[len(times) // 2])):
        print(f"{name:7} first paint {first:.3f} s  all of it {whole:.3f} s later")
    application.quit()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
