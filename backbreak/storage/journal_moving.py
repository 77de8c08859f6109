"""The journal's folder moved: its files copied, read back, then the setting changed; the old ones stay.

Most is copied while others go on writing; what they wrote meanwhile follows under the journal's lock, under
which the setting changes too. Whoever writes next asks the settings where, so no line can fall in between.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from backbreak.core.errors import BackbreakError

from .failures import failure
from .journal_copying import Copy, Progress, quietly
from .journal_folder import JournalFolder, folder_now, is_foreign, journal_files, remember
from .lock import locked
from .places import Places, make_private
from .settings import check_lock, known_field, set_value

_FOLDER = "journal.folder"
_SPARE_BYTES = 1 << 20  # left free for what is not counted


class MoveError(BackbreakError):
    """The journal cannot move there; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the journal lay and lies now, and how many files came along."""

    before: Path
    now: Path
    files: int


def move_journal(places: Places, target: Path, progress: Progress = quietly) -> Moved:
    """Move the journal into a folder, which is created where only its last part is missing.

    Blocks while it copies; `progress(done, whole)` is told of bytes. Raises BackbreakError, and then nothing
    has changed: MoveError for a folder that makes no sense, StorageError for what the disk refuses,
    LockedError and SettingsError where the setting cannot be changed.
    """
    check_lock(places, known_field(_FOLDER))
    source = folder_now(places)
    target = Path(os.path.abspath(target))  # noqa: PTH100 - a link stays what a person calls the folder
    _check_there(places, source, target)
    written = _as_written(places, target)
    _check(source, target, places)
    with _prepared(source, target) as copy:
        copy.bring(progress, whole=False)
        with locked(places.journal_lock):
            copy.bring(whole=True)
            remember(places, source)
            remember(places, target)
            _switch(places, target, written)
    return Moved(source, target, len(journal_files(source)))


def add_journal(places: Places, source: Path, progress: Progress = quietly) -> int:
    """Add the journal files of another folder, such as an old one, to the journal; gives how many there were.

    Nothing changes in that folder. Raises as `move_journal` does.
    """
    target = folder_now(places)
    _check_there(places, target)
    source = Path(os.path.abspath(source))  # noqa: PTH100
    if source.is_file():
        raise MoveError("%(folder)s is a file: choose a folder", folder=source)
    files = journal_files(source)
    if not files:
        raise MoveError("%(folder)s holds no journal: name the folder with files in .jsonl", folder=source)
    _check_foreign(files)
    make_private(target)
    if target.samefile(source):
        raise MoveError("the journal lies in %(folder)s already: nothing to add", folder=source)
    copy = Copy(source, target)
    _check_room(source, target)
    with locked(places.journal_lock):
        copy.bring(progress, whole=True)
    return len(files)


def _check_there(places: Places, *folders: Path) -> None:
    """Raise MoveError for a folder that has held the journal and is gone, as with its drive."""
    gone = next(filter(JournalFolder(places).is_gone, folders), None)
    if gone is not None:
        told = "%(folder)s is not there: connect the drive it is on, or create it to begin a new journal"
        raise MoveError(told, folder=gone)


def _as_written(places: Places, target: Path) -> str:
    """The setting for a folder: one within the data folder moves along with that."""
    text = "" if target == places.journal_dir() else str(target)
    if text and target != places.data and target.is_relative_to(places.data):
        text = "./" + str(target.relative_to(places.data))
    if known_field(_FOLDER).read_text(text) != text:  # a blank at its end would be lost
        raise MoveError("%(folder)s has a name that cannot be kept: choose another", folder=repr(str(target)))
    return text


def _check(source: Path, target: Path, places: Places) -> None:
    """Raise MoveError for a target that makes no sense, StorageError for one that cannot be looked at."""
    try:
        _look_at(target, Path(os.path.realpath(target)), Path(os.path.realpath(source)), places)
    except OSError as error:
        raise failure("use", target, error) from error
    _check_foreign(journal_files(target))


def _check_foreign(files: Iterable[Path]) -> None:
    """Raise MoveError for another program's file: it would be read as a journal, and deleted as one."""
    foreign = next(filter(is_foreign, files), None)
    if foreign is not None:
        raise MoveError("%(file)s is no journal of backbreak: choose another folder", file=foreign)


def _look_at(target: Path, real: Path, old: Path, places: Places) -> None:
    if real == old:
        raise MoveError("the journal lies in %(folder)s already: nothing to move", folder=target)
    if real.is_relative_to(old):
        raise MoveError("%(folder)s lies within the journal's folder: choose one outside", folder=target)
    if real in (places.config, places.data, places.state, places.run, places.exercises_dir, places.hooks_dir):
        raise MoveError("%(folder)s holds other things of backbreak: choose another folder", folder=target)
    if real.exists() and not real.is_dir():
        raise MoveError("%(folder)s is a file: choose a folder", folder=target)
    if not real.exists() and not real.parent.is_dir():
        raise MoveError(
            "there is no folder %(folder)s: create it, or connect the drive it is on", folder=target.parent
        )


@contextmanager
def _prepared(source: Path, target: Path) -> Iterator[Copy]:
    """A copy into a folder that can be written; if anything fails, what came is taken away again."""
    new, copy = not target.exists(), Copy(source, target)
    try:
        make_private(target)
        _check_room(source, target)
        yield copy
    except BaseException:
        copy.undo()
        if new:
            with suppress(OSError):  # it was never made, or somebody else uses it
                target.rmdir()
        raise


def _check_room(source: Path, target: Path) -> None:
    """Raise MoveError where all the files would not find room; StorageError where nothing can be written."""
    try:
        probe = target / ".backbreak.new"
        probe.touch()
        probe.unlink()
        if not hasattr(os, "statvfs"):
            return
        there = os.statvfs(target)
        needed = sum(path.stat().st_size for path in journal_files(source)) + _SPARE_BYTES
    except OSError as error:
        raise failure("write in", target, error) from error
    if there.f_bavail * there.f_frsize < needed:
        raise MoveError(
            "%(folder)s is full: make room for %(needed)d MB", folder=target, needed=needed // 1_000_000 + 1
        )


def _switch(places: Places, target: Path, written: str) -> None:
    try:
        set_value(places, _FOLDER, written)
    except BackbreakError:
        if JournalFolder(places).now() != target:  # else it is done, but for the disk's word that it stays
            raise
