"""Harmed pictures: refused in one line, or drawn within a moment; never a crash or a hang."""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from fuzz.mutators import harmed
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from storage.test_pictures import SVG, png, svg

from backbreak.core.exercise import Pictures
from backbreak.storage.pictures import PictureError, read_picture
from backbreak.windows.pictures import drawing_of

WHOLE = (
    SVG.encode(),
    svg('<defs><linearGradient id="a"><stop offset="0.5" stop-color="red"/></linearGradient></defs>'
        '<g id="b" transform="rotate(9) scale(2 3)"><rect width="9" height="9" fill="url(#a)" rx="2"/></g>'
        '<use href="#b" x="20"/><text font-size="12" x="9" y="50">Arm <tspan dy="3">up</tspan></text>'
        '<ellipse cx="50" cy="50" rx="9" ry="4" stroke-dasharray="3 1 4" stroke="#123"/>').encode(),
    png(),
    png(300, 90),
)  # fmt: skip
NUMBERS = (b"0", b"-1", b"1e9", b"1e-9", b"1e38", b"nan", b"99999999999999999999", b"0.0000001", b"360")


def campaign(seed: int, count: int, folder: Path) -> int:
    """Read and draw that many harmed pictures; gives how many were drawn."""
    app = QGuiApplication.instance() or QGuiApplication([])
    chance, drawn = Random(seed), 0
    pictures = Pictures({}, None, str(folder))
    surface = QImage(160, 100, QImage.Format.Format_RGB32)
    for number in range(count):
        content = _numbers(chance)
        if chance.random() < 0.5:
            content = harmed(chance.choice(WHOLE), chance, WHOLE, most=2)
        (folder / "a.svg").write_bytes(content)
        began = time.process_time()
        try:
            drawing = drawing_of(read_picture(pictures, "a.svg"))
        except PictureError as error:
            assert str(error).isprintable() and len(str(error)) < 600, (seed, number)
            continue
        if drawing is not None:
            painter = QPainter(surface)
            drawing.paint(painter, QRectF(0, 0, 160, 100))
            painter.end()
            drawn += 1
        assert time.process_time() - began < 10, (seed, number, content)
    del app
    return drawn


def _numbers(chance: Random) -> bytes:
    """A drawing in which some numbers are others."""
    parts = chance.choice(WHOLE[:2]).split(b'"')
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(1, len(parts), 2)
        words = parts[at].split(b" ")
        words[chance.randrange(len(words))] = chance.choice(NUMBERS)
        parts[at] = b" ".join(words)
    return b'"'.join(parts)

