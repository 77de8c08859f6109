"""What the screen shows: Xvfb keeps its frame buffer in a file, so looking costs no other program."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """Where to click."""
        return self.x + self.width // 2, self.y + self.height // 2

    def holds(self, other: Box) -> bool:
        """Whether the other lies within."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of one moment: rows from the top, each of four bytes blue, green, red, unused."""

    width: int
    height: int
    rows: tuple[bytes, ...]

    def colour_at(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue of one pixel."""
        blue, green, red = self.rows[y][4 * x : 4 * x + 3]
        return red, green, blue

    def crop(self, box: Box) -> Picture:
        """The part of it within a box."""
        rows = self.rows[box.y : box.y + box.height]
        return Picture(box.width, box.height, tuple(row[4 * box.x : 4 * (box.x + box.width)] for row in rows))

    def changed_since(self, before: Picture, within: Box | None = None) -> Box | None:
        """The smallest box around every pixel that differs from an earlier picture; None if none does."""
        area = within or Box(0, 0, self.width, self.height)
        left, right = 4 * area.x, 4 * (area.x + area.width)
        xs: set[int] = set()
        ys: list[int] = []
        for y in range(area.y, area.y + area.height):
            old, new = before.rows[y][left:right], self.rows[y][left:right]
            if old != new:
                ys.append(y)
                xs.update(index // 4 for index in range(len(new)) if old[index] != new[index])
        if not ys:
            return None
        x = area.x + min(xs)
        return Box(x, ys[0], area.x + max(xs) + 1 - x, ys[-1] + 1 - ys[0])

    def save(self, path: Path) -> None:
        """Write a PNG file."""
        lines = bytearray()
        for row in self.rows:
            rgb = bytearray(3 * self.width)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            lines += b"\0" + rgb
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b""))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n")
            for kind, data in chunks:
                file.write(
                    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
                )


def read_screen(frame_buffer: Path) -> Picture:
    """The screen now, from the file of Xvfb's -fbdir (in the format of xwd, 32 bits a pixel)."""
    data = frame_buffer.read_bytes()
    fields = struct.unpack(">25I", data[:100])
    header_size, width, height, bits, line_bytes, colours = (fields[i] for i in (0, 4, 5, 11, 12, 19))
    assert bits == 32, f"a screen of {bits} bits a pixel is not one this reads"
    start = header_size + 12 * colours
    rows = (data[start + y * line_bytes : start + y * line_bytes + 4 * width] for y in range(height))
    return Picture(width, height, tuple(rows))
