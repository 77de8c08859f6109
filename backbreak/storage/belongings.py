"""Everything that lies on the disk for a home: every file and folder, of which kind, and whether it is there.

What each kind is, and what becomes of who deletes it, is said by `words.belongings`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase
from pathlib import Path

from backbreak.core.errors import BackbreakError

from .autostart import standing
from .journal_folder import former_folders
from .places import Places


class Kind(Enum):
    """What a file or folder is."""

    SETTINGS = "settings"
    HOOKS = "hooks"
    EXERCISES = "exercises"
    JOURNAL = "journal"
    FORMER = "former-journal"
    STATE = "state"
    STAMP = "stamp"
    IDENTITY = "identity"
    CARE = "care"
    WELCOME = "welcome"
    LOOSE = "loose-session"
    FOLDERS = "journal-folders"
    WAITING = "waiting-journal"
    LOG = "log"
    LOCK = "lock"
    BAD = "damaged"
    OTHER = "other"
    DOOR = "door"
    FLEET = "fleet"
    AUTOSTART = "autostart"


class Keeping(Enum):
    """Whether somebody may delete it."""

    YOURS = "yours"
    """Made by a person, or of what they did: deleted, it is gone."""
    OURS = "ours"
    """Made by the program for itself, and made again."""
    ELSEWHERE = "elsewhere"
    """Outside the home's folders: the system's, or the desktop's."""


_YOURS = frozenset({Kind.SETTINGS, Kind.HOOKS, Kind.EXERCISES, Kind.JOURNAL, Kind.FORMER, Kind.WAITING})
_ELSEWHERE = frozenset({Kind.FLEET, Kind.AUTOSTART})
STATE_FILES = {
    "state.json": Kind.STATE,
    "stamp": Kind.STAMP,
    "identity.json": Kind.IDENTITY,
    "care.json": Kind.CARE,
    "welcome.json": Kind.WELCOME,
    "loose-session.json": Kind.LOOSE,
    "journal-folders.json": Kind.FOLDERS,
    "journal-waiting.jsonl": Kind.WAITING,
    "backbreak.log*": Kind.LOG,
    "*.lock": Kind.LOCK,
    "*.bad": Kind.BAD,
}
"""What lies in the state folder, by patterns of its files' names."""

_ALWAYS = ("state.json", "identity.json", "care.json", "backbreak.log")  # named even before they are there


@dataclass(frozen=True, slots=True)
class Belonging:
    """One file or folder."""

    kind: Kind
    path: Path
    there: bool

    @property
    def keeping(self) -> Keeping:
        """Whether somebody may delete it."""
        if self.kind in _YOURS:
            return Keeping.YOURS
        return Keeping.ELSEWHERE if self.kind in _ELSEWHERE else Keeping.OURS


def belongings(places: Places, journal: Path) -> list[Belonging]:
    """Give all of them, what matters most first; `journal` is the folder in which it lies now."""
    return [Belonging(kind, path, os.path.exists(path)) for kind, path in _all(places, journal)]  # noqa: PTH110


def _all(places: Places, journal: Path) -> Iterator[tuple[Kind, Path]]:
    yield Kind.JOURNAL, journal
    for folder in former_folders(places, journal):
        yield Kind.FORMER, folder
    yield Kind.SETTINGS, places.settings_file
    yield Kind.EXERCISES, places.exercises_dir
    yield Kind.HOOKS, places.hooks_dir
    for name in sorted({*_ALWAYS, *_names(places.state)}):
        yield _kind_of(name), places.state / name
    yield Kind.DOOR, places.socket_path
    if places.site_settings_file is not None:
        yield Kind.FLEET, places.site_settings_file
    for file in _autostart(places):
        yield Kind.AUTOSTART, file


def _kind_of(name: str) -> Kind:
    return next((kind for pattern, kind in STATE_FILES.items() if fnmatchcase(name, pattern)), Kind.OTHER)


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def _autostart(places: Places) -> list[Path]:
    """The files that have it start at login, as far as the system tells."""
    try:
        told = standing(places)
    except BackbreakError:
        return []
    return [Path(file) for file in dict.fromkeys([told.file, *told.also]) if file is not None]
