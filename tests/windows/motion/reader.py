"""Prints how large text is, in points: when it is set, and whenever that changes, until its stdin is closed.

Text would be 10 points large. With "once" it is set again and again, and no event is ever heard of.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QSocketNotifier
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from backbreak.windows.text_scale import TextScale

USUAL = QFont("Inter")
USUAL.setPointSizeF(10)


class Eye(QObject):
    """Told of a font that is set once the loop runs, be it another one or not."""

    def __init__(self) -> None:
        super().__init__()
        self._last = 0.0
        self.look()

    def look(self) -> None:
        if self._last != QApplication.font().pointSizeF():
            self._last = QApplication.font().pointSizeF()
            print(self._last, flush=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.look()
        return False


app = QApplication([])
text = TextScale(app, asks=True)
text.wear(USUAL)
end_s = time.monotonic() + 10
while sys.argv[1] == "once" and app.font() == USUAL and time.monotonic() < end_s:
    time.sleep(0.005)
    text.wear(USUAL)
eye = Eye()
app.installEventFilter(eye)
end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
end.activated.connect(app.quit)
app.exec()
