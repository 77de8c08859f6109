"""What lies on the disk: folders, settings, journal, packs and hooks."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from backbreak.cli.doctor.access import existing, in_the_way, made_writable, usable
from backbreak.cli.doctor.checks import Check, State
from backbreak.cli.doctor.distribution import typed
from backbreak.core.settings import FIELDS, Problem
from backbreak.storage.journal import JournalStore
from backbreak.storage.journal_folder import left_behind
from backbreak.storage.places import Places
from backbreak.words import _, ngettext
from backbreak.words.refusals import told

LITTLE, TOO_LITTLE = 50 * 1024 * 1024, 1024 * 1024
"""Bytes of a disk below which it is said to fill up, and below which nothing can be relied on."""


def folders(places: Places) -> Iterator[Check]:
    """Whether everything can be kept where it belongs, and whether others can read it."""
    ours = (places.config, places.data, places.state, places.run)
    closed = [folder for folder in ours if not usable(folder)]
    if closed:
        text = _("cannot write %(folders)s") % {"folders": ", ".join(map(str, closed))}
        public = ngettext("%(n)d folder cannot be written", "%(n)d folders cannot be written", len(closed))
        yield Check(
            "folders",
            "missing",
            text,
            _("move what is in the way") if in_the_way(closed) else _("make them writable for you"),
            made_writable(closed),
            public % {"n": len(closed)},
        )
        return
    open_ones = [folder for folder in (places.data, places.state) if _seen_by_others(folder)]
    if open_ones:
        text = _("others can look into %(folders)s") % {"folders": ", ".join(map(str, open_ones))}
        command = typed("chmod", "o-rwx", *open_ones)
        fix = _("keep them to yourself")
        yield Check("folders", "degraded", text, fix, command, _("others can look into a folder of ours"))
        return
    text = _("all can be written, data in %(folder)s") % {"folder": places.data}
    yield Check("folders", "ok", text, public=_("all can be written"))


def disk(places: Places, journal: Path) -> Iterator[Check]:
    """Whether there is room left where something is written."""
    ours = (places.config, places.data, places.state, places.run, journal)
    room = {folder: _room(folder) for folder in ours}
    least, free = min(room.items(), key=lambda one: one[1])
    named = {"size": size_of(free), "folder": least}
    public = _("%(size)s free where there is least") % named
    if free >= LITTLE:
        yield Check("disk", "ok", public)
        return
    text = _("only %(size)s free in %(folder)s") % named
    state: State = "degraded" if free >= TOO_LITTLE else "missing"
    yield Check("disk", state, text, _("make some room"), typed("df", "-h", existing(least)), public)


def settings(places: Places, problems: tuple[Problem, ...]) -> Iterator[Check]:
    """Whether every value of the settings can be used."""
    kept = places.settings_file
    if not problems:
        changed = kept.exists()
        text = str(kept) if changed else _("none changed; %(file)s would hold them") % {"file": kept}
        yield Check("settings", "ok", text, public=_("some changed") if changed else _("none changed"))
        return
    text = "; ".join(told(one.message) for one in problems)
    files = [str(file) for file in (kept, places.site_settings_file) if file and str(file) in text]
    # Names that we do not know may be anything somebody has written.
    ours = {field.section: {one.key for one in FIELDS if one.section == field.section} for field in FIELDS}
    names = sorted({f"{p.section}.{p.key}" for p in problems if p.key in ours.get(p.section, ())})
    public = ngettext("%(n)d value cannot be used: %(names)s", "%(n)d values cannot be used: %(names)s",
                      len(problems))  # fmt: skip
    commands = [line for problem in problems if (line := _restored(places, problem))]
    yield Check(
        "settings",
        "degraded",
        text,
        _("correct them in %(file)s") % {"file": ", ".join(files) or kept},
        " && ".join(commands),
        public % {"n": len(problems), "names": ", ".join(names) or "-"},
    )


def journal(store: JournalStore) -> Iterator[Check]:
    """Whether every line of the journal can be read, and a new one written."""
    entries, problems = len(store.load()), store.problems
    known = ngettext("%(n)d entry", "%(n)d entries", entries) % {"n": entries}
    if store.gone is not None:
        text = _("%(entries)s; %(problems)s") % {"entries": known, "problems": told(store.gone)}
        fix = _("connect the drive; what was done meanwhile goes into the journal then")
        yield Check("journal", "degraded", text, fix, "", _("its folder is not there"))
    elif not usable(store.folder):
        text = _("cannot write %(folders)s") % {"folders": store.folder}
        command = made_writable([store.folder])
        blocked, public = in_the_way([store.folder]), _("its folder cannot be written")
        fix = _("move what is in the way") if blocked else _("make it writable for you")
        yield Check("journal", "missing", text, fix, command, public)
    elif problems:
        text = _("%(entries)s; %(problems)s") % {"entries": known, "problems": "; ".join(map(told, problems))}
        fix = _("nothing is lost by it; the lines named are passed over")
        public = ngettext("%(n)d line cannot be read", "%(n)d lines cannot be read", len(problems))
        yield Check("journal", "degraded", text, fix, "", public % {"n": len(problems)})
    else:
        text = _("%(entries)s in %(folder)s") % {"entries": known, "folder": store.folder}
        yield Check("journal", "ok", text, public=_("can be read and written"))


def earlier_journals(places: Places, store: JournalStore) -> Iterator[Check]:
    """Whether breaks lie where the journal was before, and nowhere in it."""
    for folder, count in left_behind(places, store).items():
        text = ngettext(
            "%(n)d break lies in %(folder)s, where the journal was before, and is not read",
            "%(n)d breaks lie in %(folder)s, where the journal was before, and are not read",
            count,
        )
        public = ngettext(
            "%(n)d break lies where it is not read", "%(n)d breaks lie where they are not read", count
        )
        command = typed("backbreak", "journal", "add", folder)
        fix = _("add them to the journal")
        named = {"n": count, "folder": folder}
        yield Check("earlier-journal", "degraded", text % named, fix, command, public % named)


def packs(places: Places, problems: tuple[str, ...]) -> Iterator[Check]:
    """Whether every pack of exercises can be used."""
    if not problems:
        text = _("any in %(folder)s can be used") % {"folder": places.exercises_dir}
        yield Check("packs", "ok", text, public=_("any can be used"))
        return
    files = sorted({str(path) for path in places.exercises_dir.glob("*.toml")
                    if any(str(path) in told(problem) for problem in problems)})  # fmt: skip
    yield Check(
        "packs",
        "degraded",
        "; ".join(map(told, problems)),
        _("correct or delete them: backbreak exercises list tells which"),
        "; ".join(typed("backbreak", "exercises", "check", file) for file in files),  # each ends with 1
        ngettext("%(n)d mistake", "%(n)d mistakes", len(problems)) % {"n": len(problems)},
    )


def hooks(places: Places) -> Iterator[Check]:
    """Whether the user's programs in the hooks folder would be run."""
    from backbreak.resident.happenings import EVENTS
    from backbreak.resident.trusted import refused

    try:
        names = sorted(os.listdir(places.hooks_dir))  # noqa: PTH208 - names are what is wanted
    except (FileNotFoundError, NotADirectoryError):
        yield Check("hooks", "ok", _("there are none"))
        return
    mine = [name for name in names if not name.startswith(".")]
    bad = {name: why for name in mine if name in EVENTS and (why := refused(places.hooks_dir / name))}
    unknown = [name for name in mine if name not in EVENTS and os.access(places.hooks_dir / name, os.X_OK)
               and (places.hooks_dir / name).is_file()]  # fmt: skip
    count = len(mine) - len(bad) - len(unknown)
    if not bad and not unknown:
        yield Check("hooks", "ok", _("run at: %(events)s") % {"events": ", ".join(mine) or "-"},
                    public=ngettext("%(n)d of them", "%(n)d of them", count) % {"n": count})  # fmt: skip
        return
    said = [_("%(name)s is not run: %(why)s") % {"name": name, "why": why} for name, why in bad.items()]
    said += [_("%(name)s is the name of no event") % {"name": name} for name in unknown]
    command = " && ".join(dict.fromkeys(line for name in bad for line in _trusting(places.hooks_dir / name)))
    public = ngettext("%(n)d is not run", "%(n)d are not run", len(said)) % {"n": len(said)}
    fix = _("events are: %(events)s") % {"events": ", ".join(EVENTS)} if unknown else _("see docs/hooks.md")
    yield Check("hooks", "degraded", "; ".join(said), fix, command, public)


