"""The window programs: what `python -m backbreak window NAME` and `backbreak session` run.

Each is one process with one window, a client of the door, and gone when closed. Importing this module costs
next to nothing: Qt is loaded when there is a window to open, with the sweeping of garbage held.
"""

from __future__ import annotations

import gc
import logging
import os
from typing import TYPE_CHECKING

from backbreak.core.errors import BackbreakError
from backbreak.storage.logs import UNFORESEEN
from backbreak.windows.options import WindowOptions
from backbreak.windows.running import asked_to_end, in_the_loop, leave, set_up, until_over
from backbreak.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbreak.windows.desk.page import DeskPage
    from backbreak.windows.sessions import SessionProgram
    from backbreak.windows.shell import Window

DONE, FAILED = 0, 1

log = logging.getLogger(__name__)


def main(name: str, options: WindowOptions) -> int:
    """Run the window the resident asked for, by its name; the value is the exit code."""
    program = programs().get(name)
    if program is None:
        known = {"name": name, "known": ", ".join(programs())}
        raise BackbreakError(_("there is no window %(name)r: known are %(known)s") % known)
    gc.disable()  # loading makes much that stays and little that is garbage: see `sweep_here`
    try:
        return program(options)
    except BackbreakError as error:
        log.error("the %s window: %s", name, error)
        raise
    except Exception:
        if not options.watched:
            raise
        from backbreak.windows.unforeseen import not_opened

        not_opened(name, options.home)
        os._exit(UNFORESEEN)


def programs() -> dict[str, Callable[[WindowOptions], int]]:
    """Give every window there is, by its name."""
    return {
        "session": session,
        "desk": _desk,
        "panel": _panel,
        "history": _history,
        "welcome": _welcome,
        "settings": _settings,
        "prompt": _prompt,
        "care": _care,
        "tray": _tray,
        "failure": _failure,
    }


def session(options: WindowOptions) -> int:
    """Show the desk page, or play at once, through the resident if there is one.

    The process then ends with DONE, or with FAILED when a person's sessions ended with nothing whole done.
    Raises BackbreakError when nothing could be played; its `code`, if any, is the door's.
    """
    gc.disable()
    program, code = _play(options)
    nothing_done = program.played and not program.logged
    leave(FAILED if nothing_done and options.session_id is None else code)


def _desk(options: WindowOptions) -> int:
    """Show the desk page for the resident, which learns by the door what came of it."""
    _program, code = _play(options)
    leave(code)


def _play(options: WindowOptions) -> tuple[SessionProgram, int]:
    from backbreak.windows.following import Following
    from backbreak.windows.sessions import SessionProgram

    home, application = set_up(options)

    def make_window() -> Window:
        from backbreak.windows.session.window import SessionWindow

        return SessionWindow(home.catalogue, home.settings, places=home.places, quietly=options.quietly)

    def make_desk() -> DeskPage:
        from backbreak.windows.desk.making import make_desk

        return make_desk(home.settings, home.catalogue)

    program = SessionProgram(home, options, make_window, make_desk)
    Following(home, application).changed.connect(program.follow)
    program.over.connect(application.quit)
    asked_to_end(application, program.close)
    in_the_loop(program.start)
    code = application.exec()
    if program.error is not None:
        raise program.error
    return program, code


def _panel(options: WindowOptions) -> int:
    """Show the control panel until it is closed; the resident lives on."""
    from backbreak.windows.following import Following
    from backbreak.windows.panel.program import PanelProgram
    from backbreak.windows.panel.window import PanelWindow

    home, application = set_up(options)
    program = PanelProgram(home, options.home, PanelWindow(home.settings.look.theme))
    Following(home, application).changed.connect(program.follow)
    until_over(application, program, program.window.close)


def _history(options: WindowOptions) -> int:
    """Show the history until it is closed; where it shows already, that comes to the front."""
    from backbreak.windows.following import Following
    from backbreak.windows.history.program import HistoryProgram
    from backbreak.windows.history.window import HistoryWindow
    from backbreak.windows.lone import HISTORY, Lone, bring_up

    home, application = set_up(options)
    if bring_up(home.places, HISTORY):
        leave(DONE)
    program = HistoryProgram(home, HistoryWindow(home.names, home.settings.look.theme))
    lone = Lone(home.places, application, HISTORY)
    lone.wanted.connect(program.window.come_to_front)
    program.over.connect(lone.close)
    Following(home, application).changed.connect(program.follow)
    until_over(application, program, program.window.close)


def _welcome(options: WindowOptions) -> int:
    """Show the welcome window until it is done or skipped, or the session tried there is over."""
    from backbreak.windows.following import Following
    from backbreak.windows.welcome.program import WelcomeProgram

    home, application = set_up(options)
    program = WelcomeProgram(home, options.quietly)
    Following(home, application).changed.connect(program.follow)
    until_over(application, program, program.end)


def _settings(options: WindowOptions) -> int:
    """Show the settings until they are closed; where they show already, those come to the front."""
    from backbreak.windows.following import Following
    from backbreak.windows.lone import bring_up
    from backbreak.windows.settings.starting import program_of

    home, application = set_up(options)
    if bring_up(home.places):
        leave(DONE)
    program = program_of(home, application)
    Following(home, application).changed.connect(program.follow)
    until_over(application, program, program.window.close)


def _prompt(options: WindowOptions) -> int:
    """Show the prompt card until it is answered or withdrawn."""
    from backbreak.windows.client import DoorClient
    from backbreak.windows.following import Following
    from backbreak.windows.prompt.controller import PromptController
    from backbreak.windows.prompt.picture import picture_maker

    home, application = set_up(options)
    client = DoorClient(home.places.socket_path, application)
    controller = PromptController(client, home.catalogue, picture_maker(home.catalogue, home.settings))
    controller.over.connect(application.quit)
    Following(home, application).changed.connect(lambda: controller.speak(home.catalogue))
    asked_to_end(application, application.quit)
    in_the_loop(client.open)
    leave(application.exec())


def _care(options: WindowOptions) -> int:
    """Show the medical note by itself; FAILED when it was closed without being acknowledged."""
    from backbreak.windows.care.window import CareWindow
    from backbreak.windows.complaint import complaint
    from backbreak.windows.following import Following

    home, application = set_up(options)
    window = CareWindow(home.settings.look.theme)

    def acknowledged() -> None:
        try:
            home.acknowledge_care()
        except BackbreakError as error:
            window.complain(complaint(error))
        else:
            application.exit(DONE)

    window.acknowledged.connect(acknowledged)
    window.declined.connect(lambda: application.exit(FAILED))
    Following(home, application).changed.connect(lambda: window.set_theme(home.settings.look.theme))
    asked_to_end(application, window.close)
    window.show()
    leave(application.exec())


def _tray(options: WindowOptions) -> int:
    """Show the tray's icon for the resident, where it cannot do so itself, until either of them ends."""
    from backbreak.windows.tray.program import run

    leave(run(options))


def _failure(options: WindowOptions) -> int:
    """Say that another window met with an error nobody foresaw."""
    from backbreak.windows import unforeseen
    from backbreak.windows.failure.window import FailureWindow
    from backbreak.windows.following import Following

    home, application = set_up(options)
    what, log_file = os.environ.get(unforeseen.WHAT, ""), home.places.log_file
    window = FailureWindow(what, log_file, options.home, home.settings.look.theme)
    window.closed.connect(application.quit)
    Following(home, application).changed.connect(lambda: window.set_theme(home.settings.look.theme))
    asked_to_end(application, window.close)
    window.show()
    leave(application.exec())
