"""Leaving an exercise out from now on, and taking it in again: one setting in the user's own file."""

from __future__ import annotations

from backbreak.storage.places import Places
from backbreak.storage.settings import load, set_value

_SETTING = "session.exclude"


class Exclusions:
    """The exercises a person left out. Raises SettingsError or StorageError where that cannot be changed."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def has(self, exercise_id: str) -> bool:
        """Tell whether an exercise is left out."""
        return exercise_id in self._now()

    def add(self, exercise_id: str) -> None:
        """Leave an exercise out from now on."""
        if not self.has(exercise_id):
            set_value(self._places, _SETTING, [*self._now(), exercise_id])

    def remove(self, exercise_id: str) -> None:
        """Take an exercise in again."""
        if self.has(exercise_id):
            set_value(self._places, _SETTING, [one for one in self._now() if one != exercise_id])

    def _now(self) -> tuple[str, ...]:
        """Give what is left out, as the files are now: they may have been changed meanwhile."""
        return load(self._places)[0].session.exclude
