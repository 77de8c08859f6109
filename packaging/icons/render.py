"""Render the tray's icons from their drawings, at build time: the resident has nothing that could draw.

    python packaging/icons/render.py [FOLDER]

writes STATE-SIZE.argb beside the drawings, or into FOLDER: rows from the top, four bytes a pixel, alpha
first, not premultiplied, which is what a StatusNotifierItem sends over D-Bus. Strokes lie on whole pixels:
the drawing is on a grid of 24, and small/STATE-16.svg and STATE-22.svg are for panels of those sizes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).resolve().parents[2] / "resources" / "icons"
STATES = ("sitting", "due", "paused", "session", "quiet")
SMALL = Path(__file__).resolve().parent / "small"
GRIDS = {16: 16, 22: 22, 24: 24, 32: 16, 48: 24}
"""The sizes in pixels, and the grid of the drawing that is sharp there."""


def drawing_of(state: str, size: int) -> Path:
    """The drawing whose lines fall on the pixels of a size."""
    grid = GRIDS[size]
    return DRAWINGS / f"{state}.svg" if grid == 24 else SMALL / f"{state}-{grid}.svg"


def draw(drawing: Path, size: int) -> QImage:
    """One drawing at one size, on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def argb(image: QImage) -> bytes:
    """The pixels in network order; Qt keeps them in the machine's own."""
    pixels = bytes(image.constBits())
    if sys.byteorder == "big":
        return pixels
    swapped = bytearray(len(pixels))
    for channel in range(4):
        swapped[channel::4] = pixels[3 - channel :: 4]
    return bytes(swapped)


def main(folder: Path) -> None:
    for state in STATES:
        for size in GRIDS:
            (folder / f"{state}-{size}.argb").write_bytes(argb(draw(drawing_of(state, size), size)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else DRAWINGS)
