"""Painting must not use up None.

PySide6 6.12.0 loses one reference to None with nearly every void call on Python 3.10 and 3.11: a fresh
process has about five thousand, so an animated window dies within seconds with "none_dealloc", while short
tests pass. This paints thousands of times and counts. It can fail: with that version the count falls by about
one a call, tens of thousands in all, and the margin below is 200. From Python 3.12 on None is immortal and
cannot be used up; then that is what is asserted.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from backbreak.core.figure import parse, still
from backbreak.storage.catalogue import load_document
from backbreak.windows.figure_stage import Stage
from backbreak.windows.palettes import Theme, palette_of

PAINTS = 1500
MARGIN = 200
IMMORTAL = sys.version_info >= (3, 12)


def paint_often(count: int) -> None:
    """Paint a small figure, several void calls each time."""
    poses = parse(load_document("poses.toml"))
    stage = Stage(palette_of(Theme.LIGHT), poses.radii)
    frame = still(poses, "side_raise")
    image = QImage(64, 40, QImage.Format.Format_ARGB32_Premultiplied)
    for _ in range(count):
        painter = QPainter(image)
        stage.paint(painter, QRectF(0, 0, 64, 40), frame)
        painter.end()


@pytest.mark.skipif(IMMORTAL, reason="None is immortal from Python 3.12 on and cannot be used up")
@pytest.mark.usefixtures("qapp")
def test_thousands_of_paints_do_not_use_up_none() -> None:
    paint_often(10)
    before = sys.getrefcount(None)
    paint_often(PAINTS)
    assert abs(sys.getrefcount(None) - before) < MARGIN


@pytest.mark.skipif(not IMMORTAL, reason="None is counted before Python 3.12; the test above counts it")
@pytest.mark.usefixtures("qapp")
def test_none_is_immortal_here() -> None:
    before = sys.getrefcount(None)
    kept = [None] * 10_000
    paint_often(10)
    assert sys.getrefcount(None) == before and len(kept) == 10_000
