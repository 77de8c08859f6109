"""Charts without their hues: whoever sees no green, or no colours at all, tells the outcomes apart."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from windows.auditing import luminance

from backbreak.core.entry import Outcome
from backbreak.windows.history.figures import LEVELS
from backbreak.windows.history.marks import ORDER, paint_mark
from backbreak.windows.history.year import Year
from backbreak.windows.palettes import Palette, Theme, palette_of

pytestmark = pytest.mark.usefixtures("qapp")

NO_GREEN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881))
"""What is left of linear red, green and blue without the middle cones (Machado and others, 2009)."""
AS_SEEN = {"without colours": None, "without green": NO_GREEN}


def marked(outcome: Outcome, palette: Palette) -> QImage:
    """The mark of an outcome on its card."""
    image = QImage(36, 24, QImage.Format.Format_RGB32)
    image.fill(palette.card)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QRectF(2, 2, 32, 20), outcome, palette, 4.0)
    painter.end()
    return image


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def light(colour: QColor, left: tuple[tuple[float, ...], ...] | None) -> float:
    """How light a colour is to an eye."""
    if left is None:
        return luminance(colour)
    parts = [linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF())]
    red, green, blue = (max(0.0, sum(a * b for a, b in zip(row, parts, strict=True))) for row in left)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lights(image: QImage, left: tuple[tuple[float, ...], ...] | None) -> list[float]:
    """How light each pixel is to an eye."""
    known: dict[int, float] = {}
    found = []
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixel(x, y)
            if pixel not in known:
                known[pixel] = light(QColor(pixel), left)
            found.append(known[pixel])
    return found


@pytest.mark.parametrize("eye", AS_SEEN)
@pytest.mark.parametrize("theme", Theme)
def test_no_two_outcomes_look_alike_to_any_eye(theme: Theme, eye: str) -> None:
    palette = palette_of(theme)
    seen = {outcome: lights(marked(outcome, palette), AS_SEEN[eye]) for outcome in ORDER}
    for one, other in combinations(ORDER, 2):
        pairs = zip(seen[one], seen[other], strict=True)
        apart = [(max(pair) + 0.05) / (min(pair) + 0.05) >= 1.2 for pair in pairs]
        assert sum(apart) >= 0.3 * len(apart), f"{one.value} and {other.value}"


@pytest.mark.parametrize("theme", Theme)
def test_a_fuller_day_of_the_year_is_larger_and_not_only_darker(theme: Theme) -> None:
    year = Year(palette_of(theme))
    areas = []
    for full in range(LEVELS + 1):
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.magenta)
        painter = QPainter(image)
        year._paint_day(painter, QRectF(0, 0, 24, 24), None)
        ground = image.copy()
        year._paint_day(painter, QRectF(0, 0, 24, 24), full)
        painter.end()
        areas.append(sum(image.pixel(x, y) != ground.pixel(x, y) for x in range(24) for y in range(24)))
    assert all(more >= fewer + 12 for fewer, more in pairwise(areas)), areas
