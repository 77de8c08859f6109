"""What the session window looks like: nothing clipped in any size, nothing wobbles, words stand out."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows.auditing import contrast
from windows.session.looking import clipped, every_phase, held

from backbreak.core.cues import Phase
from backbreak.core.playback import advance
from backbreak.windows.palettes import Theme, palette_of, touched
from backbreak.windows.session.scaled import DEFAULT_SIZE

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


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_nothing_is_clipped(qtbot: QtBot, make_window, exercise_id: str, size: tuple[int, int]) -> None:
    window = make_window(exercise_id, units=16 if exercise_id == "lumbar" else 2)
    window.resize(*size)
    held(qtbot, window)
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
    held(qtbot, window)
    for phase in every_phase(window):
        assert window.page.word.word_font().pixelSize() >= 100, phase
        number, _ = window.page.dial.fonts()
        assert number.pixelSize() >= 100


def test_nothing_moves_while_words_and_numbers_change(qtbot: QtBot, make_window) -> None:
    window = make_window("opposite-arm-leg")
    held(qtbot, window)
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


@pytest.mark.parametrize("theme", Theme)
def test_words_stand_out_from_their_ground(theme: Theme) -> None:
    palette = palette_of(theme)
    for name, colour in {"text": palette.text, "soft": palette.soft, **palette.phases}.items():
        assert contrast(colour, palette.ground) >= 4.5, f"{theme.value} {name}"
    assert contrast(palette.soft, palette.track) >= 3.0
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.accent, palette.ground) >= 3.0
    assert contrast(palette.text, touched(palette, 0.75)) >= 4.5, "while it is pressed"


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
