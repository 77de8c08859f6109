"""The loose session: one played without a resident, kept on disk until its journal line is written.

Whoever plays it says what it will be, what is done so far, and that the entry is written. If the player is
killed in between, the next start of anything (resident, window, terminal) recovers what was done.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from backbreak.core import wire
from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Entry, decode
from backbreak.core.session_entry import ended

from .durable import replace_file

if TYPE_CHECKING:
    from .journal import JournalStore
    from .places import Places

FILE_NAME: Final = "loose-session.json"

log = logging.getLogger(__name__)


class SessionRunningError(BackbreakError):
    """Another process is playing a session of this home right now."""


def begin(places: Places, template: Entry) -> None:
    """Note that a session begins; `template` is its entry as it would be now: partial, no units.

    Recover first: what an earlier, dead player left is replaced. Raises SessionRunningError while another
    process plays one, StorageError when the disk refuses.
    """
    known = _read(_file(places))
    if known is not None and _other_plays(known):
        raise SessionRunningError(
            "a session is being played already, by process %(pid)s: finish or stop that one first",
            pid=known["pid"],
        )
    pid = os.getpid()
    _write(
        _file(places),
        {
            "pid": pid,
            "born": _birth(pid),
            "units": 0,
            "owed_side": None,
            "played_s": 0.0,
            "entry": template.as_json(),
        },
    )


def progress(places: Places, units: int, owed_side: str | None, played_s: float) -> None:
    """Keep what is done so far; returns when it is safe on disk, or raises StorageError.

    Without a session begun it does nothing.
    """
    known = _read(_file(places))
    if known is not None:
        _write(_file(places), {**known, "units": units, "owed_side": owed_side, "played_s": played_s})


def end(places: Places) -> None:
    """Forget the session: its entry is in the journal, or there was nothing to write."""
    _file(places).unlink(missing_ok=True)


def playing(places: Places) -> str | None:
    """Give the id of the session that another, living process is playing; None when there is none."""
    known = _read(_file(places))
    return _template(known).id if known is not None and _other_plays(known) else None


def recover(places: Places, store: JournalStore) -> Entry | None:
    """Write the entry of a session whose player died, and give it.

    None when there is none, when it is still being played, when nothing whole was done, or when the journal
    knows as much already. The end of the break is when progress was last kept.
    """
    file = _file(places)
    known = _read(file)
    if known is None or _other_plays(known):
        return None
    entry = _entry(known, _last_kept(file))
    written = None if entry is None else store.find(entry.id)
    if entry is not None and written is not None and (written.units or 0) >= (entry.units or 0):
        entry = None
    if entry is not None:
        store.append(entry)  # before the file goes: a death in between repeats this line, and equal ids merge
        log.info("a session ended without its entry; recorded what was done: %s", entry.id)
    end(places)
    return entry


def _file(places: Places) -> Path:
    return places.state_file.with_name(FILE_NAME)


def _entry(known: Mapping[str, object], at: datetime) -> Entry | None:
    document = dict(known)
    units = wire.take_count(document, "units", 0)
    if units == 0:
        return None
    template = _template(known)
    whole = template.planned_units is not None and units >= template.planned_units
    side, played_s = wire.take_text(document, "owed_side"), wire.take_seconds(document, "played_s")
    return ended(template, at, units, side, played_s, completed=whole)


def _template(known: Mapping[str, object]) -> Entry:
    return decode(json.dumps(known["entry"]))


def _last_kept(file: Path) -> datetime:
    return datetime.fromtimestamp(int(file.stat().st_mtime), UTC)


def _read(file: Path) -> dict[str, object] | None:
    """The note, checked; one that cannot be used is set aside."""
    try:
        document = wire.read_object(file.read_text(encoding="utf-8"))
        parts = dict(document)
        wire.take_count(parts, "pid", 0)
        wire.take_text(parts, "born")
        wire.take_count(parts, "units", 0)
        wire.take_member_or_none(parts, "owed_side", {"left": "left", "right": "right"})
        wire.take_seconds(parts, "played_s")
        decode(json.dumps(parts.get("entry")))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, wire.WireError) as error:
        aside = file.with_name(FILE_NAME + ".bad")
        log.warning("%s cannot be used (%s): moved to %s", file, error, aside)
        _set_aside(file, aside)
        return None
    return document


def _set_aside(file: Path, aside: Path) -> None:
    try:
        file.replace(aside)
    except OSError as error:
        log.warning("%s could not be moved: %s", file, error)


def _write(file: Path, document: Mapping[str, object]) -> None:
    replace_file(file, json.dumps(document).encode("ascii"))


def _other_plays(known: Mapping[str, object]) -> bool:
    """Whether a living process other than this one is the player; a reused process id is not."""
    pid = known["pid"]
    return isinstance(pid, int) and pid != os.getpid() and pid > 0 and _birth(pid) == known["born"] != ""


def _birth(pid: int) -> str:
    """What tells two processes with one id apart: when it was born, and in which boot. Empty: it is dead."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        after_name = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _alive_elsewhere(pid)
    except (OSError, ProcessLookupError):
        return ""
    state, born = after_name[0], after_name[19]
    return "" if state in "ZX" else f"{boot}:{born}"


def _alive_elsewhere(pid: int) -> str:
    """The answer of systems without /proc: that the id is in use is all there is to know."""
    if Path("/proc/self/stat").exists():
        return ""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return "alive"
    except OSError:
        return ""
    return "alive"
