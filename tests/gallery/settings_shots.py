"""Photographs the settings' window: every part of the page, every theme and way of reading.

    python tests/gallery/settings_shots.py FOLDER [WIDTH HEIGHT [SCALE]]

One file a picture (settings-hours-light-ltr.png). Offscreen unless QT_QPA_PLATFORM says otherwise; SCALE is
that of the type, 2 for twice as large.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from backbreak.core.settings import Settings
from backbreak.storage.places import places_for
from backbreak.storage.settings import load
from backbreak.windows.alone import Home
from backbreak.windows.application import make_application
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.settings.making import makings_of
from backbreak.windows.settings.program import SettingsProgram
from backbreak.windows.settings.window import DEFAULT_SIZE, SettingsWindow

WRITTEN = """
[rhythm]
sitting_limit_min = 90
snooze_min = 15

[hours]
monday = ["09:00-12:30", "13:30-18:00"]
tuesday = ["09:00-12:30", "13:30-18:00"]
wednesday = ["09:00-12:30", "13:30-18:00"]
thursday = ["22:00-02:00"]
friday = ["09:00-12:30"]
saturday = ["10:00-12:00"]

[session]
exclude = ["hip-flex"]
"""
PARTS = ("rhythm", "hours", "session", "sound", "look")


def settle() -> None:
    """Words, then heights, then places."""
    for _round in range(8):
        QApplication.processEvents()


def photograph(folder: Path, size: QSize | None) -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as root:
        places = places_for(Path(root))
        places.ensure()
        places.settings_file.write_text(WRITTEN)
        for theme in Theme:
            QApplication.setPalette(qt_palette(palette_of(theme)))
            for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
                QApplication.setLayoutDirection(way)
                home = Home(places, load(places)[0])
                window = SettingsWindow(makings_of(home), theme.value)
                window.dress(palette_of(theme))
                program = SettingsProgram(home, window)
                window.resize(size or DEFAULT_SIZE)
                program.start()
                settle()
                reading = "rtl" if way is Qt.LayoutDirection.RightToLeft else "ltr"
                for part in PARTS:
                    window.go(part)
                    settle()
                    window.grab().save(str(folder / f"settings-{part}-{theme.value}-{reading}.png"))
                for word in ("snooze", "zebra"):
                    window.head.search.setText(word)
                    settle()
                    window.grab().save(str(folder / f"settings-{word}-{theme.value}-{reading}.png"))
                window.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4, 5):
        sys.exit("settings_shots.py: give a folder, e.g. settings_shots.py /tmp/shots 980 800")
    application = make_application(Settings())
    if len(sys.argv) == 5:
        larger = application.font()
        larger.setPointSizeF(larger.pointSizeF() * float(sys.argv[4]))
        application.setFont(larger)
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    photograph(target, QSize(int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else None)
