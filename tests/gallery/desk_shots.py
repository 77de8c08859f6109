"""Photographs the desk page: every state, theme and way of reading, at 100 and 200 %.

    python tests/gallery/desk_shots.py FOLDER [WIDTH HEIGHT]

One file a picture (desk-refused-light-ltr-200.png). Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from backbreak.core.dose import Ledger, Limits
from backbreak.core.figure import parse
from backbreak.storage.catalogue import load_catalogue, load_document
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.desk.page import DeskPage
from backbreak.windows.look import load_fonts, palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.session.scaled import tint, unit_for

LEDGER = Ledger(
    round=3,
    _done={"opposite-arm-leg": 5, "pelvis-lift": 10, "hip-flex": 4, "leg-lifts": 1},
    _last={"opposite-arm-leg": 3, "pelvis-lift": 2, "hip-flex": 4, "leg-lifts": 1},
)
REFUSED = "start: a session is going on: finish or stop that one first"
PEAK_S = 2.6
"""Where the film stands in a picture: near the end of the first movement, arrows and all."""


def outlook(seconds: float = 120.0) -> Outlook:
    """The third round, some of it done."""
    return Outlook.of(LEDGER, load_catalogue(), Limits(seconds=seconds), date(2026, 11, 23))


def chosen(exercise: str) -> Callable[[DeskPage], None]:
    """Show an exercise, the keyboard in the list."""

    def act(page: DeskPage) -> None:
        page.show_outlook(outlook(), exercise)
        page.choices.setFocus()

    return act


def instead(page: DeskPage) -> None:
    """Press "Can't do this here"."""
    page.show_outlook(outlook(), "obliques")
    page.instead.setFocus()
    page.instead.click()


def refused(page: DeskPage) -> None:
    """Be refused."""
    page.show_outlook(outlook())
    page.complain(REFUSED)


STATES: dict[str, Callable[[DeskPage], None]] = {
    "empty": lambda page: None,
    "next": lambda page: page.show_outlook(outlook()),
    **{f"chosen-{name}": chosen(name) for name in load_catalogue().ids},
    "instead": instead,
    "refused": refused,
    "too-short": lambda page: page.show_outlook(outlook(60.0), "leg-lifts"),
}


def picture(shell: QWidget, ratio: float) -> QImage:
    """Paint a window as on a screen of that many pixels a point."""
    size = shell.size()
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    shell.render(image, QPoint())
    return image


def photograph(folder: Path, size: QSize) -> None:
    """Take all pictures."""
    poses, family = parse(load_document("poses.toml")), load_fonts()
    for theme in Theme:
        palette = palette_of(theme)
        QApplication.setPalette(qt_palette(palette))
        for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            for name, act in STATES.items():
                shell = QWidget()
                shell.setLayoutDirection(way)
                tint(shell, palette)
                page = DeskPage(poses, family, palette)
                page.setParent(shell)
                for each in (shell, page):
                    each.resize(size)
                page.set_unit(unit_for(size))
                shell.show()
                act(page)
                page.film.freeze(PEAK_S)
                QApplication.processEvents()
                reading = "rtl" if way is Qt.LayoutDirection.RightToLeft else "ltr"
                for ratio in (1, 2):
                    file = folder / f"desk-{name}-{theme.value}-{reading}-{ratio}00.png"
                    picture(shell, float(ratio)).save(str(file))
                shell.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit("desk_shots.py: give a folder, e.g. desk_shots.py /tmp/shots 720 560")
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    photograph(target, QSize(int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) == 4 else QSize(960, 700))
