"""The signs a terminal can show: block digits and bars, or plain ASCII where the encoding knows no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DIGIT_ROWS: Final = 5
_DIGITS: Final = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
_PLAIN: Final = str.maketrans(
    {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "·": "-", "×": "x", "°": " deg"}
)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What to draw with, and the encoding every text has to survive."""

    encoding: str
    block: str
    full: str
    empty: str
    done: str
    open: str
    left: str
    right: str
    dot: str

    def text(self, text: str) -> str:
        """The text with what the encoding lacks replaced by something like it."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.translate(_PLAIN).encode(self.encoding, "replace").decode(self.encoding)
        return text

    def digits(self, number: int) -> list[str]:
        """A number in block digits, DIGIT_ROWS rows, each pixel two cells wide."""
        shapes = [_DIGITS[digit] for digit in str(max(0, number))]
        return ["    ".join(self._pixels(shape, row) for shape in shapes) for row in range(DIGIT_ROWS)]

    def bar(self, progress: float, width: int) -> str:
        """A bar of so many cells, filled from the left; `progress` from 0 to 1."""
        full = round(min(max(progress, 0.0), 1.0) * width)
        return self.full * full + self.empty * (width - full)

    def dots(self, done: int, total: int) -> str:
        """One dot a unit, the done ones filled."""
        return " ".join([self.done] * done + [self.open] * (total - done))

    def _pixels(self, shape: Sequence[str], row: int) -> str:
        return "".join((self.block if pixel == "#" else " ") * 2 for pixel in shape[row])


def glyphs_for(encoding: str | None) -> Glyphs:
    """The signs for an output of this encoding; None means nothing is known of it."""
    rich = Glyphs(encoding or "ascii", "█", "━", "─", "●", "○", "←", "→", "·")
    try:
        "█━─●○←→·".encode(rich.encoding)
    except (UnicodeEncodeError, LookupError):
        return Glyphs(_known(encoding), "#", "=", "-", "*", "o", "<-", "->", "-")
    return rich


def _known(encoding: str | None) -> str:
    try:
        "".encode(encoding or "ascii")
    except LookupError:
        return "ascii"
    return encoding or "ascii"
