"""Where the journal lies: as the settings say, which may change while we run."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from backbreak.core.settings import Problem, Settings

from .device import device_in
from .durable import replace_file
from .failures import StorageError, failure
from .journal import JournalStore, is_journal
from .journal_file import JournalFile
from .places import Places
from .settings import SettingsError, load
from .state import StateStore

FILE_NAME = "journal-folders.json"
_KEY = "folders"


class JournalFolder:
    """The folder by the settings as they are on the disk now, read again only if they have changed.

    One that has held the journal and is not there any more, as on a drive that was pulled out, is not made
    anew: what would be written there waits in the state.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._marks: object = None
        self._known: Path | None = None
        self.waiting = places.waiting_journal

    def now(self) -> Path | None:
        """Give the folder; None while the settings do not say it in a way that can be used.

        Whoever makes a mistake in that file does not mean to begin a new journal somewhere else.
        """
        marks = [_mark(path) for path in (self._places.settings_file, self._places.site_settings_file)]
        if marks != self._marks:
            settings, problems = load(self._places)
            unsaid = any(map(_about_the_folder, problems))
            self._known = None if unsaid else self._places.journal_dir(settings.journal.folder)
            self._marks = marks
        return self._known

    def is_gone(self, folder: Path) -> bool:
        """Whether the folder has held the journal and is not there."""
        if folder == self._places.journal_dir() or os.path.exists(folder):  # noqa: PTH110 - never raises
            return False
        return str(folder) in _remembered(self._places)

    def remember(self, folder: Path) -> None:
        """Keep that the folder holds the journal."""
        remember(self._places, folder)


def folder_now(places: Places) -> Path:
    """Give the folder by the settings on the disk; SettingsError where they do not say it."""
    settings, problems = load(places)
    wrong = next(filter(_about_the_folder, problems), None)
    if wrong is not None:
        raise SettingsError(wrong.message)
    return places.journal_dir(settings.journal.folder)


def _about_the_folder(problem: Problem) -> bool:
    """Whether it leaves open where the journal is meant to lie: so does a file that cannot be read."""
    return (problem.section, problem.key) in (("", ""), ("journal", ""), ("journal", "folder"))


def open_journal(places: Places, settings: Settings, device: str = "") -> JournalStore:
    """Give the journal of a home, to write in as a device; it follows the settings wherever they send it."""
    folder = places.journal_dir(settings.journal.folder)
    return JournalStore(folder, device, places.journal_lock, JournalFolder(places))


def journal_files(folder: Path) -> list[Path]:
    """Give the files of a journal by name; none where there is no folder, StorageError where it is closed."""
    try:
        return sorted(path for path in folder.iterdir() if is_journal(path.name) and path.is_file())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise failure("read", folder, error) from error


def is_foreign(path: Path) -> bool:
    """Whether a file of such a name is another program's: none of its lines is an entry.

    One that is named as a device's is ours, whatever has become of it.
    """
    if device_in(path.name):
        return False
    file = JournalFile(path)
    file.refresh()
    return bool(file.problems) and not file.entries


def remember(places: Places, folder: Path) -> None:
    """Keep that the journal has lain in a folder, so that it can be named when it lies elsewhere.

    The usual one is known anyway, and one that is not there has held nothing yet. What cannot be kept is no
    reason for anything else to fail.
    """
    if folder == places.journal_dir() or not os.path.isdir(folder):  # noqa: PTH112 - never raises
        return
    known = _remembered(places)
    if str(folder) not in known:
        content = json.dumps({_KEY: [*known, str(folder)]})
        with suppress(StorageError):
            replace_file(places.state / FILE_NAME, content.encode("ascii") + b"\n")


def former_folders(places: Places, folder: Path) -> list[Path]:
    """Give the other folders in which journal files of earlier days lie; `folder` is where it lies now.

    They are not read: whoever changes the setting by hand leaves them behind.
    """
    others = dict.fromkeys([places.journal_dir(), *map(Path, _remembered(places))])
    return [other for other in others if not _same(other, folder) and _holds_a_journal(other)]


def left_behind(places: Places, journal: JournalStore) -> dict[Path, int]:
    """Give the former folders in which entries lie that the journal has not, and how many they are."""
    known = journal.ids()
    found = {
        folder: len(JournalStore(folder, "", places.journal_lock).ids() - known)
        for folder in former_folders(places, journal.folder)
    }
    return {folder: count for folder, count in found.items() if count}


def _remembered(places: Places) -> list[str]:
    folders = (StateStore(places.state / FILE_NAME).load() or {}).get(_KEY)
    return [one for one in folders if isinstance(one, str)] if isinstance(folders, list) else []


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return one == other


def _holds_a_journal(folder: Path) -> bool:
    try:
        return bool(journal_files(folder))
    except StorageError:
        return False


def _mark(path: Path | None) -> tuple[int, ...]:
    """What changes with a file's content."""
    try:
        found = None if path is None else path.stat()
    except OSError:
        found = None
    return () if found is None else (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
