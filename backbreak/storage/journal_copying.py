"""A journal's files brought into another folder: copied, or added line by line to those that are there.

Nothing is overwritten and no line is cut: a file that is missing appears whole, one that is there only grows
by the lines it lacks. So it may be killed anywhere and done again, and whatever a syncing tool brings
meanwhile stays. A file is done when it was read back and has every line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .failures import StorageError, failure
from .journal_folder import journal_files
from .places import CLOEXEC, sync_folder

Progress = Callable[[int, int], None]
"""Told of bytes done and bytes in all."""

_SIGNED = b"\xef\xbb\xbf"  # how some editors begin a file
_TRIES = 5  # as often may a syncing tool put another file in the place of one that was just added to

Mark = tuple[int, int, int]


def quietly(done: int, whole: int) -> None:
    """Tell nobody how far it is."""


@dataclass(slots=True)
class Copy:
    """Brings the files of `source` into `target`, which exists; may be asked again for what came since."""

    source: Path
    target: Path
    created: dict[Path, Mark] = field(default_factory=dict)
    """The files that were not there before, as they were left."""

    def bring(self, progress: Progress = quietly, *, whole: bool) -> None:
        """Bring every line; a last one without its end only if the `whole` is wanted. Raises StorageError.

        Somebody may be writing it, unless the journal's lock is held.
        """
        files = journal_files(self.source)
        sizes = [_size(path) for path in files]
        done, in_all = 0, sum(sizes)
        for path, size in zip(files, sizes, strict=True):
            progress(done, in_all)
            content = _read(path)
            if not whole:
                content = content[: content.rfind(b"\n") + 1]
            self._bring(path.name, content)
            done += size
        progress(in_all, in_all)
        self._sync()

    def undo(self) -> None:
        """Take away the files that came, those only that nobody has changed since."""
        for path, mark in self.created.items():
            with suppress(OSError):
                if _mark(path) == mark:
                    path.unlink()
        self.created.clear()

    def _bring(self, name: str, content: bytes) -> None:
        path = self.target / name
        try:
            _fresh(path).unlink(missing_ok=True)  # of a time we were killed
            if not path.exists() and _appears(path, content):
                self.created[path] = _mark(path)
            for _ in range(_TRIES):  # the first one reads back what has appeared
                lacking = _lacking(path.read_bytes(), content)
                if not lacking:
                    return
                _add(path, lacking)
                if path in self.created:
                    self.created[path] = _mark(path)
        except OSError as error:
            raise failure("write", path, error) from error
        raise StorageError(
            "%(file)s does not give back what was written there: look at the disk, or stop what syncs it",
            file=path,
        )

    def _sync(self) -> None:
        try:
            sync_folder(self.target)
        except OSError as error:
            raise failure("write", self.target, error) from error


def _appears(path: Path, content: bytes) -> bool:
    """Have a new file appear with all it holds; False where one has come in the meantime."""
    fresh = _fresh(path)
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | CLOEXEC, 0o600)
        with open(handle, "wb") as out:  # noqa: PTH123 - a handle, not a name
            out.write(content)
            out.flush()
            _to_disk(out.fileno())
        return _published(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _published(fresh: Path, path: Path) -> bool:
    try:
        path.hardlink_to(fresh)  # refused where there is a file: a renaming would take its place
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        fresh.rename(path)
    return True


def _lacking(there: bytes, content: bytes) -> bytes:
    """What to write at the end so that every line of `content` is there; nothing where all are."""
    whole, _, rest = there.removeprefix(_SIGNED).rpartition(b"\n")
    known = {*whole.split(b"\n"), rest, b""}
    lines = list(dict.fromkeys(content.removeprefix(_SIGNED).split(b"\n")))
    missing = [line for line in lines if line not in known]
    if not missing:
        return b""
    begun = next((line for line in missing if rest and line.startswith(rest)), None)
    if begun is None:
        return b"\n" * bool(rest) + _joined(missing)
    missing.remove(begun)  # we were killed within it
    return begun[len(rest):] + b"\n" + _joined(missing)


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _add(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | CLOEXEC)
    with open(handle, "ab") as out:  # noqa: PTH123 - a handle, not a name
        out.write(content)
        out.flush()
        _to_disk(out.fileno())


def _to_disk(handle: int) -> None:
    """See that it is on the disk, and that reading it back asks the disk."""
    os.fsync(handle)
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise failure("read", path, error) from error


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _mark(path: Path) -> Mark:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