def _trusting(hook: Path) -> Iterator[str]:
    """The commands after which nobody else has a say in a hook; none for what is no file.

    What a link leads to may be the system's: nothing of somebody else's is changed.
    """
    real = hook.resolve()
    if not real.is_file():
        return
    found, others = real.stat(), stat.S_IWGRP | stat.S_IWOTH
    if found.st_uid != os.getuid():
        if hook.is_symlink():
            return
        yield typed("sudo", "chown", os.getuid(), real)
    if found.st_mode & others or not found.st_mode & stat.S_IXUSR:
        yield typed("chmod", "u+x,go-w", real)
    for folder in (hook.parent, real.parent):
        place = folder.stat()
        if place.st_uid == os.getuid() and place.st_mode & others and not place.st_mode & stat.S_ISVTX:
            yield typed("chmod", "go-w", folder)


def _seen_by_others(folder: Path) -> bool:
    """Whether anybody on this machine may list it: it and all above it let them."""
    try:
        modes = [place.stat().st_mode for place in (folder, *folder.parents)]
    except OSError:
        return False
    return bool(modes[0] & stat.S_IROTH) and all(mode & stat.S_IXOTH for mode in modes)


def _room(folder: Path) -> int:
    """Bytes that can be written there; what cannot be told is no reason to worry."""
    try:
        found = os.statvfs(existing(folder))
    except OSError:
        return 1 << 60
    return found.f_bavail * found.f_frsize


def size_of(amount: float) -> str:
    """A number of bytes as people say it."""
    for unit in ("B", "KiB", "MiB", "GiB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}"
        amount /= 1024
    return f"{amount:.0f} TiB"


def _restored(places: Places, problem: Problem) -> str:
    """The command that gives a setting of the user's its default; "" where that is not what helps."""
    field = next((one for one in FIELDS if (one.section, one.key) == (problem.section, problem.key)), None)
    if field is None or not told(problem.message).startswith(str(places.settings_file)):
        return ""
    default = field.default
    if isinstance(default, bool):
        value = str(default).lower()
    else:
        value = ",".join(map(str, default)) if isinstance(default, tuple | list) else str(default)
    return typed("backbreak", "config", "set", f"{field.section}.{field.key}", value)
