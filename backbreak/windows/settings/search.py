"""Finding settings by name, help, choices and key: which rows match, and where. No Qt."""

from __future__ import annotations

from unicodedata import combining, normalize

from backbreak.core.settings import find_field
from backbreak.windows.settings.groups import Row, choice

Place = tuple[int, int]
"""Where something stands in a text: from, up to."""


def matches(row: Row, wanted: str, more: str = "") -> bool:
    """Whether each word that is looked for stands in the row, its choices, its keys, or what else is its."""
    field = find_field(row.name)
    choices = [choice(row.name, value) for value in field.choices] if field else []
    text, _at = _plain(" ".join((row.label, row.help, row.name, *row.keys, *choices, more)))
    return all(word in text for word in _plain(wanted)[0].split())


def places(text: str, wanted: str) -> tuple[Place, ...]:
    """Where the words that are looked for stand in a text, none over another."""
    plain, origin = _plain(text)
    found: list[Place] = []
    for word in _plain(wanted)[0].split():
        at = plain.find(word)
        while at >= 0:
            found.append((origin[at], origin[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    joined: list[Place] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _plain(text: str) -> tuple[str, list[int]]:
    """Give a text without capitals and accents, and for each of its letters where it comes from."""
    letters = [
        (letter, at)
        for at, written in enumerate(text)
        for letter in normalize("NFD", written).casefold()
        if not combining(letter)
    ]
    return "".join(letter for letter, _at in letters), [at for _letter, at in letters]
