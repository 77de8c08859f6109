"""That something happened once in a home, and when: a small file of its own in the state folder.

Of its own, because state.json is replaced whole by the resident, which is not the one that asks.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from backbreak.core import wire
from backbreak.core.instants import write_instant
from backbreak.storage.durable import replace_file

if TYPE_CHECKING:
    from backbreak.storage.places import Places


def marked(places: Places, file_name: str, key: str) -> bool:
    """Whether it has happened. A file that cannot be read says no."""
    try:
        document = wire.read_object(places.state_file.with_name(file_name).read_text(encoding="utf-8"))
        wire.take_instant(document, key)
    except (OSError, UnicodeDecodeError, wire.WireError):
        return False
    return True


def mark(places: Places, file_name: str, key: str, at: datetime) -> None:
    """Keep that it happened at `at` (aware); StorageError when it cannot be kept."""
    document = {key: write_instant(at)}
    replace_file(places.state_file.with_name(file_name), json.dumps(document).encode() + b"\n")
