"""The figure looks exactly as it was last looked at: every exercise, both sides, and what is special.

A wanted change: `python tests/windows/figure/pictures.py`, look at the pictures, and commit them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from windows.figure.pictures import REFERENCE, SIZE, Shot, painted, shots

UNSEEN = 2
"""Of 255, in one channel: what another processor's sines and blending instructions may round otherwise."""
DIFFERENCES = Path("build/figure")


def differing(one: QImage, other: QImage) -> int:
    """The largest difference of any channel of any point, of 255."""
    plain = [image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other)]
    first, second = (bytes(image.constBits()) for image in plain)  # whose memory would be gone with them
    return max((abs(a - b) for a, b in zip(first, second, strict=True) if a != b), default=0)


def told(name: str, wanted: QImage, found: QImage) -> Path:
    """Write reference, picture and what differs side by side, four times enlarged; returns the file."""
    width, height = SIZE
    difference = QImage(wanted.convertToFormat(QImage.Format.Format_RGB32))
    difference.fill(QColor("white"))
    for y in range(height):
        for x in range(width):
            if wanted.pixel(x, y) & 0xFFFFFF != found.pixel(x, y) & 0xFFFFFF:
                difference.setPixelColor(x, y, QColor("red"))
    sheet = QImage(3 * width, height, QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    for place, image in enumerate((wanted, found, difference)):
        painter.drawImage(place * width, 0, image)
    painter.end()
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    path = DIFFERENCES / f"{name}.png"
    sheet.scaled(12 * width, 4 * height).save(str(path))
    return path


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("shot", tuple(shots()), ids=lambda shot: shot[0])
def test_the_figure_looks_as_it_did(shot: Shot) -> None:
    name, theme, what = shot
    wanted, found = QImage(str(REFERENCE / f"{name}.png")), painted(theme, what)
    assert not wanted.isNull(), f"there is no reference {name}.png: paint it with pictures.py and look at it"
    if differing(wanted, found) > UNSEEN:
        pytest.fail(f"{name} looks otherwise than its reference: see {told(name, wanted, found)}")


def test_every_reference_is_of_a_picture_that_there_is() -> None:
    assert {path.stem for path in REFERENCE.glob("*.png")} == {name for name, _, _ in shots()}
