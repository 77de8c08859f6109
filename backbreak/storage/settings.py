"""The settings on disk: a fleet's file under the user's own, read without fail, changed without harm.

Reading is every command's first act, so it brings no more than the standard library's parser, and that only
where there is a file. Changing one value keeps everything else as people wrote it, comments included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from backbreak.core.errors import BackbreakError, Message
from backbreak.core.fields import Field, Kind, Value
from backbreak.core.locks import TABLE, read_locks
from backbreak.core.settings import DEFAULT, FIELDS, SECTIONS, Problem, Settings, find_field, parse, value_of

from .durable import replace_file
from .failures import failure
from .lock import locked
from .places import Places
from .reading import read_at_once


class SettingsError(BackbreakError):
    """A setting that cannot be changed as asked."""


class RefusedError(SettingsError):
    """There is no such setting, or it cannot have such a value: the mistake is in the asking, not on disk."""

    code = "usage"


class LockedError(SettingsError):
    """A setting that the fleet's file keeps as it is."""


def load(places: Places) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings; what cannot be used is a problem that names its file, and falls back.

    The user's file wins over the fleet's key by key, but for what that locks; a bad value of the user's falls
    back to the fleet's.
    """
    settings, found, locked = DEFAULT, list[Problem](), frozenset[str]()
    for path in _files(places):
        try:
            tables = _tables(path)
        except SettingsError as error:
            found.append(Problem("", "", Message("%(error)s. Using none of it.", error=error.told)))
            continue
        problems: tuple[Problem, ...]
        if path == places.settings_file:
            problems = _lock_of_a_user(places, tables)
            tables = _without(tables, locked)
        else:
            locked, problems = read_locks(tables)
        settings, more = parse(tables, settings)
        found += [replace(problem, message=_at(path, problem.message)) for problem in (*problems, *more)]
    return settings, tuple(found)


def locks(places: Places) -> dict[str, Path]:
    """Say by its full name which settings are locked, each with the file that says so."""
    site = places.site_settings_file
    try:
        return {} if site is None else dict.fromkeys(sorted(read_locks(_tables(site))[0]), site)
    except SettingsError:  # `load` tells of it, and nothing is locked by it
        return {}


def origins(places: Places) -> dict[str, Path]:
    """Say by its full name which file a setting comes from; those that are not told have their default."""
    found, locked = dict[str, Path](), locks(places)
    for path in _files(places):
        try:
            tables = _tables(path)
        except SettingsError:  # `load` tells of it, and uses none of it either
            continue
        if path == places.settings_file:
            tables = _without(tables, locked)
        for field in FIELDS:
            table = tables.get(field.section)
            if isinstance(table, dict) and field.key in table and field.read(table[field.key]) is not None:
                found[field.name] = path
    return found


def _files(places: Places) -> Iterator[Path]:
    """The fleet's file, if there may be one, then the user's."""
    if places.site_settings_file is not None:
        yield places.site_settings_file
    yield places.settings_file


def _without(tables: dict[str, object], locked: Iterable[str]) -> dict[str, object]:
    """A user's tables without what is not theirs to say."""
    kept = dict(tables)
    for name in locked:
        section, _, key = name.partition(".")
        table = kept.get(section)
        if isinstance(table, dict) and key in table:
            kept[section] = {one: value for one, value in table.items() if one != key}
    return kept


def _lock_of_a_user(places: Places, tables: dict[str, object]) -> tuple[Problem, ...]:
    """Whoever tries out a lock in their own file is told where it belongs."""
    if TABLE not in tables or places.site_settings_file is None:
        return ()
    told = Message("[locked] locks nothing here; it belongs in %(file)s", file=places.site_settings_file)
    return (Problem(TABLE, "", told),)


def _at(path: Path, complaint: str) -> Message:
    return Message("%(file)s: %(problem)s", file=path, problem=complaint)


def _tables(path: Path) -> dict[str, object]:
    try:
        content = read_at_once(path)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(failure("read", path, error).told) from error
    return _parsed(path, content)


def damaged(path: Path, complaint: str) -> SettingsError:
    """Give the error of a file that cannot be understood."""
    told = "%(file)s: %(problem)s; correct it there, or move the file away"
    return SettingsError(told, file=path, problem=complaint)


