"""What the tray shows, as values: made by the conductor, drawn by `Tray.show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SEPARATOR = "-"

Icon = Literal["sitting", "due", "paused", "session", "quiet"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the menu. `id` is the action it stands for, or "-" for a separator."""

    id: str
    label: str = ""
    enabled: bool = True
    visible: bool = True


@dataclass(frozen=True, slots=True)
class TrayView:
    """The whole of the tray at one moment.

    Rows keep their number and order for life, and are hidden rather than left out: a row that appears while
    the menu is open upsets hosts. Texts name instants ("next break at 14:35") and never count down, since
    every changed tooltip pops up over an open menu.
    """

    icon: Icon
    tooltip_title: str
    tooltip_text: str
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, object]:
        """The view as it is told at the door."""
        rows = [
            {"id": row.id, "label": row.label, "enabled": row.enabled, "visible": row.visible}
            for row in self.rows
        ]
        return {"icon": self.icon, "title": self.tooltip_title, "text": self.tooltip_text, "rows": rows}

    def offers(self, row: str) -> bool:
        """Whether that row can be chosen now."""
        return row != SEPARATOR and any(one.id == row and one.enabled and one.visible for one in self.rows)
