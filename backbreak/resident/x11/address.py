"""Where the X server listens, as DISPLAY says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backbreak.words import _

_FOLDER = "/tmp/.X11-unix"
_LOCAL = frozenset({"", "unix", "unix/"})
_MOST_DIGITS = 5


class X11Error(Exception):
    """The X server cannot be used, or refused; one line says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """A display of this machine: its number, and the screen on it that is meant."""

    display: int
    screen: int

    @property
    def sockets(self) -> tuple[str, str]:
        """Where to connect, in this order: the file first, for its folder is the system's.

        The second, in the abstract namespace, is open to whoever comes first.
        """
        path = f"{_FOLDER}/X{self.display}"
        return path, "\0" + path


def read_address(environ: Mapping[str, str]) -> Address:
    """The display that DISPLAY names: ":N", ":N.S" or either behind "unix". Raises X11Error."""
    name = environ.get("DISPLAY", "")
    if not name:
        raise X11Error(_("there is no X11 display: DISPLAY is not set"))
    host, colon, numbers = name.rpartition(":")
    display, dot, screen = numbers.partition(".")
    if not colon or not _is_number(display) or (dot and not _is_number(screen)):
        raise X11Error(_("DISPLAY=%(name)s names no display") % {"name": name})
    if host not in _LOCAL:
        raise X11Error(_("DISPLAY=%(name)s is not a display of this machine") % {"name": name})
    return Address(int(display), int(screen or 0))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
