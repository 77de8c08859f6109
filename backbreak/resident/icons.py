"""The tray's pictures, drawn long ago: read from disk once, kept for good.

Hosts ask for the pixels again with every look at the item, so they are not read each time.
"""

from __future__ import annotations

from functools import lru_cache

from backbreak.storage.places import resource

SIZES_PX = (16, 22, 24, 32, 48)

Pixmap = tuple[int, int, bytes]
"""Width, height, and rows of pixels from the top: ARGB32 in network order, not premultiplied."""


@lru_cache(maxsize=8)
def pixmaps(name: str) -> tuple[Pixmap, ...]:
    """The picture of this name in every size there is; StorageError when it is not installed."""
    return tuple((size, size, resource(f"icons/{name}-{size}.argb").read_bytes()) for size in SIZES_PX)
