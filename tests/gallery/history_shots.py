"""Photographs the history window: empty, one day and ten years, every theme and way of reading.

    python tests/gallery/history_shots.py FOLDER [WIDTH HEIGHT [SCALE]]

One file a picture (history-years-light-ltr-overview.png). Offscreen unless QT_QPA_PLATFORM says otherwise;
SCALE is that of the type, 2 for twice as large.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from backbreak.core.entry import Entry, Feel, Held, Outcome
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.application import make_application
from backbreak.windows.history.figures import overview
from backbreak.windows.history.window import DEFAULT_SIZE, HistoryWindow
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme

TODAY = date(2026, 11, 26)
PARTS = (
    *("opposite-arm-leg", "leg-lifts", "pelvis-lift", "hip-flex", "opposite-arm-leg-prone", "lumbar"),
    *("obliques", "pelvis-lift", "lumbar", "opposite-arm-leg"),
)
UNITS = {"leg-lifts": 1, "hip-flex": 5, "lumbar": 8}
REASONS = ("microphone", "do_not_disturb", "no input", "fullscreen", "just back")


def entry(at: datetime, number: int, outcome: Outcome) -> Entry:
    """An entry as a working day makes them."""
    done = outcome in (Outcome.COMPLETED, Outcome.PARTIAL)
    part = PARTS[number % len(PARTS)]
    planned = UNITS.get(part, 5)
    units = planned if outcome is Outcome.COMPLETED else 2
    start = at - timedelta(minutes=25)
    held = (Held(REASONS[number // 4 % len(REASONS)], start, at - timedelta(minutes=3)),)
    return Entry(
        id=f"01JD{number:022}",
        at=at,
        utc_offset_min=60,
        device="desk-3fa1",
        outcome=outcome,
        prompted=None if outcome is Outcome.NATURAL else at - timedelta(seconds=150),
        round=1 + number // 24 if done else None,
        exercise=part if done else None,
        units=min(units, planned) if done else None,
        planned_units=planned if done else None,
        seconds=117.5,
        sat_s=5400 + number * 97 % 3600,
        held=held if number % 4 == 0 else (),
        feel=(Feel.BETTER, None, Feel.SAME)[number % 3] if done else None,
    )


def outcome_of(number: int) -> Outcome:
    """Mostly completed, with all the others among them."""
    return {3: Outcome.SKIPPED, 6: Outcome.NATURAL, 7: Outcome.PARTIAL, 13: Outcome.MISSED}.get(
        number % 17, Outcome.COMPLETED
    )


def day_of(day: date, first: int, count: int) -> Iterator[Entry]:
    """A day's entries, from nine o'clock on."""
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    for nth in range(count):
        at += timedelta(minutes=min(95, 780 // count), seconds=(first + nth) * 37 % 301)
        yield entry(at, first + nth, outcome_of(first + nth))


def journal(name: str) -> list[Entry]:
    """The entries of a state: "empty", "day" or "years"."""
    if name == "empty":
        return []
    if name == "day":
        return list(day_of(TODAY, 0, 4))
    found: list[Entry] = []
    for back in range(3650, -1, -1):
        day = TODAY - timedelta(days=back)
        holiday = day.timetuple().tm_yday in range(205, 226) or day.timetuple().tm_yday > 357
        if day.weekday() < 5 and not holiday:
            found += day_of(day, len(found), 5 if day == TODAY else 9 + day.toordinal() * 5 % 7)
    return found


def picture(window: HistoryWindow, ratio: float = 1.0) -> QImage:
    """Paint a window as on a screen of that many pixels a point."""
    image = QImage(window.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    window.render(image, QPoint())
    return image


def staged(entries: list[Entry], theme: Theme) -> HistoryWindow:
    """A window that shows a journal."""
    catalogue = load_catalogue()
    window = HistoryWindow(lambda: {one.id: one.name for one in catalogue}, theme.value)
    window.overview.set_palette(palette_of(theme))
    window.entries.set_palette(palette_of(theme))
    window.empty.rings.set_palette(palette_of(theme))
    window.show_history(overview(entries, catalogue, Settings(), TODAY), entries)
    window.show()
    return window


def photograph(folder: Path, size: QSize) -> None:
    """Take all pictures."""
    for name in ("empty", "day", "years"):
        entries = journal(name)
        for theme in Theme:
            QApplication.setPalette(qt_palette(palette_of(theme)))
            for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
                window = staged(entries, theme)
                window.setLayoutDirection(way)
                window.resize(size)
                reading = "rtl" if way is Qt.LayoutDirection.RightToLeft else "ltr"
                for nth, page in enumerate(("overview", "entries")):
                    window.turn_to(nth)
                    if nth:
                        window.entries.choose(2)
                        window.entries.offer(can_undo=False)
                    for _round in range(6):  # words, then heights, then places
                        QApplication.processEvents()
                    file = folder / f"history-{name}-{theme.value}-{reading}-{page}.png"
                    picture(window).save(str(file))
                window.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4, 5):
        sys.exit("history_shots.py: give a folder, e.g. history_shots.py /tmp/shots 980 820")
    application = make_application(Settings())
    if len(sys.argv) == 5:
        larger = application.font()
        larger.setPointSizeF(larger.pointSizeF() * float(sys.argv[4]))
        application.setFont(larger)
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    photograph(target, QSize(int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else DEFAULT_SIZE)
