"""How the session window goes: at once from the screen, for good when what was done is on disk."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

LONGEST_GOODBYE_MS = 5000
"""The entry is safe with the resident or in the state file long before; a window must not stay for ever."""


class _Leaving(Enum):
    """How far the window is on its way out."""

    NO = auto()
    WAITING = auto()
    GONE = auto()


class Goodbye(QObject):
    """`gone` is emitted once: after `leave_after`, when there is nothing that has to be answered."""

    gone = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._leaving = _Leaving.NO
        self._owed = False

    @property
    def said(self) -> bool:
        """Whether the window is on its way out."""
        return self._leaving is not _Leaving.NO

    def owe(self) -> None:
        """There is something to report, or that has been reported and is not answered yet."""
        self._owed = True

    def settle(self) -> None:
        """All that was reported is on disk."""
        self._owed = False
        if self._leaving is _Leaving.WAITING:
            self._go()

    def leave_after(self, report: Callable[[], object]) -> None:
        """Have the end reported, and go: now, or as soon as the report is answered."""
        self._leaving = _Leaving.WAITING
        report()
        if self._owed:
            QTimer.singleShot(LONGEST_GOODBYE_MS, self, self._go)
        else:
            self._go()

    def _go(self) -> None:
        if self._leaving is not _Leaving.GONE:
            self._leaving = _Leaving.GONE
            self.gone.emit()
