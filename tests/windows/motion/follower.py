"""Prints what `Motion` says of a setting, at once and after every change, until its stdin is closed."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from backbreak.windows import desktop_settings
from backbreak.windows.motion import Motion

desktop_settings.LONGEST_ANSWER_MS = 60_000  # how fast a portal answers is no business of these tests
app = QCoreApplication([])
motion = Motion(sys.argv[1])
print(motion.reduced, flush=True)
motion.changed.connect(lambda less: print(less, flush=True))
end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
end.activated.connect(app.quit)
app.exec()
