"""What backbreak is made of here: itself, Python, and the libraries, each in its version."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from backbreak import __version__
from backbreak.cli.doctor.checks import Check
from backbreak.words import _

NEEDED = ("APScheduler", "dbus-fast", "platformdirs", "tomlkit", "PySide6-Essentials", "miniaudio")

BROKEN_QT = (6, 12)
"""From this PySide6 on windows crash on Python 3.10 and 3.11: void calls lose a reference to None."""


def check() -> Iterator[Check]:
    """Name them all; one that is not there is told with the command that brings it."""
    found = {name: _version(name) for name in NEEDED}
    python = platform.python_version()
    listed = ", ".join(f"{name} {number}" for name, number in found.items() if number)
    text = _("backbreak %(own)s, Python %(python)s, %(libraries)s") % {
        "own": __version__,
        "python": python,
        "libraries": listed,
    }
    missing = [name for name, number in found.items() if not number and _wanted(name)]
    pip = f"{sys.executable} -m pip install"
    if missing:
        told = _("%(text)s; not installed: %(missing)s") % {"text": text, "missing": ", ".join(missing)}
        yield Check("versions", "missing", told, _("install them"), f"{pip} {' '.join(missing)}")
    elif sys.version_info < (3, 12) and _numbers(found["PySide6-Essentials"]) >= BROKEN_QT:
        told = _("%(text)s: this PySide6 crashes on this Python") % {"text": text}
        command = f"{pip} 'PySide6-Essentials<6.12'"
        yield Check("versions", "degraded", told, _("use an older PySide6, or Python 3.12"), command)
    else:
        yield Check("versions", "ok", text)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())


def _wanted(name: str) -> bool:
    """Whether it is needed on this system."""
    return name != "dbus-fast" or sys.platform not in ("win32", "darwin")
