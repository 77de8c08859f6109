"""The state between two runs: one JSON object, replaced as a whole, and never worth stopping for.

That the program still ran at an instant is said between two states by the time of an empty file beside it: a
whole new state, on the disk for good, would cost a sleeping process ten wake-ups every few minutes.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from backbreak.core import wire
from backbreak.core.instants import read_instant

from .durable import replace_file
from .failures import failure
from .places import make_private
from .reading import read_at_once

STAMPED = "stamped"
"""The key of the instant at which a state was kept."""


class StateStore:
    """One state file. Whatever is wrong with it costs a countdown, never history, so `load` never fails."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp = path.with_name("stamp")
        self._touched = True
        self.problem: str | None = None
        """What was wrong with the file when it was read last."""

    def load(self) -> dict[str, object] | None:
        """Give the state kept last; None where there is none, or a bad one, which is moved aside.

        It is as old as its STAMPED says, or as what was touched since.
        """
        self.problem = None
        try:
            return self._later(wire.whole(wire.read_object(read_at_once(self.path).decode())))
        except FileNotFoundError:
            return None
        except OSError as error:
            self.problem = f"{self.path}: cannot be read ({error.strerror}); starting afresh"
        except (UnicodeDecodeError, wire.WireError) as error:
            self.problem = f"{self.path}: {error}; {self._put_aside()}, starting afresh"
        return None

    def save(self, state: dict[str, object]) -> None:
        """Keep the state; on the disk when this returns. StorageError where it cannot be written."""
        if self._touched:  # what was said of the state before must not be taken for a word on this one
            self._touched = False
            with suppress(OSError):  # what is in the way of that is in the way of the state, too
                self._set_stamp(0.0)
        replace_file(self.path, json.dumps(state, separators=(",", ":"), allow_nan=False).encode() + b"\n")

    def touch(self, at: datetime) -> None:
        """Note that the state kept last still held at `at`. StorageError where that cannot be done."""
        self._touched = True
        try:
            self._set_stamp(at.timestamp())
        except OSError as error:
            raise failure("write", self._stamp, error) from error

    def _set_stamp(self, seconds: float) -> None:
        """Set the time of the empty file; it stays once made, for making one waits for the disk."""
        try:
            os.utime(self._stamp, (seconds, seconds))
        except FileNotFoundError:
            make_private(self._stamp.parent)
            self._stamp.touch(mode=0o600)
            os.utime(self._stamp, (seconds, seconds))

    def _later(self, state: dict[str, object]) -> dict[str, object]:
        try:
            touched = datetime.fromtimestamp(self._stamp.stat().st_mtime, UTC)
            if touched > read_instant(str(state.get(STAMPED))):
                return state | {STAMPED: touched.isoformat()}
        except (OSError, ValueError):
            return state  # never touched, or no instant: for whoever reads the state to say
        return state

    def _put_aside(self) -> str:
        aside = self.path.with_name(self.path.name + ".bad")
        try:
            self.path.replace(aside)
        except OSError as error:
            return f"it cannot be moved aside ({error.strerror})"
        return f"kept aside as {aside.name}"
