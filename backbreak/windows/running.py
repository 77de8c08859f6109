"""How a window program begins, waits and ends, whichever it is. Importing this costs next to nothing."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn, Protocol

from backbreak.door.occupant import door_elsewhere
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import load
from backbreak.windows.options import WindowOptions

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QApplication

    from backbreak.windows.alone import Home

log = logging.getLogger(__name__)


class Program(Protocol):
    """What owns a window; `over` is emitted once, when that is closed."""

    @property
    def over(self) -> SignalInstance: ...
    def start(self) -> None: ...


def until_over(application: QApplication, program: Program, end: Callable[[], object]) -> NoReturn:
    """Start the program of a window, and leave with it."""
    program.over.connect(application.quit)
    asked_to_end(application, end)
    in_the_loop(program.start)
    leave(application.exec())


def asked_to_end(application: QApplication, act: Callable[[], object]) -> None:
    """Do this when a signal asks the process to end."""
    from backbreak.windows.application import Terminations

    Terminations(application).asked_to_end.connect(act)


def in_the_loop(act: Callable[[], object]) -> None:
    """Do this first in the event loop, which alone can be quit."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, act)


def leave(code: int) -> NoReturn:
    """End the process with everything written and nothing taken apart.

    Python and Qt take widgets, application and sockets apart in an order nobody chose; under load that
    crashed a window that had long done its work.
    """
    from backbreak.windows.unforeseen import last_word

    code = last_word(code)
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


def as_its_resident(places: Places) -> Places:
    """A home with its resident's runtime folder, where only that one has a door: ours may be another."""
    elsewhere = door_elsewhere(places)
    if elsewhere is None or places.socket_path.exists():
        return places
    other = replace(places, run=elsewhere.parent)
    return other if other.socket_path == elsewhere else places


def set_up(options: WindowOptions) -> tuple[Home, QApplication]:
    """Make what every window program has: its home, and the application in the user's language and look."""
    from backbreak.windows.alone import Home  # the tray, which stays, has no use for all that comes with it
    from backbreak.windows.application import end_on_failure, make_application, open_log, sweep_here

    places = as_its_resident(places_for(options.home))
    open_log(places)
    settings, problems = load(places)
    for problem in problems:
        log.warning("%s", problem)
    application = make_application(settings)
    end_on_failure(application, options)
    sweep_here(application)
    return Home(places, settings), application
