"""A small black-and-white canvas, a row of pixels as one number: quick enough for a film in pure Python.

Shapes are masks, one number a row (bit 0 is the leftmost pixel); pixel (x, y) has its centre at x + 0.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import acos, ceil, cos, dist, floor, sin, sqrt

from backbreak.core.figure import Point

Mask = list[int]


class Canvas:
    """Pixels, x to the right and y down, in three layers: body, its working parts, and the ground."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.body = [0] * height
        self.active = [0] * height
        self.ground = [0] * height

    def paint(self, mask: Mask, *, active: bool = False, pale: bool = False) -> None:
        """Put a part over what is there, with a dark edge round it; a pale one is every other pixel."""
        even, odd = _chequers(self.width)
        last = self.height - 1
        for y, row in enumerate(mask):
            edge = row | (mask[y - 1] if y else 0) | (mask[y + 1] if y < last else 0)
            if not edge:
                continue
            keep = ~(edge | row << 1 | row >> 1)
            self.body[y] = self.body[y] & keep | (row & (odd if y % 2 else even) if pale else row)
            self.active[y] = self.active[y] & keep | (row if active else 0)
            self.ground[y] &= keep

    def lay(self, mask: Mask) -> None:
        """Add to the ground."""
        self.ground = [old | new for old, new in zip(self.ground, mask, strict=True)]

    # --- shapes ----------------------------------------------------------------------------------

    def flesh(self, joints: Sequence[Point], radii: Sequence[float]) -> Mask:
        """Flesh round bones from joint to joint, as thick as the radii, with round ends."""
        mask = [0] * self.height
        for (a, b), (thick, thin) in zip(pairwise(joints), pairwise(radii), strict=True):
            self._bone(mask, a, thick, b, thin)
        return mask

    def polygon(self, corners: Sequence[Point]) -> Mask:
        """The inside of an outline."""
        mask = [0] * self.height
        for y in self._rows(min(y for _, y in corners), max(y for _, y in corners)):
            crossings = sorted(_crossings(corners, y + 0.5))
            for left, right in zip(crossings[::2], crossings[1::2], strict=False):
                mask[y] |= self._span(left, right)
        return mask

    def dots(self, points: Sequence[Point]) -> Mask:
        """Single pixels."""
        mask = [0] * self.height
        for x, y in points:
            if 0 <= x < self.width and 0 <= y < self.height:
                mask[int(y)] |= 1 << int(x)
        return mask

    def _bone(self, mask: Mask, a: Point, ra: float, b: Point, rb: float) -> None:
        tangents = _tangents(a, ra, b, rb)
        for y in self._rows(min(a[1] - ra, b[1] - rb), max(a[1] + ra, b[1] + rb)):
            ends = [*_circle(a, ra, y + 0.5), *_circle(b, rb, y + 0.5), *_crossings(tangents, y + 0.5)]
            if ends:
                mask[y] |= self._span(min(ends), max(ends))

    def _rows(self, top: float, bottom: float) -> range:
        return range(max(0, floor(top)), min(self.height, ceil(bottom) + 1))

    def _span(self, left: float, right: float) -> int:
        """The pixels whose centres lie between; a thin thing keeps the one it is in."""
        first, last = ceil(left - 0.5), floor(right - 0.5)
        if last < first:
            first = last = floor((left + right) / 2)
        first, last = max(first, 0), min(last, self.width - 1)
        return ((1 << (last - first + 1)) - 1) << first if first <= last else 0


def _circle(centre: Point, radius: float, y: float) -> tuple[float, ...]:
    height = radius * radius - (y - centre[1]) ** 2
    if height < 0:
        return ()
    half = sqrt(height)
    return (centre[0] - half, centre[0] + half)


def _tangents(a: Point, ra: float, b: Point, rb: float) -> tuple[Point, ...]:
    """The corners where the two lines round both circles touch them."""
    length = dist(a, b)
    if length <= abs(ra - rb):
        return ()
    along = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
    touch = acos((ra - rb) / length)
    corners = []
    for centre, radius, sides in ((a, ra, (touch, -touch)), (b, rb, (-touch, touch))):
        for side in sides:
            way = (along[0] * cos(side) - along[1] * sin(side), along[0] * sin(side) + along[1] * cos(side))
            corners.append((centre[0] + radius * way[0], centre[1] + radius * way[1]))
    return tuple(corners)


def _crossings(corners: Sequence[Point], y: float) -> list[float]:
    found = []
    for index, (x1, y1) in enumerate(corners):
        x0, y0 = corners[index - 1]
        if (y0 <= y) != (y1 <= y):
            found.append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return found


def _chequers(width: int) -> tuple[int, int]:
    even = int("01" * ((width + 1) // 2), 2)
    return even, even << 1
