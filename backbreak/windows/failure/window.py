"""What happened, where the log is, and what helps whoever is to mend it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from backbreak.windows.buttons import PatientButton, Weight
from backbreak.windows.labels import label
from backbreak.windows.measures import APART_PX, BODY, EDGE_PX, GAP_PX, NEAR_PX, SMALL, TITLE
from backbreak.windows.window import Window
from backbreak.words import _
from backbreak.words.unforeseen import window_ended

USUAL = QSize(520, 260)


class FailureWindow(Window):
    """Shown by a process of its own, for the one that failed is gone."""

    def __init__(self, what: str, log_file: Path, home: Path | None, theme: str = "system") -> None:
        super().__init__(theme)
        self._what, self._log_file, self._home = what, log_file, home
        self._asking: QProcess | None = None
        self.make(USUAL)
        self.resize(self.width(), max(self.sizeHint().height(), self.heightForWidth(self.width())))

    def build(self) -> QWidget:
        """Make the words and two buttons."""
        self.call(_("Something went wrong · backbreak"), _("Something went wrong"))
        log = label(_("The log: %(log)s") % {"log": self._log_file}, SMALL, wrap=True)
        log.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        log.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        hint = _("The report says what works here and what does not, and nothing about you.")
        self._note = label(hint, SMALL, dim=True, wrap=True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX)
        column.setSpacing(NEAR_PX)
        column.addWidget(label(_("Something went wrong"), TITLE, bold=True, wrap=True))
        column.addWidget(label(window_ended(self._what), BODY, wrap=True))
        column.addWidget(log)
        column.addStretch(1)
        column.addSpacing(APART_PX)
        column.addWidget(self._note)
        column.addLayout(self._buttons())
        return body

    @property
    def note(self) -> QLabel:
        """The line above the buttons."""
        return self._note

    def copy(self) -> None:
        """Have the report made by the program that knows how, and put it on the clipboard."""
        if self._asking is not None:
            return
        self._note.setText(_("Examining this desktop…"))
        words = ["-m", "backbreak", "doctor", "--report"]
        self._asking = QProcess(self)
        self._asking.finished.connect(self._copied)
        self._asking.errorOccurred.connect(self._copied)
        self._asking.start(sys.executable, [*words, *(("--home", str(self._home)) if self._home else ())])

    def _copied(self) -> None:
        asked, self._asking = self._asking, None
        if asked is None:
            return
        text = bytes(asked.readAllStandardOutput().data()).decode(errors="replace")
        if text:
            QGuiApplication.clipboard().setText(f"{self._what}\n\n{text}")
            self._note.setText(_("Copied. Paste it into the bug report."))
        else:
            self._note.setText(_("That did not work: run backbreak doctor --report in a terminal."))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP_PX)
        row.addStretch(1)
        for weight, text, act in (
            (Weight.PLAIN, _("Copy for a bug report"), self.copy),
            (Weight.PRIMARY, _("Close"), self.close),
        ):
            button = PatientButton(weight, self)
            button.setText(text)
            button.setAccessibleName(text)
            button.clicked.connect(act)
            row.addWidget(button)
        return row
