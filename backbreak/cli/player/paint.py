"""Rows for a terminal: of each new picture only what is different, so that it neither flickers nor floods.

A session on 80 x 24 takes one or two thousand bytes a second, which any line carries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backbreak.cli.player.rows import ACTIVE, BOLD, GROUND, PLAIN, Row

CORAL = "38;5;209"
_CLEAR, _TO_END = "\x1b[m\x1b[2J", "\x1b[K"


class Painter:
    """Remembers what is on the terminal."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._codes = {PLAIN: "", BOLD: "1", ACTIVE: _active(environ), GROUND: "2"}
        self._shown: list[Row] = []
        self._columns = 0

    def forget(self) -> None:
        """Whatever was painted may be gone."""
        self._shown = []

    def changes(self, rows: Sequence[Row], columns: int) -> str:
        """What to write to make the terminal show these rows instead of those before."""
        rows = [row.fitted(columns) for row in rows]
        parts = []
        if columns != self._columns or len(rows) != len(self._shown):
            parts.append(_CLEAR)
            self._shown, self._columns = [Row.blank(columns)] * len(rows), columns
        for number, (row, old) in enumerate(zip(rows, self._shown, strict=True), start=1):
            if row != old:
                parts.extend(self._changes(number, row, old))
        self._shown = rows
        return "".join(parts)

    def _changes(self, number: int, row: Row, old: Row) -> Iterator[str]:
        end = len(row.text.rstrip())
        at = None
        style = PLAIN
        for column in _different(row, old):
            if column >= end:
                break
            if at is None or column < at:
                yield f"\x1b[{number};{column + 1}H"
            elif column > at:
                yield f"\x1b[{column - at}C" if column - at > 1 else ""
                if column - at == 1:  # shorter than jumping over it
                    if row.styles[at] != style:
                        style = row.styles[at]
                        yield self._switch(style)
                    yield row.text[at]
            if row.styles[column] != style and row.text[column] != " ":
                style = row.styles[column]
                yield self._switch(style)
            yield row.text[column]
            at = column + 1
        if style != PLAIN:
            yield self._switch(PLAIN)
        if len(old.text.rstrip()) > end:
            yield f"\x1b[{number};{end + 1}H{_TO_END}" if at != end else _TO_END

    def _switch(self, style: str) -> str:
        code = self._codes[style]
        return f"\x1b[0;{code}m" if code else "\x1b[m"


def _different(row: Row, old: Row) -> Iterator[int]:
    for column, (sign, before) in enumerate(zip(row.text, old.text, strict=True)):
        if sign != before or (sign != " " and row.styles[column] != old.styles[column]):
            yield column


def _active(environ: Mapping[str, str]) -> str:
    """The working limbs' coral, where there are colours enough and they are wanted; else bold."""
    colours = "256color" in environ.get("TERM", "") or environ.get("COLORTERM")
    return CORAL if colours and not environ.get("NO_COLOR") else "1"
