"""Photographs the control panel: every state, theme and way of reading, at 100 and 200 %.

    python tests/gallery/panel_shots.py FOLDER [WIDTH HEIGHT]

One file a picture (panel-sitting-light-ltr-200.png). Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from backbreak.core.settings import Settings
from backbreak.windows.application import make_application
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.panel.status import read_status, read_why
from backbreak.windows.panel.window import DEFAULT_SIZE, PanelWindow
from backbreak.windows.panel.wording import Clock
from backbreak.windows.prompt.offer import Suggestion

AT = Clock(UTC, datetime(2026, 11, 23, 12, 50, tzinfo=UTC))
OFFER = Suggestion("pelvis-lift", "Pelvis lift", "2 min · floor · mat")
REFUSED = "snooze: put off as often as allowed (3): start or skip this one"


def instant(clock: str) -> str:
    """An instant of that day, as the door tells it."""
    return f"2026-11-23T{clock}:00Z"


def told(phase: str, reason: str, text: str, **more: object) -> dict[str, object]:
    """A status document."""
    base: dict[str, object] = {
        "phase": phase,
        "reason": {"id": reason, "text": text},
        "deadline": instant("14:35"),
        "due": instant("14:35"),
        "sitting_since": instant("12:35"),
        "round": {"number": 3, "done": 23, "total": 145},
    }
    return base | more


INVITED = {"snooze_label": "Snooze 10 min", "skip_label": "Skip: next at 16:40"}
STATES: dict[str, Mapping[str, object]] = {
    "sitting": told("sitting", "sitting", "Next break at 14:35"),
    "prompting": told("prompting", "prompting", "A break is due: invited since 12:50", prompt=INVITED),
    "held": told(
        "held",
        "microphone",
        "A call: the microphone is in use since 12:41; the prompt waits, at most until 13:50",
        meeting_until=instant("13:30"),
    ),
    "snoozed": told("snoozed", "snoozed", "Snoozed until 13:00", deadline=instant("13:00")),
    "session": told("session", "session", "A break is going on since 12:50", sitting_since=None),
    "paused": told("paused", "paused", "Paused since 12:50, until you resume", deadline=None),
    "off": told(
        "off",
        "outside-hours",
        "Outside working hours until Tue 09:00",
        deadline=None,
        sitting_since=None,
    ),
}
WHY = {
    "reason": {"text": "A call: the microphone is in use since 12:41; the prompt waits, at most until 13:50"},
    "held": [{"text": "Break due: you are in a meeting; the prompt waits until 13:30"}],
    "holds": [
        {"reason": "do_not_disturb", "from": instant("10:05"), "to": instant("10:40")},
        {"reason": "microphone", "from": instant("12:41"), "to": None},
    ],
}


def picture(window: PanelWindow, ratio: float) -> QImage:
    """Paint a window as on a screen of that many pixels a point."""
    size = window.size()
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    window.render(image, QPoint())
    return image


def staged(name: str, theme: Theme) -> PanelWindow:
    """A window in one of the states, or "why", "refused", "gone"."""
    window = PanelWindow(theme.value)
    window.page.set_palette(palette_of(theme))
    if name == "gone":
        window.show_gone("the resident has gone: start it with backbreak")
        return window
    data = {"why": STATES["held"], "refused": STATES["prompting"]}.get(name) or STATES[name]
    window.page.show_status(read_status(data), OFFER, Settings().rhythm, AT)
    window.show_page()
    if name == "why":
        window.page.open_details(True)
        window.page.show_why(read_why(WHY), AT)
    if name == "refused":
        window.page.complain(REFUSED)
    return window


def photograph(folder: Path, size: QSize) -> None:
    """Take all pictures."""
    for theme in Theme:
        QApplication.setPalette(qt_palette(palette_of(theme)))
        for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            for name in (*STATES, "why", "refused", "gone"):
                window = staged(name, theme)
                window.setLayoutDirection(way)
                window.resize(size)
                for _round in range(5):  # words, then heights, then places
                    QApplication.processEvents()
                reading = "rtl" if way is Qt.LayoutDirection.RightToLeft else "ltr"
                for ratio in (1, 2):
                    file = folder / f"panel-{name}-{theme.value}-{reading}-{ratio}00.png"
                    picture(window, float(ratio)).save(str(file))
                window.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit("panel_shots.py: give a folder, e.g. panel_shots.py /tmp/shots 420 480")
    make_application(Settings())
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    photograph(target, QSize(int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) == 4 else DEFAULT_SIZE)
