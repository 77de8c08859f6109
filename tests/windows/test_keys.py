"""Keys by their place, where the keyboard writes another script."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from backbreak.windows.keys import key_of

CYRILLIC = {"E": (26, 0x423), "S": (39, 0x42B), "M": (58, 0x42C), "H": (43, 0x420), "O": (32, 0x429)}


def pressed(key: int, place: int) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, place, 0, 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="places are counted otherwise there")
@pytest.mark.parametrize("letter", CYRILLIC)
def test_a_letter_of_another_script_is_the_latin_one_of_its_place(letter: str) -> None:
    place, key = CYRILLIC[letter]
    assert key_of(pressed(key, place)) == ord(letter)


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (int(Qt.Key.Key_O), 39),  # Dvorak: what it writes goes before its place
        (int(Qt.Key.Key_Odiaeresis), 47),
        (int(Qt.Key.Key_Left), 113),
        (int(Qt.Key.Key_Escape), 9),
        (0x416, 47),  # a letter where Latin has none
        (0x423, 0),  # a keyboard on the screen has no places
    ],
)
def test_every_other_key_is_what_it_writes(key: int, place: int) -> None:
    assert key_of(pressed(key, place)) == key
