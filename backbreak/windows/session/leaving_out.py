"""Leaving an exercise out from now on, and taking it in again: one setting in the user's own file."""

from __future__ import annotations

from backbreak.storage.places import Places
from backbreak.storage.settings import load, set_listed

_SETTING = "session.exclude"


class Exclusions:
    """The exercises a person left out. Raises SettingsError or StorageError where that cannot be changed."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def has(self, exercise_id: str) -> bool:
        """Tell whether an exercise is left out, as the files are now: they may have changed meanwhile."""
        return exercise_id in load(self._places)[0].session.exclude

    def add(self, exercise_id: str) -> None:
        """Leave an exercise out from now on."""
        set_listed(self._places, _SETTING, exercise_id, True)

    def remove(self, exercise_id: str) -> None:
        """Take an exercise in again."""
        set_listed(self._places, _SETTING, exercise_id, False)
