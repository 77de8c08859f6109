"""The measures all windows share: sizes of type, spaces, corners, lines, and how long a movement takes.

Colours are in `palettes`. Sizes of type are shares of the desktop's own, so that whoever has larger type
there has larger type here; the session and desk pages are read from afar and grow with their window instead.
Spaces, corners and lines are in pixels of Qt's, which a scaled screen has more of.
"""

from __future__ import annotations

from typing import Final

# Type.
SMALL: Final = 0.9
"""Notes, units, names of figures."""
BODY: Final = 1.0
LEAD: Final = 1.1
"""The heading of a card or a group, and text that is all there is to read."""
TITLE: Final = 1.8
"""A window's or a page's heading."""
FIGURE: Final = 1.9
"""A number that is looked for."""
DISPLAY: Final = 3.4
"""The one thing a window is opened for, read from an arm's length and more."""

# Spaces.
HAIR_PX: Final = 2
TIGHT_PX: Final = 4
NEAR_PX: Final = 8
"""Between parts that belong together."""
GAP_PX: Final = 12
"""Between parts of a group."""
APART_PX: Final = 16
"""Between groups, and inside a card."""
EDGE_PX: Final = 24
"""From a window's edge to what is in it."""
WIDE_PX: Final = 36
"""Around a page that is read, not used."""

# Corners and lines.
CONTROL_RADIUS_PX: Final = 9.0
"""A button, a choice, a field."""
CARD_RADIUS_PX: Final = 12.0
SHEET_RADIUS_PX: Final = 14.0
"""A whole window that has no frame."""
LINE_PX: Final = 1.0
FOCUS_PX: Final = 2.0
"""The ring around what has the keyboard."""
FOCUS_ROOM_PX: Final = 3.5
"""What a painted control leaves around its face for that ring."""

# Movement; none of it where less movement is wanted.
FADE_MS: Final = 250
"""One picture gives way to another."""
SETTLE_MS: Final = 100
"""What comes in several steps is taken for one after this long."""
