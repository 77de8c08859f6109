"""How this very installation is started, and whether a program can be started at all."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path, PureWindowsPath

import backbreak
from backbreak.core.errors import BackbreakError
from backbreak.storage.places import NAME, Places


class AutostartError(BackbreakError):
    """Starting at login cannot be switched as asked."""


def own_program(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """How this very installation is started; AutostartError for one that is not installed."""
    image = environ.get("APPIMAGE", "")
    if image and startable(image, environ):
        return (image,)
    if sys.platform == "win32":
        return (windowless(sys.executable), "-m", NAME)
    typed = os.path.abspath(sys.argv[0])  # noqa: PTH100 - links stay: they outlive what they lead to
    beside = str(Path(sys.executable).with_name(NAME))
    for path in (typed, beside):
        if Path(path).name == NAME and startable(path, environ):
            return (path,)
    package = Path(backbreak.__file__).parent
    if package.parent.name in ("site-packages", "dist-packages"):
        return (sys.executable, "-m", NAME)
    told = "%(package)s is not installed, so nothing can start it at login; install backbreak"
    raise AutostartError(told, package=package)


def windowless(executable: str) -> str:
    """The Python beside this one that opens no console window on Windows."""
    path = PureWindowsPath(executable)
    return str(path.with_name("pythonw.exe")) if path.name.lower() == "python.exe" else executable


def own_home(places: Places) -> str | None:
    """The folder of a portable home, or None for the user's own places."""
    return str(places.config.parent) if places.site is None else None


def own_name(places: Places) -> str:
    """What its file or unit is called, without an ending; every portable home has one of its own."""
    home = own_home(places)
    return NAME if home is None else f"{NAME}-{zlib.crc32(os.fsencode(home)):08x}"


def own_command(places: Places, program: Sequence[str]) -> tuple[str, ...]:
    """What starts the resident of this home, by this program; AutostartError for what cannot be written down.

    Desktop entries, units and the bus are text, and a file's name need not be.
    """
    home = own_home(places)
    if home is not None and not _is_text(home):
        told = "it cannot start at login: the name of %(home)s is not written in UTF-8; rename the folder"
        raise AutostartError(told, home=home)
    if not all(map(_is_text, program)):
        raise AutostartError(
            "it cannot start at login: the name of %(program)s is not written in UTF-8; "
            "install backbreak elsewhere",
            program=program[0],
        )
    return (*program, *([] if home is None else ["--home", home]))


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def startable(program: str, environ: Mapping[str, str]) -> bool:
    """Whether a program, by path or bare name, is there to be run; and its interpreter, if it names one."""
    if "/" in program:
        found = [program] if program.startswith("/") else []
    else:
        found = [f"{folder}/{program}" for folder in os.get_exec_path(dict(environ))]
    return any(os.access(path, os.X_OK) and Path(path).is_file() and _interpreted(path) for path in found)


def _interpreted(path: str) -> bool:
    """Whether what a script's first line names is still there: an upgrade may have taken it."""
    try:
        with Path(path).open("rb") as file:
            first = file.readline(4096)
    except OSError:
        return True  # it may be run without being read
    words = first[2:].split() if first.startswith(b"#!") else []
    return not words or os.access(words[0], os.X_OK)
