"""Scroll bars that do not shout: a thin handle, seen only where there is something to scroll."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea

from backbreak.windows.palettes import Palette, mix

_STYLE = """
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar::handle:vertical {{ background: {handle}; border-radius: 3px; min-height: 28px; margin: 0 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def slim(area: QAbstractScrollArea, palette: Palette) -> None:
    """Give an area such a scroll bar in a palette's colours."""
    handle = mix(palette.soft, palette.ground, 0.4)
    area.verticalScrollBar().setStyleSheet(_STYLE.format(handle=handle.name()))
