"""The tray's pictures: readable on light and dark panels, and what the drawings say."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from backbreak.core.errors import BackbreakError
from backbreak.resident.icons import SIZES_PX, pixmaps

ROOT = Path(__file__).resolve().parents[2]
STATES = ("sitting", "due", "paused", "session", "quiet")
PANELS = {"light": (0xF6, 0xF5, 0xF4), "dark": (0x2B, 0x2B, 0x2B), "black": (0x20, 0x20, 0x20)}


def luminance(rgb):
    """WCAG's relative luminance."""
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pixels(data):
    return [tuple(data[at : at + 4]) for at in range(0, len(data), 4)]


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_picture_of_every_size(state):
    assert [(w, h, len(data)) for w, h, data in pixmaps(state)] == [(s, s, s * s * 4) for s in SIZES_PX]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("panel", PANELS)
def test_t27_every_solid_pixel_stands_out_on_the_panel(state, panel):
    for size, _, data in pixmaps(state):
        solid = [rgb for alpha, *rgb in pixels(data) if alpha >= 250]
        assert len(solid) > 0.13 * size * size
        assert min(contrast(rgb, PANELS[panel]) for rgb in solid) >= 3.0


@pytest.mark.parametrize("state", STATES)
def test_lines_fall_on_pixels_so_that_most_of_the_ink_is_solid(state):
    for size, _, data in pixmaps(state):
        inked = [alpha for alpha, *_rgb in pixels(data) if alpha > 25]
        solid = sum(alpha >= 200 for alpha in inked) / len(inked)
        assert solid >= (0.4 if state == "session" else 0.65), f"{size} px: {solid:.2f}"


@pytest.mark.parametrize(("one", "other"), tuple(combinations(STATES, 2)))
def test_states_differ_in_shape_and_not_only_in_colour(one, other):
    for (size, _, first), (_, _, second) in zip(pixmaps(one), pixmaps(other), strict=True):
        masks = ([p[0] > 127 for p in pixels(data)] for data in (first, second))
        differing = sum(a != b for a, b in zip(*masks, strict=True))
        assert differing >= size * size * 0.02


def test_rendering_the_drawings_again_gives_what_is_committed(tmp_path):
    script = ROOT / "packaging" / "icons" / "render.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, timeout=60)
    for state in STATES:
        for size, _, committed in pixmaps(state):
            fresh = (tmp_path / f"{state}-{size}.argb").read_bytes()
            assert len(fresh) == len(committed)
            # Another version of Qt may round an edge differently, but not draw another picture.
            alike = sum(abs(a - b) <= 16 for a, b in zip(fresh, committed, strict=True))
            assert alike >= 0.99 * len(committed), f"render {state}.svg again"


def test_pictures_are_read_from_disk_once():
    assert pixmaps("due") is pixmaps("due")


def test_a_picture_that_is_not_there_is_an_error():
    with pytest.raises(BackbreakError, match=r"nothing-16\.argb"):
        pixmaps("nothing")
