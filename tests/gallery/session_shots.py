"""Photographs the session's window in every state, theme and way of reading, at 100 and 200 %.

    python tests/gallery/session_shots.py FOLDER [WIDTH HEIGHT]

One file a picture (states/hold-dark-rtl-200.png), and one sheet a state (index-hold.png). Offscreen unless
QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from states import STATES, State

from backbreak.core.catalogue import Catalogue
from backbreak.core.settings import Look, Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.places import places_for
from backbreak.windows.care.window import CareWindow
from backbreak.windows.look import font, load_fonts, palette_of, qt_palette
from backbreak.windows.palettes import Palette, Theme
from backbreak.windows.session.sounding import Silence
from backbreak.windows.session.window import SessionWindow

WAYS = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}
RATIOS = (1, 2)
LABEL = 30
GAP = 12
SHRUNK = 0.5
"""On a sheet pictures stand at this share of their size."""


class Dressed(SessionWindow):
    """A session window in a theme of ours, whatever the desktop asks for."""

    theme = Theme.LIGHT

    def _palette(self) -> Palette:
        return palette_of(self.theme)


def session_window(
    catalogue: Catalogue, home: Path, theme: Theme, size: QSize, act: State, motion: str
) -> QWidget:
    """A window brought into a state."""
    Dressed.theme = theme
    settings = Settings(look=Look(motion=motion))
    window = Dressed(catalogue, settings, places=places_for(home), make_performer=Silence)
    window.resize(size)
    window.setLayoutDirection(QApplication.layoutDirection())
    window.show()
    act(window)
    return window


def picture(window: QWidget, ratio: float) -> QImage:
    """Paint a window as on a screen of that many pixels a point."""
    image = QImage(window.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    window.render(image, QPoint())
    return image


def sheet(images: dict[str, QImage], family: str) -> QImage:
    """Lay the pictures of one state out, a row for each theme."""
    columns = len(WAYS) * len(RATIOS)
    size = next(iter(images.values())).deviceIndependentSize() * SHRUNK
    step_x, step_y = int(size.width()) + GAP, int(size.height()) + GAP + LABEL
    rows = -(-len(images) // columns)
    whole = QImage(columns * step_x + GAP, rows * step_y + GAP, QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.gray)
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(font(family, 18, QFont.Weight.DemiBold))
    for index, (name, image) in enumerate(images.items()):
        x, y = GAP + index % columns * step_x, GAP + index // columns * step_y
        painter.drawText(QRectF(x, y, size.width(), LABEL), Qt.AlignmentFlag.AlignVCenter, name)
        shrunk = image.scaled(
            size.toSize() * 2, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(QRectF(x, y + LABEL, size.width(), size.height()), shrunk)
    painter.end()
    return whole


def photograph(folder: Path, size: QSize, home: Path) -> None:
    """Take all pictures, and lay out a sheet for each state."""
    catalogue, family = load_catalogue(), load_fonts()
    (folder / "states").mkdir(parents=True, exist_ok=True)
    for state in (*STATES, "care"):
        images: dict[str, QImage] = {}
        for theme, (reading, way) in product(Theme, WAYS.items()):
            QApplication.setPalette(qt_palette(palette_of(theme)))
            QApplication.setLayoutDirection(way)
            if state == "care":
                window: QWidget = CareWindow()
                window.show()
            else:
                # The end's ring has come to rest where movement is reduced.
                motion = "reduced" if state.startswith("end") else "full"
                window = session_window(catalogue, home, theme, size, STATES[state], motion)
            QApplication.processEvents()
            for ratio in RATIOS:
                name = f"{state}-{theme.value}-{reading}-{ratio}00"
                images[name] = picture(window, float(ratio))
                images[name].save(str(folder / "states" / f"{name}.png"))
            window.hide()
            window.deleteLater()
        sheet(images, family).save(str(folder / f"index-{state}.png"))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit("session_shots.py: give a folder, e.g. session_shots.py /tmp/shots 720 560")
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    application.setStyle("Fusion")
    application.setFont(font(load_fonts(), 13))
    wanted = QSize(int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) == 4 else QSize(960, 700)
    with tempfile.TemporaryDirectory() as own:
        photograph(Path(sys.argv[1]), wanted, Path(own))
