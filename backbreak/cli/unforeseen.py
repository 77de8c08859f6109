"""An error nobody foresaw in a command: one line for whoever typed it, all else in the log; and --verbose."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from backbreak import __version__
from backbreak.cli.language import home_of
from backbreak.cli.output import complain
from backbreak.storage import logs
from backbreak.storage.places import places_for
from backbreak.windows.unforeseen import Unforeseen, show
from backbreak.words.unforeseen import command_ended, kind_of

log = logging.getLogger(__name__)


def tell_all(argv: Sequence[str]) -> list[str]:
    """Have this process, and those it starts, tell all they do on stderr; gives what else was typed."""
    os.environ[logs.VERBOSE] = "1"
    logs.tell()
    places = places_for(home_of(argv))
    log.debug("backbreak %s, Python %s, %s", __version__, sys.version.split()[0], sys.executable)
    for name, path in (("settings", places.config), ("data", places.data), ("state", places.state)):
        log.debug("%s in %s", name, path)
    log.debug("the door is %s, the log %s", places.socket_path, places.log_file)
    return [word for word in argv if word != "--verbose"]


@contextmanager
def heard(home: Path | None) -> Iterator[None]:
    """While something goes on that has threads: log it, and tell of an error of theirs when it is over."""
    log_file = places_for(home).log_file
    logs.open_log(log_file, f"command[{os.getpid()}]", loud=False)
    met, root = Unforeseen(), logging.getLogger()
    root.addHandler(met)
    try:
        yield
    finally:
        root.removeHandler(met)
        if met.what:
            complain(command_ended(met.what, log_file))


def ended_by(error: Exception, argv: Sequence[str]) -> None:
    """Log it and say so; a window that a person started shows it where nobody reads what is said."""
    log_file = places_for(home_of(argv)).log_file
    logs.open_log(log_file, f"command[{os.getpid()}]", loud=False)
    log.critical("the command failed", exc_info=error)
    complain(command_ended(kind_of(error), log_file))
    show()
