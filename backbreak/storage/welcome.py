"""Whether the welcome window was finished or skipped: then it never comes by itself again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Final

from backbreak.core import wire
from backbreak.core.instants import write_instant
from backbreak.storage.durable import replace_file

if TYPE_CHECKING:
    from backbreak.storage.places import Places

FILE_NAME: Final = "welcome.json"
_KEY: Final = "welcomed"


def welcomed(places: Places) -> bool:
    """Whether somebody has been through it. A file that cannot be read says no."""
    try:
        document = wire.read_object(places.state_file.with_name(FILE_NAME).read_text(encoding="utf-8"))
        wire.take_instant(document, _KEY)
    except (OSError, UnicodeDecodeError, wire.WireError):
        return False
    return True


def mark_welcomed(places: Places, at: datetime) -> None:
    """Keep that somebody went through it at `at` (aware); StorageError when it cannot be kept."""
    document = {_KEY: write_instant(at)}
    replace_file(places.state_file.with_name(FILE_NAME), json.dumps(document).encode() + b"\n")
