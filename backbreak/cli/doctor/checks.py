"""The doctor's single findings: each `ok`, `degraded` or `missing`, with why and what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from backbreak import __version__
from backbreak.cli.display import no_display
from backbreak.cli.doctor.bus import Bus
from backbreak.core.errors import BackbreakError
from backbreak.core.settings import Problem
from backbreak.door.client import NotRunningError, connect
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.words import _, ngettext
from backbreak.words.refusals import told

State = Literal["ok", "degraded", "missing"]


@dataclass(frozen=True, slots=True)
class Check:
    """One finding; `fix` is empty where there is nothing to do."""

    name: str
    state: State
    text: str
    fix: str = ""

    def as_json(self) -> dict[str, object]:
        """The finding in the document of `doctor --json`."""
        return {"name": self.name, "state": self.state, "text": self.text, "fix": self.fix}


def folders(places: Places) -> Check:
    """Whether everything can be kept where it belongs."""
    closed = [
        folder for folder in (places.config, places.data, places.state, places.run) if not _usable(folder)
    ]
    if not closed:
        return Check("folders", "ok", _("all can be written, data in %(folder)s") % {"folder": places.data})
    names = ", ".join(str(folder) for folder in closed)
    return Check(
        "folders",
        "missing",
        _("cannot write %(folders)s") % {"folders": names},
        _("make them writable for you"),
    )


def settings(places: Places, problems: tuple[Problem, ...]) -> Check:
    """Whether every value of the settings can be used."""
    if not problems:
        kept = places.settings_file
        text = str(kept) if kept.exists() else _("none changed; %(file)s would hold them") % {"file": kept}
        return Check("settings", "ok", text)
    text = "; ".join(told(one.message) for one in problems)
    return Check("settings", "degraded", text, _("correct them in that file"))


def journal(store: JournalStore) -> Check:
    """Whether every line of the journal can be read."""
    entries = len(store.load())
    known = ngettext("%(n)d entry", "%(n)d entries", entries) % {"n": entries}
    if not store.problems:
        return Check(
            "journal", "ok", _("%(entries)s in %(folder)s") % {"entries": known, "folder": store.folder}
        )
    problems = "; ".join(map(told, store.problems))
    text = _("%(entries)s; %(problems)s") % {"entries": known, "problems": problems}
    return Check("journal", "degraded", text, _("nothing is lost by it; the lines named are passed over"))


def packs(places: Places, problems: tuple[str, ...]) -> Check:
    """Whether every pack of exercises can be used."""
    if not problems:
        return Check("packs", "ok", _("any in %(folder)s can be used") % {"folder": places.exercises_dir})
    fix = _("correct or delete them: backbreak exercises list tells which")
    return Check("packs", "degraded", "; ".join(problems), fix)


def resident(places: Places) -> tuple[Check, Mapping[str, object]]:
    """Whether the break reminder runs, and its status if it does."""
    try:
        with connect(places.socket_path, None) as door:
            version, pid = door.greeting.version, door.greeting.pid
            status = door.request("status")
    except NotRunningError:
        return Check("resident", "missing", _("not running for this home"), _("start it with backbreak")), {}
    except BackbreakError as error:
        return Check("resident", "degraded", told(error), _("end it and start it again")), {}
    if version != __version__:
        text = _("runs in version %(running)s, this is %(here)s") % {"running": version, "here": __version__}
        return Check("resident", "degraded", text, _("backbreak quit, then backbreak")), status
    return Check(
        "resident", "ok", _("version %(version)s, process %(pid)d") % {"version": version, "pid": pid}
    ), status


def display() -> Check:
    """Whether windows can open."""
    why = no_display()
    if why is None:
        return Check("display", "ok", _("windows can open"))
    return Check(
        "display", "missing", why, _("use backbreak session --terminal, or start it from the desktop")
    )


def desktop(bus: Bus, status: Mapping[str, object]) -> Iterator[Check]:
    """What the session bus has to offer: the tray and notifications."""
    hint = _("start backbreak from within the desktop session")
    if bus.trouble is not None:
        yield Check("session-bus", "missing", bus.trouble, hint)
        yield Check("tray", "missing", _("there is no session bus to reach it by"), hint)
        yield Check("notifications", "missing", _("there is no session bus to reach them by"), hint)
        return
    yield Check("session-bus", "ok", _("answers"))
    yield _tray(bus, status)
    if bus.has("org.freedesktop.Notifications"):
        yield Check("notifications", "ok", _("a notification server is there"))
    else:
        fix = _("start a notification server, such as xfce4-notifyd or dunst")
        yield Check("notifications", "missing", _("no notification server is there"), fix)


def _tray(bus: Bus, status: Mapping[str, object]) -> Check:
    if status.get("tray") is True:
        return Check("tray", "ok", _("the icon is shown"))
    fix = _("add a tray to the panel; on GNOME, the AppIndicator extension")
    if not bus.has("org.kde.StatusNotifierWatcher"):
        return Check("tray", "missing", _("nothing here shows tray icons"), fix)
    if not status:
        return Check("tray", "ok", _("icons can be shown; the resident does not run"))
    return Check("tray", "degraded", _("icons can be shown here, but ours is not"), fix)


def _usable(folder: Path) -> bool:
    """Whether the folder can be written, or made."""
    for place in (folder, *folder.parents):
        if place.exists():
            return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    return False
