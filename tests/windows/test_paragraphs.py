"""Where one reads from the right, the lines of a paragraph begin straight below each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from backbreak.windows.labels import label
from backbreak.windows.look import load_fonts
from backbreak.windows.session.fitting import Fit
from backbreak.windows.session.scaled import Text

WORDS = "إطالة الجسم إلى الأمام إطالة الجسم إلى الأمام إطالة الجسم إلى الأمام"
WIDE, HIGH = 220, 160


@pytest.fixture(autouse=True)
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def edges(image: QImage) -> list[int]:
    """How far right each line of writing reaches, from above."""
    found, inside = list[int](), False
    for y in range(image.height()):
        dark = [x for x in range(image.width()) if image.pixelColor(x, y).lightness() < 110]
        if dark and not inside:
            found.append(0)
        if dark:
            found[-1] = max(found[-1], dark[-1])
        inside = bool(dark)
    return found


def made(kind: str) -> QLabel:
    if kind == "label":
        return label("", 1.6, wrap=True)
    family = load_fonts()
    part = Fit(family, 21, lines=4) if kind == "fit" else Text(family, 21, wraps=True)
    part.set_unit(1.0)
    part.set_colour(QColor("black"))
    return part


@pytest.mark.parametrize("kind", ["label", "fit", "text"])
def test_the_lines_of_a_paragraph_begin_at_one_edge(qtbot: QtBot, kind: str) -> None:
    part = made(kind)
    qtbot.addWidget(part)
    part.setText(WORDS)
    if kind == "text":
        part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    part.resize(WIDE, HIGH)
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    part.render(image)
    lines = [edge for edge in edges(image) if edge > WIDE - 30]
    assert len(lines) >= 3 and max(lines) - min(lines) <= 1, lines


def test_no_stroke_of_another_script_is_cut_off_where_it_reaches_above_the_line(qtbot: QtBot) -> None:
    part, english = Text(load_fonts(), 30), Text(load_fonts(), 30)
    for one, words in ((part, "أثناء"), (english, "Low and long")):
        qtbot.addWidget(one)
        one.set_unit(1.0)
        one.setText(words)
        one.set_colour(QColor("black"))
        one.resize(one.sizeHint())
    assert part.height() > english.height()
    image = part.grab().toImage()
    assert all(image.pixelColor(x, 0).lightness() > 110 for x in range(image.width()))


def test_each_line_is_read_from_its_own_side(qtbot: QtBot) -> None:
    pictures = []
    since = "الجلوس منذ \u206812:35\u2069"
    for first in ("Nobody", "أحد"):
        part = label(f"{first}\n{since}", 2.0, wrap=True)
        qtbot.addWidget(part)
        part.setStyleSheet("color: black; background: white")
        part.resize(300, 120)
        image = part.grab().toImage()
        pictures.append(image.copy(0, 60, 300, 60))
    assert pictures[0] == pictures[1]
