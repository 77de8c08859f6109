"""How much of something is done: told in steps by whoever does it, asked for by whoever shows it."""

from __future__ import annotations


class Part:
    """A fraction that grows."""

    def __init__(self) -> None:
        self._of = 0.0

    def tell(self, done: int, whole: int) -> None:
        """So much of so much is done."""
        self._of = done / whole if whole else 1.0

    def done(self) -> float:
        """How much that is, from 0 to 1."""
        return self._of
