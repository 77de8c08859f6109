"""The medical note says what it must and promises nothing."""

from __future__ import annotations

import pytest

from backbreak.words import care


@pytest.mark.parametrize(
    "must",
    [
        "not medical advice", "doctor", "physiotherapist", "pregnant", "osteoporosis", "operation", "injury",
        "new, severe or getting worse", "hurts", "dizzy", "numb", "short of breath", "groin", "bladder",
        "both legs",
    ],
)  # fmt: skip
def test_the_note_names(must: str) -> None:
    assert must in " ".join(care.lines())


@pytest.mark.parametrize("claim", ["proven", "prevent", "cure", "reliev", "recommended", "risk", "undo"])
def test_the_note_never_claims(claim: str) -> None:
    assert claim not in " ".join([*care.lines(), care.every_session()]).lower()
