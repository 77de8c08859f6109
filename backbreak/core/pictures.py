"""The pictures an exercise of a pack may be shown with instead of the figure: one file for each phase.

Files lie beside the pack or in one folder there. Nothing here looks at them: `storage.pictures` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backbreak.core.exercise import SIDES, Picture, Pictures
from backbreak.core.located import Table

KINDS = (".svg", ".png")
LONGEST_NAME = 80
LONGEST_ALT = 160
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the table of pictures is read with: the phases there are, and whether there are sides."""

    phases: tuple[str, ...]
    has_sides: bool
    folder: str
    """Where the pack lies, to which the names belong; for whoever opens the files."""


def read_pictures(row: Table, sheet: Sheet) -> Pictures | None:
    """Return the pictures of an exercise's table, None where there are none; raises the table's error."""
    if "pictures" not in row.values:
        return None
    table = row.table("pictures")
    table.only((*sheet.phases, "mirror"))
    mirrored = None
    if "mirror" in table.values:
        mirrored = table.one_of("mirror", SIDES)
        if not sheet.has_sides:
            raise table.fail("mirror", '%(key)s has no meaning where sides is "none"; leave it out')
    by_phase = {phase: _picture(table, phase) for phase in sheet.phases if phase in table.values}
    if not by_phase:
        phases = ", ".join(sheet.phases)
        raise row.fail("pictures", "%(key)s must name a file for one phase at least: %(all)s", all=phases)
    return Pictures(by_phase, mirrored, sheet.folder)


def _picture(table: Table, phase: str) -> Picture:
    """Read a file's name, bare or in a table with words for those who do not see it."""
    if not isinstance(table.values[phase], Mapping):
        return Picture(_name(table, phase))
    own = table.table(phase)
    own.only(("file", "alt"))
    alt = own.text("alt", "")
    if len(alt) > LONGEST_ALT:
        raise own.fail(
            "alt",
            "%(key)s is too long: at most %(most)d letters, not %(found)d",
            most=LONGEST_ALT,
            found=len(alt),
        )
    return Picture(_name(own, "file"), alt)


def _name(table: Table, key: str) -> str:
    name = table.text(key)
    parts = name.split("/")
    plain = all(part and set(part) <= _LETTERS and part.strip(". ") == part for part in parts)
    if not plain or len(parts) > 2 or len(name) > LONGEST_NAME or not name.endswith(KINDS):
        raise table.fail(
            key,
            "%(key)s must be the name of a file that lies beside the pack or in one folder there, ending in "
            "%(kinds)s, of letters a to z, digits, hyphens, dots and spaces, not %(value)r",
            kinds=", ".join(KINDS),
            value=name[:LONGEST_NAME],
        )
    return name
