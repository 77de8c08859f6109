"""The journal deleted: all of a folder, or one device's; what else lies there is left alone."""

from __future__ import annotations

from pathlib import Path

from .device import device_in
from .failures import failure
from .journal_folder import folder_now, is_foreign, journal_files
from .lock import locked
from .places import Places, sync_folder

_LEFTOVERS = ".*.jsonl.new"  # of a copy that was killed


def device_of(path: Path) -> str:
    """Give the device a journal file is of; a copy that a syncing tool made of it is of the same."""
    return device_in(path.name) or path.name.partition(".")[0] or path.name


def files_of(places: Places, folder: Path, device: str | None = None) -> list[Path]:
    """Give the journal's files in a folder, or those of one device. Raises StorageError.

    What waits for the folder to be there again is of all devices, and none: it goes with the whole.
    """
    ours = [path for path in journal_files(folder) if not is_foreign(path)]
    if device is None:
        waiting = [places.waiting_journal] if places.waiting_journal.is_file() else []
        return ours + waiting
    return [path for path in ours if device_of(path) == device]


def delete_journal(places: Places, device: str | None = None) -> list[Path]:
    """Delete the journal's files, or those of one device, for good; gives those that went.

    Whoever runs goes on with what is left. Raises StorageError at the first file that cannot be deleted, and
    SettingsError where the settings do not say which folder it is.
    """
    with locked(places.journal_lock):
        folder = folder_now(places)
        files = files_of(places, folder, device)
        for path in [*files, *(folder.glob(_LEFTOVERS) if device is None else ())]:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise failure("remove", path, error) from error
        for parent in {path.parent for path in files}:
            sync_folder(parent)
    return files
