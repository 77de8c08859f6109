"""Words, dots and keys in the place they have: whole strokes, no word alone on a line, as wide as need be."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows.session.looking import held

from backbreak.windows.look import font, load_fonts, palette_of
from backbreak.windows.palettes import Theme
from backbreak.windows.session.dots import RepDots, Row
from backbreak.windows.session.fitting import Fit, even_width, lengths
from backbreak.windows.session.scaled import DEFAULT_SIZE, BigWord
from backbreak.windows.session.strip import shared

ALONE = "Du bist aufgestanden und hast dich gestreckt."


def inked(widget: QWidget) -> int:
    """On how many rows of a widget's picture there is anything."""
    image = widget.grab().toImage()
    wide, ground = image.width(), image.pixel(image.width() - 1, 0)
    return sum(any(image.pixel(x, y) != ground for x in range(wide)) for y in range(image.height()))


def word_in(word: str, high: int | None = None) -> BigWord:
    """A large word in its usual height, or in another one."""
    big = BigWord(load_fonts(), 104)
    big.set_unit(1.0)
    big.setFixedWidth(800)
    if high is not None:
        big.setFixedHeight(high)
    big.show_word(word, QColor("red"))
    return big


@pytest.mark.parametrize("word", ["رفع", "خفض", "إيقاف", "أحسنت", "Angehalten", "Prepárate"])
@pytest.mark.usefixtures("qapp")
def test_no_stroke_of_a_large_word_is_cut_whatever_the_script(word: str) -> None:
    assert abs(inked(word_in(word)) - inked(word_in(word, 400))) <= 1


@pytest.mark.usefixtures("qapp")
def test_no_word_stands_alone_on_the_last_line() -> None:
    made = font(load_fonts(), 30, QFont.Weight.DemiBold)
    whole = int(lengths(ALONE, made, 10_000)[0])
    width = whole - 60
    assert len(lengths(ALONE, made, width)) == 2 and lengths(ALONE, made, width)[1] < 0.4 * width
    even = even_width(ALONE, made, width)
    first, last = lengths(ALONE, made, even)
    assert even < width and min(first, last) > 0.6 * max(first, last)
    assert even_width(ALONE, made, whole + 2) == whole + 2, "it is one line"
    assert even_width(ALONE.replace(" und", "\nund"), made, width) == width, "the break is meant"


@pytest.mark.usefixtures("qapp")
def test_a_paragraph_that_is_evened_still_holds_its_words(qtbot: QtBot) -> None:
    label = Fit(load_fonts(), 30, QFont.Weight.DemiBold, lines=3)
    qtbot.addWidget(label)
    label.setText(ALONE)
    label.set_colour(QColor("black"))
    for width in range(260, 720, 20):
        label.resize(width, label.heightForWidth(width))
        assert label.holds_its_words(), width
        assert even_width(ALONE, label.fitted(), width) <= width


def test_keys_are_alike_but_for_those_that_need_more() -> None:
    assert shared([50, 60, 70, 80], 400) == [100, 100, 100, 100]
    assert shared([50, 160, 70, 80], 400) == [80, 160, 80, 80]
    uneven = shared([50, 160, 70, 110], 400)
    assert sum(uneven) == pytest.approx(400)
    assert all(wide >= need for wide, need in zip(uneven, [50, 160, 70, 110], strict=True))


@pytest.mark.usefixtures("qapp")
def test_many_dots_take_two_lines_rather_than_be_dust(qtbot: QtBot) -> None:
    pictures = {}
    for label in ("Reps", "Wiederholungen"):
        dots = RepDots(load_fonts(), palette_of(Theme.LIGHT))
        qtbot.addWidget(dots)
        dots.resize(300, 72)
        dots.show_rows((Row(label, 16, frozenset(), None),))
        assert dots.holds_its_rows()
        pictures[label] = inked(dots)
    assert pictures["Wiederholungen"] > 1.3 * pictures["Reps"]


@pytest.mark.usefixtures("qapp")
def test_rows_of_dots_grow_smaller_before_one_of_them_is_cut(qtbot: QtBot) -> None:
    dots = RepDots(load_fonts(), palette_of(Theme.LIGHT))
    qtbot.addWidget(dots)
    dots.show_rows(tuple(Row(label, 5, frozenset(), None) for label in ("Left", "Right")))
    dots.resize(300, 72)
    assert dots.fitted_unit() == 1.0 and dots.holds_its_rows()
    dots.resize(300, 56)
    assert dots.fitted_unit() < 1.0 and dots.holds_its_rows()
    dots.resize(300, 20)
    assert not dots.holds_its_rows()


def test_the_rows_of_both_sides_are_seen_above_two_rows_of_keys(qtbot: QtBot, make_window) -> None:
    window = make_window("opposite-arm-leg")
    page = window.page
    page.keys["skip"].may_say("Überspringen und weitergehen" * 2)
    window.resize(DEFAULT_SIZE)
    held(qtbot, window)
    QApplication.processEvents()
    assert page.controls.rows == 2 and page.dots.holds_its_rows()


@pytest.mark.parametrize("text", ["أسفل الظهر", "من الآن فصاعدًا يُستبعد تمرين رفع الحوض."])
@pytest.mark.parametrize("size_px", [15, 21, 27, 60])
@pytest.mark.usefixtures("qapp")
def test_no_stroke_above_or_below_the_line_of_a_paragraph_is_cut(
    qtbot: QtBot, size_px: int, text: str
) -> None:
    rows = []
    for lines in (2, 1):
        label = Fit(load_fonts(), size_px, QFont.Weight.DemiBold, lines)
        qtbot.addWidget(label)
        label.set_colour(QColor("red"))
        label.setText(text)
        label.resize(1900, label.heightForWidth(1900) if lines > 1 else 200)
        rows.append(inked(label))
    assert rows[0] == rows[1], "the second one has all the room in the world"
