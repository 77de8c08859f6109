"""The ring of the end page: it moves from before to after, or stands there where movement is reduced."""

from __future__ import annotations

import pytest

from backbreak.core.dose import RoundState
from backbreak.windows.palettes import Theme, palette_of
from backbreak.windows.session.roundring import RoundRing


@pytest.fixture
def ring(qtbot) -> RoundRing:
    made = RoundRing("Inter", palette_of(Theme.LIGHT))
    qtbot.addWidget(made)
    made.set_unit(1.0)
    return made


def picture(ring: RoundRing) -> bytes:
    image = ring.grab().toImage()  # its memory is gone with it
    return bytes(image.constBits())


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures are the same but for a shade, in which Qt sets a text that it has set before."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 12


def test_the_ring_moves_from_where_the_round_was_to_where_it_is(ring, qtbot):
    ring.show_round(RoundState(3, 23, 145), 5)
    first = picture(ring)
    ring.show_round(RoundState(3, 23, 145), 0)
    assert alike(picture(ring), first)
    ring.show_round(RoundState(3, 23, 145), 5)
    ring.show()
    qtbot.waitUntil(lambda: not alike(picture(ring), first))


def test_with_reduced_motion_the_ring_is_there_at_once(ring, qtbot):
    ring.show_round(RoundState(3, 23, 145), 5, reduced=True)
    there = picture(ring)
    ring.show_round(RoundState(3, 23, 145), 5)
    assert not alike(picture(ring), there)
    qtbot.waitUntil(lambda: alike(picture(ring), there))


def test_the_ring_says_in_words_how_far_the_round_is(ring):
    ring.show_round(RoundState(3, 23, 145), 5)
    assert ring.accessibleName() == "Round 3: 28 of 145"
    ring.show_round(RoundState(3, 143, 145), 5)
    assert ring.accessibleName() == "Round 3: 145 of 145"


def test_a_round_without_exercises_is_an_empty_ring(ring):
    ring.show_round(RoundState(1, 0, 0), 0)
    picture(ring)
