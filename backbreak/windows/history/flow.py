"""A layout that goes on in the next line where the present one is full, in the direction of reading."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget


def pair(words: QWidget, control: QWidget, gap_px: int) -> QWidget:
    """Have a control and the words that name it go to the next line together."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap_px)
    line.addWidget(words)
    line.addWidget(control)
    control.setSizePolicy(QSizePolicy.Policy.Maximum, control.sizePolicy().verticalPolicy())
    return both


class Flow(QLayout):
    """As high as its lines need at a width; everything in a line stands on one middle."""

    def __init__(self, gap_px: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap_px)
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem, /) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """One of them; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """One of them, which is no longer among them."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes what it is given across, and no more than it needs down."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Give the height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, box: QRect, /) -> None:
        """Place everything."""
        super().setGeometry(box)
        self._arrange(box, place=True)

    def sizeHint(self) -> QSize:
        """Wish for one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Hold the widest of them."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _arrange(self, box: QRect, *, place: bool) -> int:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            size.setWidth(min(size.width(), max(box.width(), item.minimumSize().width())))
            if lines[-1] and used + size.width() > box.width():
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + self.spacing()
        y = box.y()
        for line in lines:
            high = max((size.height() for _item, size in line), default=0)
            if place:
                self._place(line, QRect(box.x(), y, box.width(), high))
            y += high + self.spacing()
        return y - self.spacing() - box.y()

    def _place(self, line: list[tuple[QLayoutItem, QSize]], box: QRect) -> None:
        owner = self.parentWidget()
        rtl = isinstance(owner, QWidget) and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0
        for item, size in line:
            left = box.right() + 1 - x - size.width() if rtl else box.x() + x
            item.setGeometry(QRect(QPoint(left, box.y() + (box.height() - size.height()) // 2), size))
            x += size.width() + self.spacing()
