"""A terminal for the tests: what a program writes, as the picture a person would see."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|\x1b(.)|([\s\S])")
_BEGUN = re.compile(r"\x1b(\[[?\d;]*)?\Z")


class Emulator:
    """Understands what a session writes, and nothing more; an escape it does not know is an error."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.alternate = False
        self.cursor_shown = True
        self._unfinished = ""
        self._clear()

    @property
    def lines(self) -> list[str]:
        """The picture, a text for each row."""
        return ["".join(row).rstrip() for row in self._cells]

    @property
    def text(self) -> str:
        """The picture as one text."""
        return "\n".join(self.lines)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, nothing on it yet."""
        self.columns, self.rows = columns, rows
        self._clear()

    def write(self, text: str) -> None:
        """Take what the program wrote."""
        text = self._unfinished + text
        begun = _BEGUN.search(text)
        text, self._unfinished = (text[: begun.start()], begun[0]) if begun else (text, "")
        for numbers, command, odd, sign in _TOKEN.findall(text):
            assert not odd, f"an escape nobody knows: {odd!r}"
            if command:
                self._obey(command, numbers)
            elif sign == "\r":
                self.x = 0
            elif sign == "\n":
                self._down()
            else:
                self._put(sign)

    def _put(self, sign: str) -> None:
        if self.x >= self.columns:
            self.x = 0
            self._down()
        self._cells[self.y][self.x] = sign
        self.x += 1

    def _down(self) -> None:
        if self.y + 1 < self.rows:
            self.y += 1
        else:
            assert not self.alternate, "a picture must not scroll"
            self._cells = [*self._cells[1:], [" "] * self.columns]

    def _obey(self, command: str, numbers: str) -> None:
        match command:
            case "H":
                row, _, column = numbers.partition(";")
                self.y, self.x = int(row or 1) - 1, int(column or 1) - 1
                assert self.y < self.rows, "painted below the screen"
                assert self.x < self.columns, "painted beside the screen"
            case "C":
                self.x += int(numbers or 1)
            case "K":
                self._cells[self.y][self.x :] = [" "] * (self.columns - self.x)
            case "J":
                self._cells = [[" "] * self.columns for _ in range(self.rows)]
            case "h" | "l":
                self._switch(numbers, command == "h")
            case "m":
                pass
            case _:
                raise AssertionError(f"an escape nobody knows: {numbers}{command}")

    def _switch(self, mode: str, on: bool) -> None:
        if mode == "?1049":
            assert self.alternate is not on
            self.alternate = on
            self._clear()
        elif mode == "?25":
            self.cursor_shown = on

    def _clear(self) -> None:
        self.x = self.y = 0
        self._cells = [[" "] * self.columns for _ in range(self.rows)]
