"""Starting at login, by whichever way the system has: read back from it, never from a wish of our own.

`standing`, `switch_on` and `switch_off` are all anybody needs, and `may_ask` whoever cannot wait. Each way is
a module of its own with the first three; never are two of them on at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from backbreak.core.autostart import Because, Kind, Standing, State
from backbreak.storage.places import Places

from . import agent, portal, registry, systemd, xdg
from .program import AutostartError, own_program

__all__ = ["AutostartError", "may_ask", "own_program", "standing", "switch_off", "switch_on"]

SANDBOX: Final = Path("/.flatpak-info")


def standing(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Read back what happens at login; StorageError for a file of ours that cannot be read."""
    match _way(environ):
        case Because() as why:
            return Standing(State.IMPOSSIBLE, why)
        case Kind.PORTAL:
            return portal.standing(places, environ)
        case Kind.RUN_KEY:
            return registry.standing(places)
        case Kind.LAUNCH_AGENT:
            return agent.standing(places)
    return _of_linux(places, environ)


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
    match _way(environ):
        case Because() as why:
            return Standing(State.IMPOSSIBLE, why)
        case Kind.PORTAL:
            return portal.switch_on(places, program, environ)
        case Kind.RUN_KEY:
            return registry.switch_on(places, program)
        case Kind.LAUNCH_AGENT:
            return agent.switch_on(places, program)
    if kind is None:
        by_unit = systemd.standing(places, environ).state is State.ON
        kind = Kind.SYSTEMD if by_unit and xdg.standing(places, environ).state is not State.ON else Kind.XDG
    if kind is Kind.SYSTEMD:
        systemd.switch_on(places, program, environ)
        xdg.switch_off(places, environ)
    else:
        xdg.switch_on(places, program, environ)
        systemd.switch_off(places, environ)
    return standing(places, environ)


def switch_off(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Have nothing of ours start at login, and give what the system then says."""
    match _way(environ):
        case Because() as why:
            return Standing(State.IMPOSSIBLE, why)
        case Kind.PORTAL:
            return portal.switch_off(places, environ)
        case Kind.RUN_KEY:
            return registry.switch_off(places)
        case Kind.LAUNCH_AGENT:
            return agent.switch_off(places)
    systemd.switch_off(places, environ)
    xdg.switch_off(places, environ)
    return standing(places, environ)


def may_ask(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether switching may take as long as a person whom the desktop asks."""
    return _way(environ) is Kind.PORTAL


def _way(environ: Mapping[str, str]) -> Kind | Because:
    """By which way it is here; XDG stands for all that a Linux desktop has."""
    if sys.platform == "win32":
        return Kind.RUN_KEY
    if sys.platform == "darwin":
        return Kind.LAUNCH_AGENT
    if SANDBOX.exists() or environ.get("FLATPAK_ID"):
        return Kind.PORTAL
    return Because.SNAP if environ.get("SNAP") else Kind.XDG


def _of_linux(places: Places, environ: Mapping[str, str]) -> Standing:
    """Autostart folders and systemd together: what starts it, what else does, or why nothing does."""
    entry, unit = xdg.standing(places, environ), systemd.standing(places, environ)
    starting = [one for one in (unit, entry) if one.state is State.ON]
    if not starting:
        broken = [one for one in (entry, unit) if one.state is not State.OFF]
        told = [one for one in (entry, unit) if one.because is not None]
        return next(iter((*broken, *told)), Standing(State.OFF))
    files = (one.file for one in (*starting, *xdg.others(places, environ), *systemd.others(places, environ)))
    unique = [file for file in dict.fromkeys(files) if file is not None and file != starting[0].file]
    return replace(starting[0], also=tuple(unique))
