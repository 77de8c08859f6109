"""Starting at login, by whichever way the system has: read back from it, never from a wish of our own.

`standing`, `switch_on` and `switch_off` are all anybody needs, and `may_ask` whoever cannot wait. Each way is
a module of its own with the first three; which one it is here is told in one place.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backbreak.core.autostart import Because, Kind, Standing, State
from backbreak.storage.places import Places

from . import agent, linux, portal, registry
from .program import AutostartError, own_program

__all__ = ["AutostartError", "may_ask", "own_program", "standing", "switch_off", "switch_on"]

SANDBOX: Final = Path("/.flatpak-info")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of having it start; `asks` a person, who may take as long as they like."""

    standing: Callable[[Places], Standing]
    switch_on: Callable[[Places, Sequence[str], Kind | None], Standing]
    switch_off: Callable[[Places], Standing]
    asks: bool = False


def standing(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Read back what happens at login; StorageError for a file of ours that cannot be read."""
    return _way(environ).standing(places)


def switch_on(
    places: Places,
    program: Sequence[str],
    environ: Mapping[str, str] = os.environ,
    kind: Kind | None = None,
) -> Standing:
    """Have the program start at login, and give what the system then says.

    `kind` is XDG or SYSTEMD where both are to be had; without one it stays as it is, at first XDG. The other
    one is switched off. What starts already is not written again.
    """
    return _way(environ).switch_on(places, program, kind)


def switch_off(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Have nothing of ours start at login, and give what the system then says."""
    return _way(environ).switch_off(places)


def may_ask(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether switching may take as long as a person whom the desktop asks."""
    return _way(environ).asks


def _way(environ: Mapping[str, str]) -> _Way:
    """The way it is here."""
    if sys.platform == "win32":
        return _Way(
            registry.standing,
            lambda places, program, _kind: registry.switch_on(places, program),
            registry.switch_off,
        )
    if sys.platform == "darwin":
        return _Way(
            agent.standing,
            lambda places, program, _kind: agent.switch_on(places, program),
            agent.switch_off,
        )
    if SANDBOX.exists() or environ.get("FLATPAK_ID"):
        return _Way(
            lambda places: portal.standing(places, environ),
            lambda places, program, _kind: portal.switch_on(places, program, environ),
            lambda places: portal.switch_off(places, environ),
            asks=True,
        )
    if environ.get("SNAP"):
        impossible = Standing(State.IMPOSSIBLE, Because.SNAP)
        return _Way(lambda _places: impossible, lambda *_asked: impossible, lambda _places: impossible)
    return _Way(
        lambda places: linux.standing(places, environ),
        lambda places, program, kind: linux.switch_on(places, program, environ, kind),
        lambda places: linux.switch_off(places, environ),
    )
