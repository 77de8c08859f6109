"""Finding settings by their name, their help and their key: which rows match, and where. No Qt."""

from __future__ import annotations

from backbreak.windows.settings.groups import Row

Place = tuple[int, int]
"""Where something stands in a text: from, up to."""


def matches(row: Row, wanted: str, more: str = "") -> bool:
    """Whether each word that is looked for stands in the row, its keys, or what else belongs to it."""
    text = " ".join((row.label, row.help, row.name, *row.keys, more)).casefold()
    return all(word in text for word in wanted.casefold().split())


def places(text: str, wanted: str) -> tuple[Place, ...]:
    """Where the words that are looked for stand in a text, none over another."""
    plain = text.casefold()
    if len(plain) != len(text):  # a letter that becomes two would shift all places after it
        plain = text.lower() if len(text.lower()) == len(text) else text
    found: list[Place] = []
    for word in wanted.casefold().split():
        at = plain.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = plain.find(word, at + len(word))
    joined: list[Place] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
