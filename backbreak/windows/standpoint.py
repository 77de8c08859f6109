"""Where somebody is in a window: what has the keyboard, and how far each part is scrolled.

A window that is made anew, in another language or size of type, leaves nobody at its beginning.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

Place = tuple[tuple[str, int], ...]
"""From the top of a tree down: each time the class of a widget, and which of its kind among its siblings."""

_AROUND_PX = 40


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Taken of one tree of widgets, and found again in another one that was made alike."""

    keyboard: Place | None
    scrolled: tuple[tuple[Place, int], ...]

    @classmethod
    def of(cls, root: QWidget) -> Standpoint:
        """Take it."""
        focused = root.window().focusWidget()
        inside = focused is not None and root.isAncestorOf(focused)
        areas = [one for one in (root, *root.findChildren(QWidget)) if isinstance(one, QAbstractScrollArea)]
        moved = [(area, area.verticalScrollBar().value()) for area in areas]
        return cls(
            _place(focused, root) if focused is not None and inside else None,
            tuple((_place(area, root), value) for area, value in moved if value),
        )

    def give_keyboard(self, root: QWidget) -> bool:
        """Give the keyboard to what has taken the place of what had it; False where that cannot be."""
        found = None if self.keyboard is None else _at(self.keyboard, root)
        able = found is not None and found.isEnabled() and found.isVisibleTo(root)
        if found is None or not able or found.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return False
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def scroll(self, root: QWidget) -> None:
        """Scroll as far as before, and to what has the keyboard, once everything has its height."""
        focused = root.window().focusWidget()
        for place, value in self.scrolled:
            area = _at(place, root)
            if isinstance(area, QAbstractScrollArea):
                area.verticalScrollBar().setValue(value)
            if isinstance(area, QScrollArea) and focused is not None and area.isAncestorOf(focused):
                area.ensureWidgetVisible(focused, 0, _AROUND_PX)


def _place(widget: QWidget, root: QWidget) -> Place:
    steps, at = [], widget
    while at is not root and (parent := at.parentWidget()) is not None:
        steps.append((type(at).__name__, _alike(parent, type(at).__name__).index(at)))
        at = parent
    return tuple(reversed(steps))


def _at(place: Place, root: QWidget) -> QWidget | None:
    found = root
    for kind, nth in place:
        alike = _alike(found, kind)
        if nth >= len(alike):
            return None
        found = alike[nth]
    return found


def _alike(parent: QWidget, kind: str) -> list[QWidget]:
    """Give the parts of one kind, in their order."""
    parts = (one for one in parent.children() if isinstance(one, QWidget))
    return [one for one in parts if type(one).__name__ == kind]
