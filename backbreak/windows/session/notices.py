"""What stands for a while in place of the usual words: how it is easier, why nothing was swapped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from backbreak.windows.session.lines import Lines

STANDS_MS = 12_000


class Notices(QObject):
    """At most one at a time; `changed` says that the words are others now."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._caption = self._following = ""
        self._timer = QTimer(self, singleShot=True, interval=STANDS_MS)
        self._timer.timeout.connect(self.forget)

    def caption(self, text: str, for_good: bool = False) -> None:
        """Put this in place of what is to be done; `for_good` until it is forgotten."""
        self._put(text, "", for_good)

    def following(self, text: str) -> None:
        """Put this in place of what comes next."""
        self._put("", text, for_good=False)

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

    def _put(self, caption: str, following: str, for_good: bool) -> None:
        self._caption, self._following = caption, following
        if for_good:
            self._timer.stop()
        else:
            self._timer.start()
        self.changed.emit()
