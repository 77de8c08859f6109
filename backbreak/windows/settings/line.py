"""A line of text: written when Enter is pressed or the keyboard goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSizePolicy, QWidget

from backbreak.core.fields import Value
from backbreak.windows import measures
from backbreak.windows.history.flow import Flow
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.settings.control import Control, paint_face, paint_ring, undoes
from backbreak.words import _

_ROOM_PX = measures.FOCUS_ROOM_PX
_QT_ROOM_PX = 2
"""What Qt leaves beside the words of a field, besides their margins."""


class Line(QLineEdit):
    """A field in the same dress as the controls beside it."""

    def __init__(self, width_em: float = 16.0) -> None:
        super().__init__()
        self._width_em = width_em
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        margin = round(_ROOM_PX) + measures.NEAR_PX
        self.setTextMargins(margin, 0, margin, 0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def begin_with_the_rest(self) -> None:
        """Begin at the side where reading begins, also with digits and letters that run from the left."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    @property
    def inset(self) -> int:
        """How far from its edge the words begin, in pixels."""
        return self.textMargins().left() + _QT_ROOM_PX

    def sizeHint(self) -> QSize:
        """Room for what is usual in it."""
        em = self.fontMetrics().height()
        return QSize(round(em * self._width_em), round(em + 16 + 2 * _ROOM_PX))

    def minimumSizeHint(self) -> QSize:
        """It may become narrower: its text is scrolled."""
        return QSize(self.fontMetrics().height() * 7, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Take back what is just being typed, and leave all else to the window."""
        if undoes(event) and not self.isModified():
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face below the text, and the ring around both."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_ROOM_PX, _ROOM_PX, -_ROOM_PX, -_ROOM_PX)
        paint_face(painter, self, box, measures.CONTROL_RADIUS_PX)
        if self.hasFocus():
            around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            paint_ring(painter, self, around, measures.CONTROL_RADIUS_PX + 2)
        painter.end()
        super().paintEvent(event)


class Text(Control):
    """A setting that is one line of text."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.line = Line(20)
        self.line.setPlaceholderText(hint)
        self._shown = ""
        self.line.editingFinished.connect(self.flush)

    def parts(self) -> Sequence[QWidget]:
        """The field."""
        return (self.line,)

    def show_value(self, value: Value) -> None:
        """Show a text; one that is just being typed is left alone."""
        if self.line.isModified() and self.line.hasFocus():
            return
        self._shown = str(value)
        self.line.setText(self._shown)

    def flush(self) -> None:
        """Ask for what has been typed."""
        typed = self.line.text().strip()
        self.line.setModified(False)
        if typed != self._shown:
            self._shown = typed
            self.asked.emit(typed)


class Folder(Text):
    """A setting that is a folder: typed, or chosen among those there are."""

    def __init__(self, usual: str, present: Callable[[], str]) -> None:
        """`usual` is where it is when nothing is set, `present` where it is now."""
        super().__init__(usual)
        self._present = present
        self.choose = Key(Face.PLAIN)
        self.choose.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choose.show_choice(Choice(_("Choose…")))
        self.choose.clicked.connect(self._ask_where)
        whole = Flow(measures.NEAR_PX)
        whole.addWidget(self.line)
        whole.addWidget(self.choose)
        self.setLayout(whole)

    def parts(self) -> Sequence[QWidget]:
        """The field and the button."""
        return (self.line, self.choose)

    def call(self, name: str, help_: str) -> None:
        """Be called so by whoever hears it."""
        super().call(name, help_)
        self.choose.setAccessibleName(_("Choose…"))  # which is what it shows, too
        self.choose.setAccessibleDescription(name)

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), _("Journal folder"), self._present())
        if chosen:
            self.take(chosen)

    def take(self, chosen: str) -> None:
        """Ask for this folder."""
        self.line.setText(chosen)
        self.flush()
