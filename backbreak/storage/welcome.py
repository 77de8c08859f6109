"""Whether the welcome window was finished or skipped: then it never comes by itself again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from backbreak.storage import marks

if TYPE_CHECKING:
    from backbreak.storage.places import Places

FILE_NAME: Final = "welcome.json"
_KEY: Final = "welcomed"


def welcomed(places: Places) -> bool:
    """Whether somebody has been through it. A file that cannot be read says no."""
    return marks.marked(places, FILE_NAME, _KEY)


def mark_welcomed(places: Places, at: datetime) -> None:
    """Keep that somebody went through it at `at` (aware); StorageError when it cannot be kept."""
    marks.mark(places, FILE_NAME, _KEY, at)
