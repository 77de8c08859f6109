"""The signs a terminal can show: block digits and bars, or plain ASCII where the encoding knows no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Pixels = Literal["braille", "halves"]

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
    pixels: Pixels | None = None
    """What figures are drawn with; None where the signs for it are missing."""

    def text(self, text: str) -> str:
        """The text with what the encoding lacks replaced by something like it."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.translate(_PLAIN).encode(self.encoding, "replace").decode(self.encoding)
        return text

    def digits(self, number: int, scale: int = 1) -> list[str]:
        """A number in block digits, DIGIT_ROWS rows, each pixel two cells wide; all of it times `scale`."""
        shapes = [_DIGITS[digit] for digit in str(max(0, number))]
        gap = "    " * scale
        rows = [gap.join(self._pixels(shape, row, scale) for shape in shapes) for row in range(DIGIT_ROWS)]
        return [row for row in rows for _again in range(scale)]

    def bar(self, progress: float, width: int) -> str:
        """A bar of so many cells, filled from the left; `progress` from 0 to 1."""
        full = round(min(max(progress, 0.0), 1.0) * width)
        return self.full * full + self.empty * (width - full)

    def dots(self, done: int, total: int) -> str:
        """One dot a unit, the done ones filled."""
        return " ".join([self.done] * done + [self.open] * (total - done))

    def _pixels(self, shape: Sequence[str], row: int, scale: int) -> str:
        return "".join((self.block if pixel == "#" else " ") * 2 * scale for pixel in shape[row])


def glyphs_for(encoding: str | None, term: str = "") -> Glyphs:
    """The signs for an output of this encoding; None means nothing is known of it.

    `term` is the kind of terminal: the Linux console has no braille in its font.
    """
    encoding = _known(encoding)
    pixels: Pixels | None = None
    if _can("⠁⣿", encoding) and term != "linux":
        pixels = "braille"
    elif _can("▀▄█", encoding):
        pixels = "halves"
    if _can("█━─●○←→·", encoding):
        return Glyphs(encoding, "█", "━", "─", "●", "○", "←", "→", "·", pixels)
    block = "█" if _can("█", encoding) else "#"
    return Glyphs(encoding, block, "=", "-", "*", "o", "<-", "->", "-", pixels)


def glyphs_here(encoding: str | None, environ: Mapping[str, str]) -> Glyphs:
    """The signs for the terminal of this process: plain ones where the locale was made plain on purpose.

    Python reads a C locale as UTF-8 and says so; whoever set it may have had a reason.
    """
    told = environ.get("PYTHONIOENCODING") or environ.get("PYTHONUTF8")
    locale = environ.get("LC_ALL") or environ.get("LANG") or ""
    plain = locale in ("C", "POSIX") and not told
    return glyphs_for("ascii" if plain else encoding, environ.get("TERM", ""))


def _can(signs: str, encoding: str) -> bool:
    try:
        signs.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _known(encoding: str | None) -> str:
    try:
        "".encode(encoding or "ascii")
    except LookupError:
        return "ascii"
    return encoding or "ascii"
