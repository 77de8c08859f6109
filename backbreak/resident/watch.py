"""Folders watched for changes: settings edited by hand, a journal synced from another computer.

inotify costs no wake-up while nothing changes. Folders are watched, not files: editors and our own writers
put a new file in the place of the old one.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DEBOUNCE_S = 0.05

_CLOSE_WRITE, _MOVED_FROM, _MOVED_TO, _CREATE, _DELETE = 0x008, 0x040, 0x080, 0x100, 0x200
_SELF = 0x400 | 0x800  # the folder was deleted, or has another name
_ONLYDIR, _MASK_ADD = 0x0100_0000, 0x2000_0000
_MASK = _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _DELETE | _CREATE | _ONLYDIR
_COMING = _CREATE | _MOVED_TO | _ONLYDIR
_IGNORED, _OVERFLOW = 0x8000, 0x4000
_EVENT = struct.Struct("iIII")  # struct inotify_event: watch, mask, cookie, length of the name that follows
_BUFFER_BYTES = 65536


@dataclass(slots=True)
class _Watched:
    folder: Path
    on_change: Callable[[], None]
    coming: bool = False
    only: str = ""
    kept: bool = False
    pending: TimerHandle | None = None


class FolderWatch:
    """Calls back after something changed in a folder, once for a burst of changes. Made by `open_watch`."""

    def __init__(self, loop: AbstractEventLoop, fd: int) -> None:
        self._loop = loop
        self._fd = fd
        self._watched: dict[int, _Watched] = {}
        loop.add_reader(fd, self._ready)

    def add(self, folder: Path, on_change: Callable[[], None], *, coming: bool = False) -> bool:
        """Call `on_change()` from the loop whenever a file of this folder was written, renamed or deleted.

        With `coming`, when a file or folder has come there, and else not. Folders below it are not looked
        into. False when the folder cannot be watched (it does not exist, or the system's limit is reached):
        then look at it from time to time.
        """
        libc = ctypes.CDLL(None, use_errno=True)
        number = int(libc.inotify_add_watch(self._fd, os.fsencode(folder), _COMING if coming else _MASK))
        if number < 0:
            return False
        self._forget(number)  # the kernel gives the same folder the same number
        self._watched[number] = _Watched(folder, on_change, coming)
        return True

    def follow(self, folder: Path, on_change: Callable[[], None], *, only: str = "") -> bool:
        """Watch the folder that has this name now; True if that is another than the one watched so far.

        A folder that was deleted or renamed and made anew is not the one whose changes are told. `only` is
        the name of the one file there that matters; without it all do.
        """
        return self._follow(_Watched(folder, on_change, only=only))

    def keep(self, folder: Path, on_change: Callable[[], None]) -> bool:
        """Like `follow`; and when the folder is renamed or deleted, watch the next one that has its name.

        Its parent is watched only until then: more happens there than need wake us.
        """
        another = self._follow(_Watched(folder, on_change, kept=True))
        if not another and not folder.is_dir():
            self._wait(folder, on_change)
        return another

    def _follow(self, wanted: _Watched) -> bool:
        libc = ctypes.CDLL(None, use_errno=True)
        mask = _COMING if wanted.coming else _MASK | (_SELF if wanted.kept else 0)
        number = int(libc.inotify_add_watch(self._fd, os.fsencode(wanted.folder), mask | _MASK_ADD))
        if number < 0 or number in self._watched:
            return False
        self.remove(wanted.folder)
        self._watched[number] = wanted
        return True

    def _wait(self, folder: Path, on_change: Callable[[], None]) -> _Watched | None:
        """Watch for the coming of a folder; None where its parent cannot be, or is watched already."""

        def look() -> None:
            if folder.is_dir():
                self._follow(_Watched(folder, on_change, kept=True))
                self.remove(folder.parent)
            on_change()

        coming = _Watched(folder.parent, look, coming=True, only=folder.name)
        return coming if self._follow(coming) else None

    def _gone(self, watched: _Watched) -> None:
        """Tell that a folder has gone, and wait for one in its place, which may be there already."""
        self.remove(watched.folder)
        self._changed(self._wait(watched.folder, watched.on_change) or watched)

    def remove(self, folder: Path) -> None:
        """Watch this folder no longer; one that is not watched is no error."""
        libc = ctypes.CDLL(None, use_errno=True)
        for number in [number for number, one in self._watched.items() if one.folder == folder]:
            self._forget(number)
            libc.inotify_rm_watch(self._fd, number)

    def close(self) -> None:
        """Watch nothing any longer; nothing is called any more."""
        if self._fd >= 0:
            for number in list(self._watched):
                self._forget(number)
            self._loop.remove_reader(self._fd)
            os.close(self._fd)
            self._fd = -1

    def _forget(self, number: int) -> None:
        watched = self._watched.pop(number, None)
        if watched is not None and watched.pending is not None:
            watched.pending.cancel()
            watched.pending = None

    def _ready(self) -> None:
        try:
            events = os.read(self._fd, _BUFFER_BYTES)
        except BlockingIOError:
            return
        offset = 0
        while offset < len(events):
            number, mask, _, length = _EVENT.unpack_from(events, offset)
            offset += _EVENT.size + length
            name = os.fsdecode(events[offset - length : offset].rstrip(b"\0"))
            # An overflow has lost events of we know not which folder: so look at them all.
            every = list(self._watched.values())
            for watched in every if mask & _OVERFLOW else self._one(number, mask, name):
                self._changed(watched)
            if mask & _SELF and (kept := self._watched.get(number)) is not None and kept.kept:
                self._gone(kept)
            if mask & _IGNORED:  # the folder itself is gone
                self._watched.pop(number, None)

    def _one(self, number: int, mask: int, name: str) -> list[_Watched]:
        watched = self._watched.get(number)
        if watched is None or (watched.only and name != watched.only):
            return []
        # A file that is made is told of once it has been written; a link is never written.
        if mask & _CREATE and not watched.coming and not (watched.folder / name).is_symlink():
            return []
        return [watched]

    def _changed(self, watched: _Watched) -> None:
        if watched.pending is None:
            watched.pending = self._loop.call_later(DEBOUNCE_S, self._tell, watched)

    def _tell(self, watched: _Watched) -> None:
        watched.pending = None
        watched.on_change()


def open_watch(loop: AbstractEventLoop) -> FolderWatch | None:
    """A watch for folders, or None where the system has no inotify: then look from time to time."""
    if sys.platform != "linux":
        return None
    fd = int(ctypes.CDLL(None, use_errno=True).inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
    return FolderWatch(loop, fd) if fd >= 0 else None
