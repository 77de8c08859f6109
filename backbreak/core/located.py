"""Reading foreign documents (exercise packs, plans from a file) with errors that say where.

A `Table` is one table of a parsed TOML or JSON document together with the words for its place; every
method takes a key and either returns a value of the asked kind or raises the caller's error naming
place, key, what was found and what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from backbreak.core.errors import BackbreakError, Message

LONGEST_TEXT = 400
MOST_TEXTS = 20


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a document, where it stands in words, and the error its problems are raised as."""

    values: Mapping[str, object]
    where: str
    error: type[BackbreakError]

    @property
    def mistaken(self) -> bool:
        """Whether a mistake was found before; never where the first one is raised."""
        return False

    def at(self, where: str, values: Mapping[str, object]) -> Self:
        """Return another table of the same document, read in the same way."""
        return replace(self, where=where, values=values)

    def within(self, key: str, values: Mapping[str, object]) -> Self:
        """Return the table that is the value of a key, its place in words that can be translated."""
        return self.at(Message("%(where)s: %(problem)s", where=self.where, problem=key), values)

    def strict(self) -> Table:
        """Return the same table, whose first mistake is raised: others would follow from it."""
        return Table(self.values, self.where, self.error)

    def fail(self, key: str, problem: str, **values: object) -> BackbreakError:
        """Return (not raise) the located error for `key`, which the problem names as %(key)s."""
        told = Message(problem, key=key, **values)
        return self.error("%(where)s: %(problem)s", where=self.where, problem=told)

    def get(self, key: str) -> object:
        """Return the raw value of a key that must be there."""
        if key not in self.values:
            raise self.fail(key, "%(key)s is missing")
        return self.values[key]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not empty; without a default it must be there."""
        value = self.get(key) if default is None else self.values.get(key, default)
        if not isinstance(value, str) or (not value.strip() and value != default):
            raise self.fail(key, "%(key)s must be a text, not %(value)s", value=shown(value))
        if not _is_line(value):
            line = "%(key)s must be a text of one line, at most %(most)d letters long"
            raise self.fail(key, line, most=LONGEST_TEXT)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, at most twenty of them; empty when the key is not there."""
        value = self.values.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise self.fail(key, "%(key)s must be a list of texts, not %(value)s", value=shown(value))
        if len(value) > MOST_TEXTS or not all(map(_is_line, value)):
            raise self.fail(
                key,
                "%(key)s must be a list of texts: at most %(most)d, each of one line and at most %(letters)d "
                "letters long",
                most=MOST_TEXTS,
                letters=LONGEST_TEXT,
            )
        return tuple(value)

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Return a list of some of the allowed words; empty when the key is not there."""
        found = self.texts(key)
        for one in found:
            if one not in allowed:
                choice = {"allowed": ", ".join(allowed), "value": one}
                raise self.fail(key, "%(key)s may hold %(allowed)s, not %(value)r", **choice)
        return found

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """Return one of the allowed words."""
        if key not in self.values:
            missing = "%(key)s is missing; it must be one of %(allowed)s"
            raise self.fail(key, missing, allowed=", ".join(allowed))
        value = self.values[key]
        if not isinstance(value, str) or value not in allowed:
            choice = {"allowed": ", ".join(allowed), "value": shown(value)}
            raise self.fail(key, "%(key)s must be one of %(allowed)s, not %(value)s", **choice)
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """Return a number within [low, high]."""
        if key not in self.values:
            missing = "%(key)s is missing; it must be a number from %(low)g to %(high)g"
            raise self.fail(key, missing, low=low, high=high)
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            limits = {"low": low, "high": high, "value": shown(value)}
            raise self.fail(key, "%(key)s must be a number from %(low)g to %(high)g, not %(value)s", **limits)
        return float(value)

    def integer(self, key: str, low: int, high: int) -> int:
        """Return a whole number within [low, high]."""
        if key not in self.values:
            missing = "%(key)s is missing; it must be a whole number from %(low)d to %(high)d"
            raise self.fail(key, missing, low=low, high=high)
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.fail(
                key,
                "%(key)s must be a whole number from %(low)d to %(high)d, not %(value)s",
                low=low,
                high=high,
                value=shown(value),
            )
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(key, "%(key)s must be true or false, not %(value)s", value=shown(value))
        return value

    def table(self, key: str) -> Self:
        """Return the table under `key`, empty when the key is not there."""
        value = self.values.get(key, {})
        if not isinstance(value, Mapping):
            raise self.fail(key, "%(key)s must be a table, not %(value)s", value=shown(value))
        return self.within(key, value)

    def rows(self, key: str) -> tuple[Mapping[str, object], ...]:
        """Return the list of tables under `key`, which must hold at least one."""
        value = self.get(key)
        if not isinstance(value, list | tuple) or not value or not all(isinstance(r, Mapping) for r in value):
            rows = "%(key)s must be a list of tables with at least one, not %(value)s"
            raise self.fail(key, rows, value=shown(value))
        return tuple(value)

    def only(self, known: Iterable[str]) -> None:
        """Raise for a key nobody knows, naming the nearest one that is known."""
        names = sorted(known)
        for key in self.values:
            if key not in names:
                name = key if len(key) <= 60 and key.isprintable() else shown(key)
                hint = suggestion(key, names)
                raise self.fail(name, "%(key)s is not known here; %(hint)s", hint=hint)


def suggestion(word: str, known: Sequence[str]) -> Message:
    """Return what to do about a word nobody knows: the nearest known one, or all of them."""
    from difflib import get_close_matches  # takes longer to import than all of this module; only mistakes pay

    near = get_close_matches(word, known, n=1)
    if near:
        return Message("did you mean %(word)s?", word=near[0])
    return Message("choose one of %(words)s", words=", ".join(known))


def shown(value: object) -> str:
    """Return a value as a person wrote it, short enough for one line."""
    if value is None:
        return Message("nothing")
    if isinstance(value, int) and abs(value) >= 10**60:
        return Message("a number that long")  # Python refuses to write out the longest
    try:
        text = repr(value).replace("\n", " ")
    except ValueError:  # such a number somewhere inside
        return Message("what is there")
    return text if len(text) <= 60 else text[:57] + "..."


def _is_line(value: object) -> bool:
    """Whether it is a text that fits a line: nothing that moves a terminal's cursor, and not endless."""
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and not any(map(_controls, value))


def _controls(letter: str) -> bool:
    return letter < " " or "\x7f" <= letter < "\xa0" or letter in "\u2028\u2029"
