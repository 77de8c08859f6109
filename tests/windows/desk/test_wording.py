"""The desk page's sentences."""

from __future__ import annotations

from datetime import date

import pytest

from backbreak.core.dose import Ledger, Limits
from backbreak.windows.desk import wording
from backbreak.windows.desk.outlook import Outlook


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("pelvis-lift", "Start: 5 repetitions, 2 min"),
        ("hip-flex", "Start: 6 on each side, 2 min"),
        ("stand-and-stretch", "Start: 2 min"),
    ],
)
def test_start_says_what_it_leads_to(outlook: Outlook, exercise: str, said: str) -> None:
    assert wording.start(outlook.offer(exercise)) == said


def test_start_promises_nothing_of_what_does_not_fit(ledger: Ledger, catalogue) -> None:
    offer = Outlook.of(ledger, catalogue, Limits(seconds=60), date(2026, 11, 23)).offer("leg-lifts")
    assert wording.start(offer) == "Start"
    assert wording.row(offer, turn=False) == "needs more time than there is"
    assert wording.too_short(offer) == "This needs a session of 92 s or more."


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("lumbar", "0 of 32 this round"),
        ("opposite-arm-leg", "5 of 30 a side this round"),
        ("pelvis-lift", "Done for this round: 10 of 10"),
        ("stand-and-stretch", "Always possible, counts for no round"),
    ],
)
def test_the_part_of_the_round_is_said_in_units(outlook: Outlook, exercise: str, said: str) -> None:
    assert wording.share(outlook.offer(exercise)) == said


def test_a_row_is_spoken_whole(outlook: Outlook) -> None:
    assert wording.spoken(outlook.offer("obliques"), outlook) == (
        "Lumbar and Obliques: obliques, Exercise 6 of the article, 0 of 30 a side this round, floor, sofa"
    )
    assert wording.spoken(outlook.offer(outlook.turn), outlook).endswith(", next")


def test_what_is_done_instead_is_named(outlook: Outlook) -> None:
    assert wording.instead(outlook.offer("hip-flex")) == "Instead: Hip Flex."
