"""The tray's pictures: drawn for the pixels of each size a panel has, and from the drawing above that."""

from __future__ import annotations

import sys
from array import array

from PySide6.QtGui import QIcon, QImage, QPixmap

from backbreak.storage.places import resource

SIZES_PX = (16, 22, 24, 32, 48)
LARGER_PX = (64, 96, 128)
"""Qt makes no picture larger than it is."""


def picture(name: str) -> QIcon:
    """The picture of this name in every size; StorageError when it is not installed."""
    made, drawing = QIcon(), QIcon(str(resource(f"icons/{name}.svg")))
    for size in SIZES_PX:
        made.addPixmap(_read(name, size))
    for size in LARGER_PX:
        made.addPixmap(drawing.pixmap(size, size))
    made.setIsMask(True)  # where menu bars have one colour, in that one
    return made


def _read(name: str, size: int) -> QPixmap:
    """The pixels as they lie on disk: alpha first, in network order; Qt has them in the machine's."""
    pixels = array("I", resource(f"icons/{name}-{size}.argb").read_bytes())
    if sys.byteorder == "little":
        pixels.byteswap()
    image = QImage(pixels.tobytes(), size, size, 4 * size, QImage.Format.Format_ARGB32)
    return QPixmap.fromImage(image.copy())  # the image only borrows its pixels
