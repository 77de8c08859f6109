"""Whether the medical note has been acknowledged: once a home, by whichever window or terminal showed it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from backbreak.storage import marks

if TYPE_CHECKING:
    from backbreak.storage.places import Places

FILE_NAME: Final = "care.json"
_KEY: Final = "care_acknowledged"


def acknowledged(places: Places) -> bool:
    """Whether somebody has said that the note was read. A file that cannot be read says no: ask again."""
    return marks.marked(places, FILE_NAME, _KEY)


def acknowledge(places: Places, at: datetime) -> None:
    """Keep that the note was acknowledged at `at` (aware); StorageError when it cannot be kept."""
    marks.mark(places, FILE_NAME, _KEY, at)
