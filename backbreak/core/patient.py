"""Reading a foreign document to its end: every mistake is kept, and something usable stands in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from backbreak.core.errors import BackbreakError
from backbreak.core.located import Table

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PatientTable(Table):
    """A table whose mistakes are in `problems`, one line each; the tables within it share them.

    What is read after a mistake is of no use but for finding the next one.
    """

    problems: list[str] = field(default_factory=list)

    @property
    def mistaken(self) -> bool:
        """Whether there is a mistake so far."""
        return bool(self.problems)

    # Not super(): a class with slots is made anew, and the one that super() knows is no more.

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text, or something."""
        return self._else(default or key, lambda: Table.text(self, key, default))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts, or none."""
        return self._else((), lambda: Table.texts(self, key))

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Return the words, or none."""
        return self._else((), lambda: Table.some_of(self, key, allowed))

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """Return the word, or one that is allowed."""
        return self._else(allowed[0], lambda: Table.one_of(self, key, allowed))

    def number(self, key: str, low: float, high: float) -> float:
        """Return the number, or one that is allowed."""
        return self._else(low, lambda: Table.number(self, key, low, high))

    def integer(self, key: str, low: int, high: int) -> int:
        """Return the number, or one that is allowed."""
        return self._else(low, lambda: Table.integer(self, key, low, high))

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        return self._else(default, lambda: Table.flag(self, key, default))

    def only(self, known: Iterable[str]) -> None:
        """Keep every key nobody knows."""
        names = tuple(known)
        for key in self.values:
            alone = self.strict().at(self.where, {key: None})
            self._else(None, partial(alone.only, names))

    def _else(self, instead: _T, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except BackbreakError as error:
            if error.told not in self.problems:
                self.problems.append(error.told)
            return instead
