"""What the desk page looks like: nothing clipped in any size or language, the figure large, focus visible."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from backbreak.windows.desk.page import DeskPage
from backbreak.windows.palettes import Theme, palette_of
from backbreak.windows.session.scaled import Text

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

SIZES = [(720, 560), (960, 700), (1100, 560), (1280, 800), (1920, 1080), (720, 1280), (800, 1200)]


def clipped(page: DeskPage) -> list[str]:
    """Every visible text that does not fit the place it has."""
    found = []
    for text in page.findChildren(Text):
        if not text.isVisible() or not text.text():
            continue
        wraps = int(Qt.TextFlag.TextWordWrap) if text.wordWrap() else 0
        needed = text.fontMetrics().boundingRect(QRect(0, 0, text.width(), 10_000), wraps, text.text())
        if needed.width() > text.width() + 1 or needed.height() > text.height() + 1:
            found.append(f"{text.text()!r} needs {needed.size()} and has {text.size()}")
        scrolled = page.words.isAncestorOf(text)
        if not scrolled and text.mapTo(page, QPoint(text.width(), text.height())).y() > page.height():
            found.append(f"{text.text()!r} hangs out")
    for button in (page.start, page.instead, page.close_key):
        words = QFontMetricsF(button.font()).horizontalAdvance(button.text())
        inside = page.rect().contains(button.geometry())
        if not inside or words > button.width():
            found.append(f"button {button.text()!r} at {button.geometry()}")
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_clipped_and_nothing_has_to_be_scrolled(make_page, size: tuple[int, int]) -> None:
    page = make_page(size)
    for row in range(page.choices.count()):
        page.choices.setCurrentRow(row)
        QApplication.processEvents()
        assert (page.width(), page.height()) == size
        assert not clipped(page)
        assert page.words.verticalScrollBar().maximum() == 0
        assert page.choices.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_figure_is_large_and_stays_where_it_is(make_page, size: tuple[int, int]) -> None:
    page = make_page(size)
    places = set()
    for row in range(page.choices.count()):
        page.choices.setCurrentRow(row)
        QApplication.processEvents()
        places.add(page.film.geometry().getRect())
    assert len(places) == 1
    _x, _y, width, height = places.pop()
    assert height >= 0.36 * size[1] and width >= 0.5 * size[0]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_words_two_fifths_longer_still_fit(qtbot, make_page, monkeypatch, size: tuple[int, int]) -> None:
    def longer(text: str) -> str:
        return text + " " + "langsam " * round(len(text) * 0.4 / 8) if text else text

    for module in ("wording", "frame", "startbutton"):
        monkeypatch.setattr(f"backbreak.windows.desk.{module}._", longer)
    page = make_page(size)
    for details in page.words.pages:
        for text in details.findChildren(Text):
            if text is not details.share:  # made of words that are longer already
                text.setText(longer(text.text()))
        details.caution.updateGeometry()
    page.words._heights.clear()
    page.arrange()
    qtbot.waitUntil(lambda: not clipped(page))
    unscrolled = page.words.verticalScrollBar().maximum() == 0
    assert unscrolled or page.film.height() <= 0.31 * (page.film.height() + page.words.height())
    page.complain(lambda: "Start: a break is going on: finish or stop that one first, or wait for its end.")
    qtbot.waitUntil(lambda: not clipped(page))
    assert (page.width(), page.height()) == size
    assert page.film.height() > 0.2 * size[1]


def ink(text: Text) -> tuple[int, int]:
    """How far the ink of a label is from its left and its right edge."""
    image = text.grab().toImage()
    ground = image.pixel(0, 0)
    column = range(image.height())
    inked = [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in column)]
    return inked[0], image.width() - 1 - inked[-1]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_line_begins_where_reading_begins(make_page, direction: Qt.LayoutDirection) -> None:
    page = make_page()
    page.setLayoutDirection(direction)
    page.complain(lambda: "Instead: something else.")
    QApplication.processEvents()
    details = page.words.seen
    for text in (details.name, details.share, *details._steps, details.caution.text, page.note):
        left, right = ink(text)
        leading, trailing = (left, right) if direction is Qt.LayoutDirection.LeftToRight else (right, left)
        assert leading < 4 and trailing > leading, text.text()
    words, bar = details.caution.text.geometry(), details.caution._bar
    assert words.left() > bar if leading == left else details.caution.width() - words.right() > bar


def test_a_window_can_be_made_smaller_again(make_page) -> None:
    page = make_page((1920, 1080))
    page.resize(720, 560)
    page.set_unit(0.75)
    QApplication.processEvents()
    assert (page.width(), page.height()) == (720, 560)
    assert not clipped(page)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_window_that_was_made_another_size_looks_like_one_that_was_born_so(make_page, size) -> None:
    born, made = make_page(size), make_page((1400, 900))
    made.resize(*size)
    made.set_unit(born._unit)
    for page in (born, made):
        page.show_outlook(page._outlook, "obliques")
        QApplication.processEvents()
    assert made.film.geometry() == born.film.geometry()
    assert made.words.geometry() == born.words.geometry()
    assert made.choices.geometry() == born.choices.geometry()


def test_the_focus_is_seen_wherever_it_is(make_page) -> None:
    page = make_page()
    page.activateWindow()
    for widget in (page.start, page.instead, page.close_key, page.choices):
        page.heading.setFocus()
        without = page.grab().toImage()
        widget.setFocus()
        assert widget.grab().toImage() != without.copy(widget.geometry()), widget


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_paints_its_own_ground(make_page, theme: Theme) -> None:
    page = make_page(theme=theme)
    image = page.start.grab().toImage()
    accent = palette_of(theme).accent
    assert image.pixelColor(image.width() // 2, image.height() - 10).rgb() == accent.rgb()
