"""The program that shows the tray: a window program without a window, which stays as long as it is needed.

So it is kept smaller than the others: it has no fonts of ours, no theme's library and nothing to plan breaks
with, and it wakes for nothing but what it is told and what the user does.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from backbreak import words
from backbreak.core.settings import Settings
from backbreak.storage.places import places_for
from backbreak.storage.settings import load
from backbreak.windows import look
from backbreak.windows.application import Terminations, end_on_failure, open_log
from backbreak.windows.client import DoorClient
from backbreak.windows.options import WindowOptions
from backbreak.windows.tray.icon import TrayIcon


def run(options: WindowOptions) -> int:
    """Show the icon until the resident has gone or wants it no more; gives the exit code."""
    places = places_for(options.home)
    open_log(places)
    settings, _problems = load(places)  # what is wrong in them the resident has said
    application = _make_application(settings)
    end_on_failure(application, options)
    client = DoorClient(places.socket_path, application)
    icon = TrayIcon(client, application)
    icon.over.connect(application.exit)
    Terminations(application).asked_to_end.connect(application.quit)
    QTimer.singleShot(0, client.open)
    return application.exec()


def _make_application(settings: Settings) -> QApplication:
    words.use(settings.look.language)
    application = QApplication(["backbreak"])
    application.setApplicationName("backbreak")
    application.setDesktopFileName("backbreak")
    application.setQuitOnLastWindowClosed(False)
    application.setStyle("Fusion")
    application.setPalette(_palette(look.palette_of(look.theme_for(settings.look.theme))))
    return application


def _palette(ours: look.Palette) -> QPalette:
    """The windows' colours, and what cannot be chosen is seen to be so."""
    palette = look.qt_palette(ours)
    roles = QPalette.ColorRole
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, look.mix(ours.text, ours.card, 0.4))
    return palette
