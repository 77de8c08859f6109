"""Whether the medical note has been acknowledged: once per home, by whichever window or terminal showed it.

In a file of its own, because state.json is replaced whole by the resident, which is not the one that asks.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Final

from backbreak.core import wire
from backbreak.core.instants import write_instant
from backbreak.storage.durable import replace_file

if TYPE_CHECKING:
    from backbreak.storage.places import Places

FILE_NAME: Final = "care.json"
_KEY: Final = "care_acknowledged"


def acknowledged(places: Places) -> bool:
    """Whether somebody has said that the note was read. A file that cannot be read says no: ask again."""
    try:
        document = wire.read_object(places.state_file.with_name(FILE_NAME).read_text(encoding="utf-8"))
        wire.take_instant(document, _KEY)
    except (OSError, UnicodeDecodeError, wire.WireError):
        return False
    return True


def acknowledge(places: Places, at: datetime) -> None:
    """Keep that the note was acknowledged at `at` (aware); StorageError when it cannot be kept."""
    document = {_KEY: write_instant(at)}
    replace_file(places.state_file.with_name(FILE_NAME), json.dumps(document).encode() + b"\n")
