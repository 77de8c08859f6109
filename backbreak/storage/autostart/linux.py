"""Starting at login on a Linux desktop: autostart folders and systemd, of which one is on at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backbreak.core.autostart import Kind, Standing, State
from backbreak.storage.places import Places

from . import systemd, xdg


def standing(places: Places, environ: Mapping[str, str]) -> Standing:
    """Tell what starts it, what else does, or why nothing does; StorageError for a file of ours."""
    entry, unit = xdg.standing(places, environ), systemd.standing(places, environ)
    starting = [one for one in (unit, entry) if one.state is State.ON]
    if not starting:
        broken = [one for one in (entry, unit) if one.state is not State.OFF]
        told = [one for one in (entry, unit) if one.because is not None]
        return next(iter((*broken, *told)), Standing(State.OFF))
    files = (one.file for one in (*starting, *xdg.others(places, environ), *systemd.others(places, environ)))
    unique = [file for file in dict.fromkeys(files) if file is not None and file != starting[0].file]
    return replace(starting[0], also=tuple(unique))


def switch_on(
    places: Places, program: Sequence[str], environ: Mapping[str, str], kind: Kind | None
) -> Standing:
    """Have it start by the one that is asked for, and not by the other; without a wish it stays as it is."""
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


def switch_off(places: Places, environ: Mapping[str, str]) -> Standing:
    """Have neither of them start it."""
    systemd.switch_off(places, environ)
    xdg.switch_off(places, environ)
    return standing(places, environ)
