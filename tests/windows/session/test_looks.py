"""What the session window looks like: nothing clipped in any size, nothing wobbles, words stand out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backbreak.core.cues import Phase
from backbreak.core.playback import advance
from backbreak.windows.palettes import Theme, palette_of
from backbreak.windows.session.fitting import Fit
from backbreak.windows.session.scaled import DEFAULT_SIZE
from backbreak.windows.session.window import SessionWindow

EXERCISES = [
    "opposite-arm-leg",
    "opposite-arm-leg-prone",
    "leg-lifts",
    "pelvis-lift",
    "hip-flex",
    "lumbar",
    "obliques",
    "stand-and-stretch",
]
SIZES = [(720, 560), (960, 700), (1920, 1080), (1100, 560), (720, 1000), (1080, 1920)]


def every_phase(window: SessionWindow) -> Iterator[Phase]:
    """Put the window in the middle of every cue, one after the other."""
    player = window.player
    for cue in player.playback.plan.cues:
        middle_s = (cue.start_s + cue.end_s) / 2
        player._playback, _ = advance(player.playback, middle_s - player.playback.position_s)
        window.flow.show_moment()
        QApplication.processEvents()
        yield cue.phase


def clipped(window: SessionWindow) -> list[str]:
    """Every visible text that does not fit the place it has, and whatever lies over something else."""
    page, found = window.page, []
    texts = [text for text in window.findChildren(QLabel) if text.isVisible() and text.text()]
    keys = [key for key in window.findChildren(QPushButton) if key.isVisible()]
    for text in texts:
        if isinstance(text, Fit):
            fits = text.holds_its_words()
        else:
            wraps = int(Qt.TextFlag.TextWordWrap) if text.wordWrap() else 0
            room = QRect(0, 0, text.width(), 10_000)
            needed = text.fontMetrics().boundingRect(room, wraps, text.text())
            fits = needed.width() <= text.width() + 1 and needed.height() <= text.height() + 1
        if not fits:
            found.append(f"{text.text()!r} does not fit {text.size()}")
    found += [f"button {key.text()!r} of {key.size()}" for key in keys if not key.holds_its_words()]
    word = QFontMetricsF(page.word.word_font()).horizontalAdvance(page.word.accessibleName())
    if page.isVisible() and word > page.word.width():
        found.append(f"word {page.word.accessibleName()!r}")
    return found + out_of_place(window, [*texts, *keys, *_pictures(window)])


def _pictures(window: SessionWindow) -> list[QWidget]:
    page, end = window.page, window.end_page
    return [one for one in (page.figure, page.dial, page.dots, page.word, end.ring) if one.isVisible()]


def out_of_place(window: SessionWindow, parts: Sequence[QWidget]) -> list[str]:
    """Whatever hangs out of the window or lies over something else."""
    boxes = {part: QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts}
    found = [f"{_name(part)} at {box}" for part, box in boxes.items() if not window.rect().contains(box)]
    for one, other in combinations(parts, 2):
        if boxes[one].intersects(boxes[other]):
            found.append(f"{_name(one)} at {boxes[one]} over {_name(other)} at {boxes[other]}")
    return found


def _name(part: QWidget) -> str:
    text = part.text() if isinstance(part, QLabel | QPushButton) else part.accessibleName()
    return f"{type(part).__name__} {text!r}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_nothing_is_clipped(qtbot: QtBot, make_window, exercise_id: str, size: tuple[int, int]) -> None:
    window = make_window(exercise_id, units=16 if exercise_id == "lumbar" else 2)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    window.player._timer.stop()
    assert (window.width(), window.height()) == size
    for phase in every_phase(window):
        assert not clipped(window), phase
    window.player._playback, _ = advance(window.player.playback, 1e6)
    window.player._finish()
    QApplication.processEvents()
    assert window.end_page.isVisible() and not clipped(window)


def test_phase_word_and_number_can_be_read_from_two_metres(qtbot: QtBot, make_window) -> None:
    window = make_window("opposite-arm-leg")
    window.resize(DEFAULT_SIZE)  # the offscreen platform's screen is smaller
    window.show()
    qtbot.waitExposed(window)
    window.player._timer.stop()
    for phase in every_phase(window):
        assert window.page.word.word_font().pixelSize() >= 100, phase
        number, _ = window.page.dial.fonts()
        assert number.pixelSize() >= 100


def test_nothing_moves_while_words_and_numbers_change(qtbot: QtBot, make_window) -> None:
    window = make_window("opposite-arm-leg")
    window.show()
    qtbot.waitExposed(window)
    window.player._timer.stop()
    page = window.page
    places = set()
    for _ in every_phase(window):
        parts = (page.figure, page.dial, page.dots, page.word, page.round, *page.keys.values())
        places.add(tuple((part.pos().x(), part.pos().y(), part.width(), part.height()) for part in parts))
    assert len(places) == 1


def test_all_digits_have_one_width(qtbot: QtBot, make_window) -> None:
    window = make_window()
    number, _ = window.page.dial.fonts()
    widths = [QFontMetricsF(number).horizontalAdvance(digit) for digit in "0123456789"]
    assert max(widths) - min(widths) < 0.5


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(a: QColor, b: QColor) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", Theme)
def test_words_stand_out_from_their_ground(theme: Theme) -> None:
    palette = palette_of(theme)
    for name, colour in {"text": palette.text, "soft": palette.soft, **palette.phases}.items():
        assert contrast(colour, palette.ground) >= 4.5, f"{theme.value} {name}"
    assert contrast(palette.soft, palette.track) >= 3.0
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.accent, palette.ground) >= 3.0


def test_light_is_light_and_dark_is_dark(qtbot: QtBot, make_window) -> None:
    shades = {}
    for theme in ("light", "dark"):
        window = make_window("hip-flex", theme=theme)
        image: QImage = window.grab().toImage()
        shades[theme] = image.pixelColor(4, image.height() // 2).lightnessF()
    assert shades["light"] > 0.85 and shades["dark"] < 0.2


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_ring_and_the_figure_move_during_a_lift_or_a_stretch(
    qtbot: QtBot, make_window, exercise_id: str
) -> None:
    window = make_window(exercise_id)
    moving = next(
        cue
        for cue in window.player.playback.plan.cues
        if cue.phase in (Phase.LIFT, Phase.HOLD) and cue.seconds > 1
    )
    pictures = []
    for at_s in (moving.start_s + 0.1, moving.start_s + 0.5 * min(moving.seconds, 3.0)):
        player = window.player
        player._playback, _ = advance(player.playback, at_s - player.playback.position_s)
        window.flow.show_moment()
        pictures.append((window.page.figure.grab().toImage(), window.page.dial.grab().toImage()))
    assert pictures[0][0] != pictures[1][0] and pictures[0][1] != pictures[1][1]
