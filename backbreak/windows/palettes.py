"""The colours of all windows: a light, a dark and a high-contrast palette.

Words reach a contrast of 4.5 to 1 on their ground and rings 3 to 1; no meaning is carried by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor

from backbreak.core.cues import Phase


class Theme(Enum):
    """The three looks there are."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class FigureColours:
    """What the figure and its props are painted with."""

    skin: QColor
    hair: QColor
    shirt: QColor
    trousers: QColor
    shoe: QColor
    shoe_edge: QColor
    active: QColor
    floor: QColor
    floor_edge: QColor
    mat: QColor
    mat_edge: QColor
    sofa: QColor
    sofa_back: QColor
    sofa_leg: QColor


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything a window paints with."""

    theme: Theme
    ground: QColor
    card: QColor
    line: QColor
    track: QColor
    text: QColor
    soft: QColor
    accent: QColor
    on_accent: QColor
    figure: FigureColours
    far_mix: float
    """How far the limbs away from the viewer are mixed towards the card they are seen on."""
    phases: Mapping[Phase, QColor]


def mix(a: QColor, b: QColor, share: float) -> QColor:
    """Give the colour a share of the way from a to b."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def touched(palette: Palette, share: float) -> QColor:
    """Give the ground of something pointed at or pressed, a share of the way to another colour.

    Words stay readable on it: in high contrast, where lines are as light as words, it goes to grey.
    """
    other = palette.track if palette.theme is Theme.CONTRAST else palette.line
    return mix(palette.ground, other, share)


def palette_of(theme: Theme) -> Palette:
    """Give the palette of a theme."""
    return {Theme.LIGHT: _light, Theme.DARK: _dark, Theme.CONTRAST: _contrast}[theme]()


def _colours(names: str) -> list[QColor]:
    return [QColor(name) for name in names.split()]


def _phases(names: str) -> dict[Phase, QColor]:
    return dict(zip(Phase, _colours(names), strict=True))


def _figure(names: str) -> FigureColours:
    """Read the colours in the order of the fields."""
    return FigureColours(*_colours(names))


def _light() -> Palette:
    ground, card, line, track, text, soft, accent, on_accent = _colours(
        "#F3EFE8 #FBF9F5 #DDD6CA #E4DDD1 #2B333C #57626D #1F7A76 #FFFFFF"
    )
    return Palette(
        theme=Theme.LIGHT,
        ground=ground,
        card=card,
        line=line,
        track=track,
        text=text,
        soft=soft,
        accent=accent,
        on_accent=on_accent,
        figure=_figure(
            "#E9B796 #4B3A33 #2F8F8B #3D4F6B #D5DEE8 #3D4F6B #EE8350"
            " #DCD5C9 #C9C1B3 #9CC5B0 #86B39C #B98A6A #A5775A #6B4A36"
        ),
        far_mix=0.46,
        phases=_phases("#55657A #B04714 #1B7672 #38589E #57626D #57626D #83449C #35753B"),
    )


def _dark() -> Palette:
    ground, card, line, track, text, soft, accent, on_accent = _colours(
        "#171B21 #20252E #343B47 #2E3540 #ECEFF3 #A5AFBB #55C7C0 #0E1A1A"
    )
    return Palette(
        theme=Theme.DARK,
        ground=ground,
        card=card,
        line=line,
        track=track,
        text=text,
        soft=soft,
        accent=accent,
        on_accent=on_accent,
        figure=_figure(
            "#E3AE8D #5B4438 #3BA9A3 #8396B8 #E8EBF0 #8396B8 #FF9A5E"
            " #2B313C #3A4250 #3F7A66 #33654F #8A664E #6F503C #4A3527"
        ),
        far_mix=0.55,
        phases=_phases("#A9B6C6 #FF9A5E #55C7C0 #94B4FF #A5AFBB #A5AFBB #D5A6EC #8FD08A"),
    )


def _contrast() -> Palette:
    ground, card, line, track, text, soft, accent, on_accent = _colours(
        "#000000 #000000 #FFFFFF #5A5A5A #FFFFFF #FFFFFF #FFE600 #000000"
    )
    return Palette(
        theme=Theme.CONTRAST,
        ground=ground,
        card=card,
        line=line,
        track=track,
        text=text,
        soft=soft,
        accent=accent,
        on_accent=on_accent,
        figure=_figure(
            "#FFFFFF #8A8A8A #BFE9FF #7FB2E5 #FFFFFF #FFFFFF #FFB000"
            " #2A2A2A #FFFFFF #4F6F62 #9FCFBB #5A4A3F #3F342C #FFFFFF"
        ),
        far_mix=0.35,
        phases=_phases("#FFFFFF #FFB000 #6FE7FF #C5B6FF #FFFFFF #FFFFFF #FF9CF2 #8CFF8C"),
    )
