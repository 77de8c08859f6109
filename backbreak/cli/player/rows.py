"""Rows of a terminal's screen: signs, and for each sign how it is written."""

from __future__ import annotations

from dataclasses import dataclass

from backbreak.words.bidi import plain

PLAIN, BOLD, ACTIVE, GROUND = " ", "b", "a", "g"
"""The ways to write a sign: as it is, bold, a limb that works, what one lies on."""


@dataclass(frozen=True, slots=True)
class Row:
    """`styles` has one letter for each sign of `text`."""

    text: str
    styles: str

    @classmethod
    def of(cls, text: str, style: str = PLAIN) -> Row:
        """A row written in one way; what nobody sees would take a cell."""
        text = plain(text)
        return cls(text, style * len(text))

    @classmethod
    def blank(cls, columns: int) -> Row:
        """So many cells of nothing."""
        return cls(" " * columns, PLAIN * columns)

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Row) -> Row:
        return Row(self.text + other.text, self.styles + other.styles)

    def fitted(self, columns: int) -> Row:
        """Exactly so many cells: the end cut off, or blanks behind."""
        gap = columns - len(self)
        return self + Row.blank(gap) if gap >= 0 else Row(self.text[:columns], self.styles[:columns])

    def centred(self, columns: int) -> Row:
        """In the middle of so many cells."""
        before = max(0, columns - len(self)) // 2
        return (Row.blank(before) + self).fitted(columns)
