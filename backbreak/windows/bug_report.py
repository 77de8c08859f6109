"""The report for a bug, made by the program that knows how, and put on the clipboard."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtGui import QGuiApplication

from backbreak.words import _

END_WITHIN_MS = 1000


class BugReport(QObject):
    """Makes one report at a time; the process takes seconds, and the window goes on meanwhile."""

    told = Signal(str)
    """What is to be said of it: that it is being made, that it was copied, or that there is none."""

    def __init__(self, home: Path | None, parent: QObject | None = None) -> None:
        """Take the folder the home was named by where it is a portable one."""
        super().__init__(parent)
        self._home, self._before = home, ""
        self._asking: QProcess | None = None

    def copy(self, what: str = "") -> None:
        """Have it made, with what went wrong before it."""
        if self._asking is not None:
            return
        self._before = what
        self.told.emit(_("Examining this desktop…"))
        words = ["-m", "backbreak", "doctor", "--report"]
        self._asking = QProcess(self)
        self._asking.finished.connect(self._copied)
        self._asking.errorOccurred.connect(self._copied)
        self._asking.start(sys.executable, [*words, *(("--home", str(self._home)) if self._home else ())])

    def end(self) -> None:
        """Make none any more, and say nothing of it."""
        asked, self._asking = self._asking, None
        if asked is not None:
            asked.kill()
            asked.waitForFinished(END_WITHIN_MS)

    def _copied(self) -> None:
        asked, self._asking = self._asking, None
        if asked is None:
            return
        text = bytes(asked.readAllStandardOutput().data()).decode(errors="replace")
        asked.deleteLater()
        if text:
            QGuiApplication.clipboard().setText("\n\n".join(filter(None, (self._before, text))))
            self.told.emit(_("Copied. Paste it into the bug report."))
        else:
            self.told.emit(_("That did not work: run backbreak doctor --report in a terminal."))
