"""What every window program sets up, in one place: Qt, the look, the log, and how it may end.

A window that fails ends itself: what it reported is kept by the resident or on disk, and the cycle goes on.
"""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import signal
import socket
import sys
from types import TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from backbreak.core.settings import Settings
from backbreak.storage import logs
from backbreak.storage.places import Places, resource
from backbreak.windows import look, roles, unforeseen
from backbreak.windows.appearance import Appearance
from backbreak.windows.options import WindowOptions
from backbreak.windows.text_scale import TextScale, unknown_to_qt

FAILED = 1
SWEEP_MS = 15_000

log = logging.getLogger(__name__)


def make_application(settings: Settings) -> QApplication:
    """Make the one application of this process, in the user's language, theme and our font."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(["backbreak"])
    text = TextScale(application, asks=unknown_to_qt(application.platformName()))
    roles.install()
    application.setApplicationName("backbreak")
    application.setDesktopFileName("backbreak")
    application.setQuitOnLastWindowClosed(False)  # between two windows there may be none
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(resource("icons/backbreak.svg"))))
    font = application.font()
    font.setFamily(look.load_fonts())
    Appearance(application, settings.look)
    text.wear(font)  # as late as can be: by now the desktop may have answered
    return application


def open_log(places: Places) -> None:
    """Add what is worth knowing to the home's log; errors that nobody catches are, anywhere.

    Where Qt takes the process with it, its stack goes to stderr: the log, where the resident opened it.
    """
    if sys.stderr is not None:
        faulthandler.enable()
    logs.open_log(places.log_file, f"window[{os.getpid()}]", loud=False)


def end_on_failure(application: QApplication, options: WindowOptions) -> None:
    """From now on an error nobody foresaw is logged, told once, and ends the program with FAILED."""
    unforeseen.hear(options.home, watched=options.watched)

    def failed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("the window failed", exc_info=(kind, error, trace))
        application.exit(FAILED)

    sys.excepthook = failed


def sweep_here(application: QApplication) -> None:
    """Have cyclic garbage collected on this thread only, now and then.

    Python collects on whichever thread allocates; a Qt object that dies on a sound or speech thread takes the
    process with it.
    """
    gc.disable()
    gc.freeze()  # what start-up made lives to the end anyway: sweeps stay under a frame's time
    timer = QTimer(application, interval=SWEEP_MS)
    timer.timeout.connect(gc.collect)
    timer.start()


class Terminations(QObject):
    """SIGTERM, SIGINT and SIGHUP as a Qt signal; Python alone would not notice them while Qt sleeps."""

    asked_to_end = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ears, self._mouth = socket.socketpair()
        self._ears.setblocking(False)
        self._mouth.setblocking(False)
        notifier = QSocketNotifier(self._ears.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._heard)
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _noted)

    def _heard(self) -> None:
        self._ears.recv(64)
        self.asked_to_end.emit()


def _noted(_number: int, _frame: object) -> None:
    """Python must have a handler for the wake-up to be written; the rest is done in the event loop."""
