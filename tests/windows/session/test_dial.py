"""The ring with the number: what is painted piece by piece is what painting all of it gives."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from scenes.stage import settle

from backbreak.core.cues import Phase
from backbreak.windows.palettes import Theme, palette_of
from backbreak.windows.screens import screen_of
from backbreak.windows.session.dial import Dial

PALETTE = palette_of(Theme.LIGHT)


@pytest.fixture
def dial(qtbot: QtBot) -> Dial:
    made = Dial("Inter", PALETTE)
    qtbot.addWidget(made)
    made.set_unit(1.0)
    with qtbot.waitExposed(made):
        made.show()
    return made


def seen(dial: Dial) -> QImage:
    return screen_of(dial).grabWindow(dial.winId()).toImage()


@pytest.mark.parametrize("steps", [[i / 120 for i in range(121)], [0.0, 0.02, 0.7, 0.71, 1.0], [0.5, 0.1]])
def test_a_ring_that_grew_in_pieces_looks_like_one_painted_at_once(
    qtbot: QtBot, dial: Dial, steps: list[float]
) -> None:
    for progress in steps:
        dial.show_state("4", "seconds", progress, PALETTE.phases[Phase.HOLD], False)
        settle(2)
    grown = seen(dial)
    dial.update()
    settle()
    whole = seen(dial)
    different = sum(
        abs(grown.pixelColor(x, y).lightness() - whole.pixelColor(x, y).lightness()) > 40
        for x in range(whole.width())
        for y in range(whole.height())
    )
    # A piece of the circle is another curve than the whole of it: its softened edge may be a shade off.
    assert different == 0
