"""What happened, where the log is, and what helps whoever is to mend it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from backbreak.windows.bug_report import BugReport
from backbreak.windows.buttons import PatientButton, Weight
from backbreak.windows.labels import label
from backbreak.windows.measures import APART_PX, BODY, EDGE_PX, GAP_PX, NEAR_PX, SMALL, TITLE
from backbreak.windows.window import Window
from backbreak.words import _
from backbreak.words.unforeseen import window_ended

USUAL = QSize(520, 260)
_IN_PX = 4
"""So far words stand in, for the buttons' faces to stand below them: those leave room for a ring."""


class FailureWindow(Window):
    """Shown by a process of its own, for the one that failed is gone."""

    def __init__(self, what: str, log_file: Path, home: Path | None, theme: str = "system") -> None:
        super().__init__(theme)
        self._what, self._log_file = what, log_file
        self._report = BugReport(home, self)
        self.make(USUAL)
        self._report.told.connect(self._tell)
        self._fit()
        self.rebuilt.connect(self._fit)

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
        across = EDGE_PX - _IN_PX
        column.setContentsMargins(across, EDGE_PX, across, EDGE_PX)
        column.setSpacing(NEAR_PX)
        column.addWidget(label(_("Something went wrong"), TITLE, bold=True, wrap=True))
        column.addWidget(label(window_ended(self._what), BODY, wrap=True))
        column.addWidget(log)
        column.addStretch(1)
        column.addSpacing(APART_PX)
        column.addWidget(self._note)
        for words in body.findChildren(QLabel):
            words.setContentsMargins(_IN_PX, 0, _IN_PX, 0)
        column.addLayout(self._buttons())
        return body

    def _fit(self) -> None:
        """Be as high as all the words need."""
        self.take(QSize(self.width(), max(self.sizeHint().height(), self.heightForWidth(self.width()))))

    @property
    def note(self) -> QLabel:
        """The line above the buttons."""
        return self._note

    def copy(self) -> None:
        """Have the report made, and put it on the clipboard."""
        self._report.copy(self._what)

    def _tell(self, words: str) -> None:
        self._note.setText(words)

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
