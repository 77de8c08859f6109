"""What Qt's own list and scroll bars wear here: our colours, round corners, no bevels."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QMenu

from backbreak.windows.painting import is_stark
from backbreak.windows.palettes import Palette, mix

_BARS = """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: %(handle)s; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: %(soft)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
_LIST = """
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView { background: %(card)s; border: 1px solid %(line)s; border-radius: 12px; padding: 5px 1px;
  outline: 0; }
QTableView:focus { border: 2px solid %(accent)s; padding: 4px 0; }
QTableView::item { padding: 0 8px; border: none; color: %(text)s; }
QTableView::item:selected { background: %(accent)s; color: %(on_accent)s; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: %(soft)s; padding: 4px 11px; border: none;
  border-bottom: 1px solid %(line)s; font-weight: 600; }
QTableCornerButton::section { background: transparent; border: none; }
"""


def bars(palette: Palette) -> str:
    """Give the style of scroll bars."""
    return _BARS % _names(palette)


def table(palette: Palette) -> str:
    """Give the style of a list and its bars."""
    return (_LIST + _BARS) % _names(palette)


def edge(kind: str, palette: QPalette) -> str:
    """Give the style of a list or a menu that opens: in high contrast Qt's own edge is black on black."""
    ink = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    return f"{kind} {{ border: 1px solid {ink.name()}; }}" if is_stark(palette) else ""


def give_edge(menu: QMenu) -> None:
    """Have a menu wear that edge whenever it opens, in the palette of then."""
    menu.aboutToShow.connect(lambda: menu.setStyleSheet(edge("QMenu", menu.palette())))


def _names(palette: Palette) -> dict[str, str]:
    keys = ("card", "line", "soft", "text", "accent", "on_accent")
    names = {key: getattr(palette, key).name() for key in keys}
    return names | {"handle": mix(palette.card, palette.soft, 0.6).name()}
