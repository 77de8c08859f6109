"""The journal deleted: all of a folder, or one device's; what else lies there is left alone."""

from __future__ import annotations

import re
from pathlib import Path

from .failures import failure
from .journal_folder import folder_now, journal_files
from .lock import locked
from .places import Places, sync_folder

_DEVICE = re.compile(r"[a-z0-9-]+-[0-9a-f]{4}(?![0-9a-z])|[^.]+")
_LEFTOVERS = ".*.jsonl.new"  # of a copy that was killed


def device_of(path: Path) -> str:
    """Give the device a journal file is of; a copy that a syncing tool made of it is of the same."""
    found = _DEVICE.match(path.name)
    return found.group() if found else path.name


def files_of(folder: Path, device: str | None = None) -> list[Path]:
    """Give a folder's journal files, or those of one device. Raises StorageError."""
    return [path for path in journal_files(folder) if device is None or device_of(path) == device]


def delete_journal(places: Places, device: str | None = None) -> list[Path]:
    """Delete the journal's files, or those of one device, for good; gives those that went.

    Whoever runs goes on with what is left. Raises StorageError at the first file that cannot be deleted, and
    SettingsError where the settings do not say which folder it is.
    """
    with locked(places.journal_lock):
        folder = folder_now(places)
        files = files_of(folder, device)
        for path in [*files, *(folder.glob(_LEFTOVERS) if device is None else ())]:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise failure("delete", path, error) from error
        if files:
            sync_folder(folder)
    return files
