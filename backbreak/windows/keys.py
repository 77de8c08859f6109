"""Which key was pressed, whatever script the keyboard writes: with a Cyrillic or Greek layout, too, the key
that has an S on it means S.

Qt names a key by the letter it writes. Where that is not a Latin one, the place of the key tells: X11 and
Wayland count places alike. On other systems such a key stays what Qt says.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ROWS = {24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
"""The letters of each row from its first key on, by that key's number."""
_LETTERS = {first + nth: ord(letter) for first, row in _ROWS.items() for nth, letter in enumerate(row)}
_LAST_LATIN = 0x24F
_FIRST_SPECIAL = int(Qt.Key.Key_Escape)


def key_of(event: QKeyEvent) -> int:
    """Give the key as Qt names it, or the Latin letter of its place where it writes another script."""
    key = event.key()
    if _LAST_LATIN < key < _FIRST_SPECIAL and sys.platform.startswith("linux"):
        return _LETTERS.get(event.nativeScanCode(), key)
    return key


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button if this is Enter, as Qt does for Space alone; a key held down presses once."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
    if enter:
        button.click()
    return enter
