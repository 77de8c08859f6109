"""What stands for a while in place of the usual words: how it is easier, why nothing was swapped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from backbreak.windows.session.lines import Lines

SHORT_MS, LONG_MS = 6_000, 12_000
"""What is to be done now is missed sooner than what comes next."""


class Notices(QObject):
    """At most one at a time; `changed` says that the words are others now."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._caption = self._following = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.forget)

    def caption(self, text: str, for_good: bool = False) -> None:
        """Put this in place of what is to be done; `for_good` until it is forgotten."""
        self._put(text, "", None if for_good else SHORT_MS)

    def following(self, text: str) -> None:
        """Put this in place of what comes next."""
        self._put("", text, LONG_MS)

    def forget(self) -> None:
        """The usual words again."""
        self._timer.stop()
        if self._caption or self._following:
            self._caption = self._following = ""
            self.changed.emit()

    def over(self, lines: Lines) -> Lines:
        """Give the words with what stands in place of some of them."""
        return replace(
            lines, caption=self._caption or lines.caption, following=self._following or lines.following
        )

    def _put(self, caption: str, following: str, for_ms: int | None) -> None:
        self._caption, self._following = caption, following
        if for_ms is None:
            self._timer.stop()
        else:
            self._timer.start(for_ms)
        self.changed.emit()
