"""One journal file as far as it has been read, and the reading on from there."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from backbreak.core.errors import Message
from backbreak.core.journal import Entry, decode_all
from backbreak.core.system_errors import reason

from .reading import open_at_once

_REMEMBERED = 1024  # bytes before the end, a line or two, compared before the reading goes on
_BLOCK = 1 << 17  # bytes read at a time: a start must not need the memory of a whole journal


class JournalFile:
    """The entries and problems of one file.

    A journal only grows, so only what was added is read. But a syncing tool may have put another file in its
    place: if the file is not the one known, or what was read last is not there any more, all is read again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, ...] | None = None
        self._start_over()

    def _start_over(self) -> None:
        self._entries: list[Entry] = []
        self._problems: list[str] = []
        self._end = 0  # of the whole lines read so far, in bytes
        self._line = 0  # how many they are
        self._remembered = b""
        self._last: tuple[list[Entry], list[str]] = [], []  # of a last line without its newline

    @property
    def entries(self) -> list[Entry]:
        """Every entry read, in the file's order."""
        return self._entries + self._last[0]

    @property
    def problems(self) -> list[str]:
        """Every line passed over, as "file:line: what is wrong"."""
        return self._problems + self._last[1]

    def refresh(self) -> bool:
        """Read what is new; whether the file had changed at all."""
        try:
            with open_at_once(self._path) as file:
                found = os.fstat(file.fileno())
                stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
                if stamp == self._stamp:
                    return False
                if self._stamp is not None and stamp[:2] != self._stamp[:2]:
                    self._start_over()
                file.seek(self._end - len(self._remembered))
                if file.read(len(self._remembered)) != self._remembered:
                    self._start_over()
                    file.seek(0)
                self._read_on(file)
        except OSError as error:
            return self._unreadable(error)
        self._stamp = stamp
        return True

    def _unreadable(self, error: OSError) -> bool:
        known, self._stamp = self._problems, None
        self._start_over()
        told = "%(file)s: cannot be read (%(why)s); none of its entries count"
        self._problems = [Message(told, file=self._path, why=reason(error))]
        return known != self._problems

    def _read_on(self, file: BinaryIO) -> None:
        rest = b""
        with _uncollected():
            while block := file.read(_BLOCK):
                whole, newline, rest = (rest + block).rpartition(b"\n")
                if newline:
                    self._take(whole, self._entries, self._problems)
                    self._line += whole.count(b"\n") + 1
                    self._end += len(whole) + 1
                    self._remembered = (self._remembered + whole + newline)[-_REMEMBERED:]
        self._last = [], []
        self._take(rest, *self._last)

    def _take(self, content: bytes, entries: list[Entry], problems: list[str]) -> None:
        lines = _lines(content)
        if self._line == 0:
            lines[0] = lines[0].removeprefix("\ufeff")  # some editors sign their files with it
        for number, (line, read) in enumerate(zip(lines, decode_all(lines), strict=True), self._line + 1):
            if isinstance(read, Entry):
                entries.append(read)
            elif line and not line.isspace():
                told = "%(file)s:%(line)d: %(why)s; the line is passed over"
                problems.append(Message(told, file=self._path, line=number, why=read.told))


def _lines(content: bytes) -> list[str]:
    """The lines as text; bytes that are no text become a mark that no JSON document can hold."""
    try:
        return content.decode().split("\n")
    except UnicodeDecodeError:
        return [_text(line) for line in content.split(b"\n")]


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return "\0"


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the cycle collector from searching through thousands of fresh entries that are all kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