def _parsed(path: Path, content: bytes) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # of TOML, of UTF-8, of numbers beyond reason
        complaint = str(error).splitlines()[0]
        raise damaged(path, complaint) from error


def set_value(places: Places, name: str, value: object) -> Value:
    """Change one setting, such as "rhythm.snooze_min", in the user's file, and give the value as kept.

    A text is read as typed in a shell. RefusedError for a name or value that is not possible; SettingsError
    for a file that is damaged (it is left alone), LockedError for what the fleet's file keeps as it is;
    StorageError where it cannot be written.
    """
    field = known_field(name)
    check_lock(places, field)
    kept = field.read_text(value) if isinstance(value, str) else field.read(value)
    if kept is None:
        raise RefusedError(field.complaint(value))
    path = places.settings_file
    with locked(places.settings_lock):
        before = _tables(path)
        content = _changed(path, field, kept)
        _check(path, before, _parsed(path, content), field, kept)
        replace_file(path, content)
    return kept


def check_lock(places: Places, field: Field) -> None:
    """Raise LockedError for a setting that the fleet's file locks."""
    file = locks(places).get(field.name)
    if file is not None:
        raise LockedError(
            "%(setting)s is set for everybody on this computer, and locked in %(file)s: "
            "ask whoever looks after the computer to change it there",
            setting=field.name,
            file=file,
        )


def set_listed(places: Places, name: str, item: str, listed: bool) -> None:
    """Have an item stand in a setting that is a list, or no longer; raises as `set_value` does.

    A list of the user's that cannot be used is not rewritten: what else was meant by it would be lost.
    """
    field = known_field(name)
    table = _tables(places.settings_file).get(field.section, {})
    if isinstance(table, dict) and field.key in table and field.read(table[field.key]) is None:
        complaint = field.complaint(table[field.key])
        told = "%(file)s: %(problem)s; correct that first"
        raise SettingsError(told, file=places.settings_file, problem=complaint)
    now = value_of(load(places)[0], field)
    if not isinstance(now, tuple):
        raise SettingsError("%(name)s is no list; set it as a whole", name=field.name)
    if (item in now) != listed:
        set_value(places, name, [*now, item] if listed else [one for one in now if one != item])


def known_field(name: str) -> Field:
    """Give the field of a full name; RefusedError names those there are."""
    field = find_field(name)
    if field is None:
        raise RefusedError("there is no setting %(name)s; use one of %(like)s", name=name, like=_like(name))
    return field


def _like(name: str) -> str:
    """What a wrong name may have meant: the keys of its section, or else the sections."""
    section = name.partition(".")[0]
    return ", ".join([field.name for field in FIELDS if field.section == section]
                     or [f"{known}.…" for known in SECTIONS])


def _changed(path: Path, field: Field, value: Value) -> bytes:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = read_at_once(path).decode("utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        if field.section not in document:
            document[field.section] = tomlkit.table()
        section: object = document[field.section]
        if not isinstance(section, dict):
            told = "%(file)s: %(section)s is not a table; correct that first"
            raise SettingsError(told, file=path, section=field.section)
        section[field.key] = _plain(field, value)
    except (TOMLKitError, ValueError) as error:
        raise damaged(path, str(error)) from error
    return tomlkit.dumps(document).encode()


def _plain(field: Field, value: Value) -> object:
    """The value as people would write it: whole numbers without a point, lists as lists."""
    if isinstance(value, tuple):
        return list(value)
    if field.kind is Kind.NUMBER and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _check(path: Path, before: dict[str, object], after: dict[str, object],
           field: Field, value: Value) -> None:
    """See that the change is the change asked for and no other, before it replaces what a person wrote."""
    old, new = before.pop(field.section, {}), after.pop(field.section, {})
    if isinstance(old, dict) and isinstance(new, dict):
        old.pop(field.key, None)
        if field.read(new.pop(field.key, None)) == value and (old, before) == (new, after):
            return
    told = "%(file)s: %(name)s is written in a way that cannot be changed from here; change it there"
    raise SettingsError(told, file=path, name=field.name)
