"""Who runs: the resident of this home, others beside it, and what a run that was killed has left behind."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from backbreak import __version__
from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import typed
from backbreak.core.errors import BackbreakError
from backbreak.door.client import NotRunningError, reach
from backbreak.door.occupant import door_elsewhere
from backbreak.storage.places import Places
from backbreak.words import _, ngettext
from backbreak.words.refusals import told

PROC = Path("/proc")
PATIENCE_S = 1.5


def resident(places: Places) -> tuple[Check, Mapping[str, object]]:
    """Whether the break reminder runs, and its status if it does."""
    try:
        with reach(places, None, PATIENCE_S) as door:
            version, pid = door.greeting.version, door.greeting.pid
            status = door.request("status")
    except NotRunningError:
        return _not_running(places), {}
    except BackbreakError as error:
        holder = _holder(places)
        command = typed("kill", holder) if holder else ""
        fix = _("end it and start it again")
        return Check("resident", "degraded", told(error), fix, command, _("does not answer")), {}
    named = {"version": version, "pid": pid}
    if version != __version__:
        text = _("runs in version %(running)s, this is %(here)s") % {"running": version, "here": __version__}
        fix = _("backbreak quit, then backbreak")
        return Check("resident", "degraded", text, fix, "backbreak quit && backbreak &"), status
    failure = status.get("failure")
    if isinstance(failure, dict):
        text = _("version %(version)s, process %(pid)d; an error nobody foresaw: %(what)s") % {
            **named,
            "what": failure.get("what"),
        }
        fix = _("please report it, with what backbreak doctor --report prints")
        return Check("resident", "degraded", text, fix, "backbreak doctor --report"), status
    elsewhere = door_elsewhere(places)
    if elsewhere is not None:
        text = _("version %(version)s, process %(pid)d; its door is at %(path)s, not in this runtime folder")
        text %= {**named, "path": elsewhere}
        return Check("resident", "ok", text), status  # commands and windows find it there
    return Check("resident", "ok", _("version %(version)s, process %(pid)d") % named), status


def instances(places: Places, proc: Path = PROC, user: int | None = None) -> Iterator[Check]:
    """Residents beside the one of this home: of other homes and users they do no harm; a second one would."""
    homes = list(_running(proc))
    user = os.getuid() if user is None and sys.platform != "win32" else user
    mine = [(pid, home) for pid, home, owner in homes if owner == user]
    this = None if places.site is not None else str(places.config.parent)
    here = [pid for pid, home in mine if home == this]
    foreign = len(homes) - len(mine)
    if len(here) > 1:
        text = _("two run for this home: processes %(pids)s") % {"pids": ", ".join(map(str, here))}
        fix = _("end the one that does not answer: the older one is named first")
        yield Check("instances", "degraded", text, fix, typed("kill", here[-1]))
        return
    beside = [(pid, home) for pid, home in mine if home != this]
    said, named = [], []
    if beside:
        more = ngettext("%(n)d of yours for another home", "%(n)d of yours for other homes", len(beside))
        said.append(more % {"n": len(beside)})
        named = [_("process %(pid)d in %(home)s") % {"pid": pid, "home": home or "~"} for pid, home in beside]
    if foreign:
        said.append(ngettext("%(n)d of another user", "%(n)d of other users", foreign) % {"n": foreign})
    public = "; ".join(said) or _("no other one runs")
    yield Check("instances", "ok", "; ".join([public, *named]), public=public)


def _not_running(places: Places) -> Check:
    """Why nobody answers: it was not started, was killed, or holds the home and says nothing."""
    holder = _holder(places)
    if holder:
        text = _("process %(pid)d has this home and does not answer") % {"pid": holder}
        return Check("resident", "degraded", text, _("end it and start it again"), typed("kill", holder))
    text, fix = _("not running for this home"), _("start it with backbreak")
    if _is_stale(places.socket_path):
        text = _("not running for this home; the last run was killed and has left its door behind")
        fix = _("start it with backbreak, which takes that away")
    return Check("resident", "missing", text, fix, "backbreak &")


def _is_stale(path: Path) -> bool:
    """Whether there is a door with nobody behind it."""
    if sys.platform == "win32" or not path.is_socket():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.5)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False


def _holder(places: Places, locks: Path = PROC / "locks") -> int:
    """The process that holds the home's locks, by the kernel's list; 0 where none does or it is not told."""
    at_the_door = places.socket_path.with_name(places.socket_path.name + ".lock")
    wanted = {str(lock.stat().st_ino) for lock in (at_the_door, places.resident_lock) if lock.exists()}
    try:
        lines = locks.read_text().splitlines()
    except OSError:
        return 0
    for line in lines:
        words = line.split()
        if "FLOCK" in words and "->" not in words:
            at = words.index("FLOCK")
            if words[at + 4].rpartition(":")[2] in wanted:
                return int(words[at + 3])
    return 0


def _running(proc: Path) -> Iterator[tuple[int, str | None, int]]:
    """Process, home (None for the user's own) and user of every resident there is, the oldest first."""
    for folder in sorted((one for one in proc.glob("[0-9]*")), key=lambda one: int(one.name)):
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="surrogateescape").split("\0")[:-1]
            owner = folder.stat().st_uid
        except OSError:
            continue
        rest = _arguments(words)
        if rest is not None and _is_resident(rest):
            yield int(folder.name), _home(rest), owner


def _arguments(words: list[str]) -> list[str] | None:
    """What was typed after the program's name, None for another program."""
    by_python = words[:1] and words[0].rpartition("/")[2].startswith("python")
    for at, word in enumerate(words[:4]):
        if word.rpartition("/")[2] == "backbreak" and (at == 0 or by_python):
            return words[at + 1 :]
    return None


def _is_resident(rest: list[str]) -> bool:
    """Whether these arguments name no command: a start of the reminder itself, in its own home."""
    values = {"--home", "--session-speed"}
    words = [word for at, word in enumerate(rest) if at == 0 or rest[at - 1] not in values]
    return not any(word.startswith("--demo") for word in words) and all(w.startswith("-") for w in words)


def _home(rest: list[str]) -> str | None:
    for at, word in enumerate(rest):
        if word == "--home" and at + 1 < len(rest):
            return os.path.abspath(rest[at + 1])  # noqa: PTH100 - as the program itself takes it
        if word.startswith("--home="):
            return os.path.abspath(word.partition("=")[2])  # noqa: PTH100
    return None
