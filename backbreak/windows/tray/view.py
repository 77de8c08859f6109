"""What the tray is to show, as the resident tells it at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the menu. `id` is what is sent back when it is chosen, or "-" for a separator."""

    id: str
    label: str
    enabled: bool
    visible: bool


@dataclass(frozen=True, slots=True)
class View:
    """Icon, tooltip and menu of one moment."""

    icon: str
    title: str
    text: str
    rows: tuple[Row, ...]


def read_view(data: Mapping[str, object]) -> View | None:
    """The view of an answer or a push; None for one of another version, that has no icon or no rows."""
    rows, icon = data.get("rows"), data.get("icon")
    if not isinstance(icon, str) or not isinstance(rows, list):
        return None
    return View(
        icon,
        str(data.get("title", "")),
        str(data.get("text", "")),
        tuple(_read_row(row) for row in rows if isinstance(row, dict)),
    )


def _read_row(row: Mapping[str, object]) -> Row:
    return Row(
        str(row.get("id", SEPARATOR)),
        str(row.get("label", "")),
        row.get("enabled") is True,
        row.get("visible") is True,
    )
