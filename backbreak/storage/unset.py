"""Taking settings out of the user's file, so that the fleet's value or the default decides again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from backbreak.core.fields import Field
from backbreak.core.settings import FIELDS

from .durable import replace_file
from .failures import failure
from .lock import locked
from .places import Places
from .reading import read_at_once
from .settings import SettingsError, damaged, known_field


def said(places: Places) -> frozenset[str]:
    """Name what the user's file says, whether it can be used or not; nothing of a file nobody can read."""
    try:
        tables = tomllib.loads(read_at_once(places.settings_file).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    found = []
    for field in FIELDS:
        table = tables.get(field.section)
        if isinstance(table, dict) and field.key in table:
            found.append(field.name)
    return frozenset(found)


def unset(places: Places, names: Iterable[str]) -> None:
    """Have the user's file say nothing of these settings, all at once; everything else stays as written.

    SettingsError for a file that is damaged (it is left alone), StorageError where it cannot be written.
    """
    path, wanted = places.settings_file, [known_field(name) for name in names]
    with locked(places.settings_lock):
        try:
            content = without(read_at_once(path), wanted)
        except FileNotFoundError:
            return
        except OSError as error:
            raise failure("read", path, error) from error
        except ValueError as error:
            complaint = str(error).splitlines()[0]
            raise damaged(path, complaint) from error
        if content is None:
            told = "%(file)s: this is written in a way that cannot be changed from here; change it there"
            raise SettingsError(told, file=path)
        replace_file(path, content)


def without(content: bytes, fields: Iterable[Field]) -> bytes | None:
    """Give the content of a settings file without these settings; ValueError for one that is damaged.

    None where that cannot be had: what a person wrote is never replaced by anything but what was asked for.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(content.decode("utf-8-sig"))
        before = document.unwrap()
        for field in fields:
            section = document.get(field.section)
            if isinstance(section, dict) and field.key in section:
                del section[field.key]
                before[field.section].pop(field.key)
        changed = tomlkit.dumps(document)
        kept = tomllib.loads(changed) == before
    except (TOMLKitError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return changed.encode() if kept else None
