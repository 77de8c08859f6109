"""The state between two runs: one JSON object, replaced as a whole, and never worth stopping for."""

from __future__ import annotations

import json
from pathlib import Path

from backbreak.core import wire

from .durable import replace_file


class StateStore:
    """One state file. Whatever is wrong with it costs a countdown, never history, so `load` never fails."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: str | None = None
        """What was wrong with the file when it was read last."""

    def load(self) -> dict[str, object] | None:
        """Give the state kept last; None where there is none, or a bad one, which is moved aside."""
        self.problem = None
        try:
            return wire.read_object(self.path.read_bytes().decode())
        except FileNotFoundError:
            return None
        except OSError as error:
            self.problem = f"{self.path}: cannot be read ({error.strerror}); starting afresh"
        except (UnicodeDecodeError, wire.WireError) as error:
            self.problem = f"{self.path}: {error}; {self._put_aside()}, starting afresh"
        return None

    def save(self, state: dict[str, object]) -> None:
        """Keep the state; on the disk when this returns. StorageError where it cannot be written."""
        replace_file(self.path, json.dumps(state, separators=(",", ":"), allow_nan=False).encode() + b"\n")

    def _put_aside(self) -> str:
        aside = self.path.with_name(self.path.name + ".bad")
        try:
            self.path.replace(aside)
        except OSError as error:
            return f"it cannot be moved aside ({error.strerror})"
        return f"kept aside as {aside.name}"
