"""A copy of all that is a person's, in one archive any computer opens: journal, settings, hooks, exercises.

The files are in it as they are, in the folders of a portable home: unpacked, it is one. For that, its
settings do not say where the journal lies here.
"""

from __future__ import annotations

import io
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .durable import replace_file
from .failures import StorageError, failure
from .journal_copying import Progress, quietly
from .journal_folder import journal_files
from .lock import locked_to_read
from .places import Places

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

Moment = tuple[int, int, int, int, int, int]

_EARLIEST: Moment = (1980, 1, 1, 0, 0, 0)  # of the times an archive can hold
_LATEST: Moment = (2107, 12, 31, 23, 59, 58)


def write_archive(
    places: Places, journal: Path, target: Path, beside: Mapping[str, bytes], progress: Progress = quietly
) -> int:
    """Write everything to `target`, which is replaced; gives how many of a home's files are in it.

    `beside` are contents to be added under names of their own. Raises StorageError.
    """
    from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

    buffer = io.BytesIO()
    files = list(_files(places, journal))
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive, locked_to_read(places.journal_lock):
        for number, (name, path) in enumerate(files):
            progress(number, len(files))
            _add(archive, name, path, _at_home if path == places.settings_file else bytes)
        for name, content in beside.items():
            archive.writestr(_info(name, time.time(), 0o600), content)
    replace_file(target, buffer.getvalue())
    try:
        with ZipFile(target) as archive:
            broken = archive.testzip()
    except (OSError, BadZipFile) as error:
        raise StorageError("%(file)s cannot be read back: look at the disk", file=target) from error
    if broken is not None:
        raise StorageError("%(file)s cannot be read back: look at the disk", file=target)
    progress(len(files), len(files))
    return len(files)


def _files(places: Places, journal: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a person, and its name in the archive."""
    for path in journal_files(journal):
        yield f"data/journal/{path.name}", path
    if places.waiting_journal.is_file():
        yield f"data/journal/{places.waiting_journal.name}", places.waiting_journal
    if places.settings_file.is_file():
        yield "config/settings.toml", places.settings_file
    for name, folder in (("config/hooks", places.hooks_dir), ("data/exercises", places.exercises_dir)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _at_home(settings: bytes) -> bytes:
    """The settings with the journal beside them; as they are where that cannot be had."""
    from .settings import known_field
    from .unset import without

    try:
        return without(settings, [known_field("journal.folder")]) or settings
    except ValueError:
        return settings


def _add(archive: ZipFile, name: str, path: Path, change: Callable[[bytes], bytes]) -> None:
    try:
        found = path.stat()
        content = change(path.read_bytes())
    except OSError as error:
        raise failure("read", path, error) from error
    archive.writestr(_info(name, found.st_mtime, stat.S_IMODE(found.st_mode)), content)


def _info(name: str, written: float, mode: int) -> ZipInfo:
    from zipfile import ZIP_DEFLATED, ZipInfo

    year, month, day, hour, minute, second, *_ = time.localtime(written)
    moment = min(max((year, month, day, hour, minute, second), _EARLIEST), _LATEST)
    info = ZipInfo(os.fsencode(name).decode("utf-8", "replace"), moment)
    info.external_attr, info.compress_type = (stat.S_IFREG | mode) << 16, ZIP_DEFLATED
    return info
