"""The card itself. It never takes the focus: stray keys go on to the window being typed in.

Only a click on its empty part, which nobody does by accident twice, lets the keyboard in; then Tab moves and
Esc closes. Nothing can be pressed for the first 1.5 s after it is seen, and there is no default button.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from backbreak.windows.announcement import announce
from backbreak.windows.buttons import PatientButton, Weight
from backbreak.windows.labels import label
from backbreak.windows.painting import is_stark, thinned
from backbreak.windows.prompt import offer, placing
from backbreak.windows.prompt.picture import figure_size
from backbreak.words import _
from backbreak.words.sentences import sentence

WAIT_MS = 1_500
SETTLE_MS = 120
RETELL_MS = 15_000
RADIUS_PX = 14.0

FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class PromptCard(QWidget):
    """Shows a Prompt and says once by `chosen` what was answered: "start", "snooze", "stretch" or "skip"."""

    accessible_role = QAccessible.Role.Window

    chosen = Signal(str)

    def __init__(self, prompt: offer.Prompt, wait_ms: int = WAIT_MS) -> None:
        super().__init__(None, FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._prompt = prompt
        self._told = QElapsedTimer()
        self._answered = False
        self._seen = False
        self._build()
        self._wait = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=wait_ms)
        self._wait.valueChanged.connect(self._waited)
        self._waited(0.0)
        # A window manager that frames the window late leaves Qt believing that it stands at 0, 0.
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._fit)
        self._wait.finished.connect(self._fit)
        retell = QTimer(self, interval=RETELL_MS)
        retell.timeout.connect(self._tell)
        retell.start()
        self.tell(prompt)
        self.setFocus()  # the card, not a button, is what a key would reach

    def tell(self, prompt: offer.Prompt) -> None:
        """Show this prompt from now on; the length of sitting counts on by itself."""
        if prompt is not self._prompt or not self._told.isValid():
            self._told.start()
        self._prompt = prompt
        self.setWindowTitle(_("Time for a break"))
        self.setAccessibleName(_("backbreak: time for a break"))
        for button, words in (
            (self._start, prompt.start_label),
            (self._snooze, prompt.snooze_label),
            (self._stretch, prompt.stretch_label),
            (self._skip, prompt.skip_label),
        ):
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(words)
            button.setVisible(bool(words))
        self._rows.addWidget(self._start, 0, 0, 1, 1 if prompt.snooze_label else 2)
        for place, button in enumerate((self._snooze, self._stretch, self._skip), start=1):
            self._rows.addWidget(button, *divmod(place, 2))
        widest = max(one.sizeHint().width() for one in self._buttons() if one is not self._cross)
        for column in (0, 1):
            self._rows.setColumnStretch(column, 1)
            self._rows.setColumnMinimumWidth(column, widest)
        self._cross.setAccessibleName(offer.closing(prompt))
        self._cross.setToolTip(offer.closing(prompt))
        self._tell()

    def suggest(self, suggestion: offer.Suggestion | None, picture: QWidget | None) -> None:
        """Show which exercise it would be, with its picture."""
        if suggestion is not None:
            self._exercise.setText(suggestion.name)
            self._needs.setText(suggestion.needs)
        for line in (self._exercise, self._needs):
            line.setVisible(suggestion is not None)
        if picture is not None:
            picture.setFixedSize(figure_size())
            self._middle.insertWidget(0, picture)
        self._fit()

    def complain(self, why: str) -> None:
        """Say why the answer was refused, and take another."""
        self._answered = False
        self._note.setText(sentence(why))
        self._note.setVisible(True)
        self._waited(1.0)
        self._fit()

    def _build(self) -> None:
        self._headline = label("", 1.2, bold=True)
        self._note = label("", 0.92, dim=True)
        self._exercise = label("", 1.0)
        self._needs = label("", 0.92, dim=True)
        for line in (self._exercise, self._needs):
            line.hide()
        self._cross = PatientButton(Weight.CROSS, self)
        self._start = PatientButton(Weight.PRIMARY, self)
        self._snooze = PatientButton(Weight.PLAIN, self)
        self._stretch = PatientButton(Weight.PLAIN, self)
        self._skip = PatientButton(Weight.PLAIN, self)
        answers = ("start", "snooze", "stretch", "skip", "snooze")
        for button, answer in zip(self._buttons(), answers, strict=True):
            button.clicked.connect(lambda _checked=False, answer=answer: self._choose(answer))
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addStretch()
        for line in (self._headline, self._exercise, self._needs, self._note):
            texts.addWidget(line)
        texts.addStretch()
        self._middle = QHBoxLayout()
        self._middle.setSpacing(16)
        self._middle.setContentsMargins(4, 0, 4, 0)
        self._middle.addLayout(texts, 1)
        self._middle.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QGridLayout()
        self._rows.setSpacing(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 16, 12, 12)  # the buttons keep room around them for the focus ring
        whole.setSpacing(10)
        whole.addLayout(self._middle)
        whole.addLayout(self._rows)
        for before, after in pairwise(self._buttons()):
            self.setTabOrder(before, after)

    def _buttons(self) -> tuple[PatientButton, ...]:
        """In the order of Tab."""
        return (self._start, self._snooze, self._stretch, self._skip, self._cross)

    def _tell(self) -> None:
        since = timedelta(milliseconds=self._told.elapsed())
        headline = offer.headline(self._prompt, since)
        if headline != self._headline.text():
            self._headline.setText(headline)
            self.setAccessibleDescription(headline)
        note = offer.cost(self._prompt)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._fit()

    def _fit(self) -> None:
        """Take the size the words need, keeping the lower right corner where it is."""
        self.adjustSize()
        if self.isVisible():
            self.move(placing.corner(self.size()))

    def _waited(self, part: float) -> None:
        for button in self._buttons():
            button.set_waited(part)

    def _patient(self) -> bool:
        return self._start.isEnabled() and not self._answered

    def _choose(self, answer: str) -> None:
        if self._patient():
            self._answered = True
            for button in self._buttons():
                button.setEnabled(False)
            self.chosen.emit(answer)

    def appear(self) -> None:
        """Show the card in its corner; the wait begins when it is first painted."""
        self._fit()
        self.move(placing.corner(self.size()))
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.screenRemoved.connect(self._fit)  # it may have been ours
        self.show()
        if not self._prompt.silent:
            announce(self, self._headline.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._seen:
            self._seen = True
            self._wait.start()
            self._settling.start()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        shape = self._shape()
        painter.fillPath(shape, palette.color(QPalette.ColorRole.Window))
        edge = thinned(palette.color(QPalette.ColorRole.WindowText), 1.0 if is_stark(palette) else 0.22)
        painter.setPen(QPen(edge, 1))
        painter.drawPath(shape)

    def _shape(self) -> QPainterPath:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PX, RADIUS_PX)
        return shape

    def resizeEvent(self, event: QResizeEvent) -> None:
        # A mask, not a translucent window: without a compositor that would have black corners.
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS_PX + 0.5, RADIUS_PX + 0.5)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._patient() and (handle := self.windowHandle()):
            handle.setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
            handle.requestActivate()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._choose("snooze")
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is a snooze, never a silent skip; whoever listens to `chosen` hides the card."""
        if event.spontaneous():
            event.ignore()
            self._choose("snooze")
