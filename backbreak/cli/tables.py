"""Columns and numbers the way every listing of the command line shows them."""

from __future__ import annotations

from collections.abc import Sequence

from backbreak.words import _
from backbreak.words.durations import decimal

_GAP = "  "


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, every column as wide as its widest cell."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return [
        _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def seconds(value: float) -> str:
    """Seconds without needless decimals: "30 s", "2.5 s"."""
    return _("%(seconds)s s") % {"seconds": decimal(value)}


def minutes_and_seconds(value: float) -> str:
    """A place on a session's timeline: "1:05"."""
    whole = int(value)
    return f"{whole // 60}:{whole % 60:02d}"
