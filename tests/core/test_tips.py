"""The closing lines come round in turn and say whose advice they are."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from backbreak.core.tips import Tip, TipsError, parse_tips, tip_for


@pytest.fixture(scope="module")
def tips(repository: Path) -> tuple[Tip, ...]:
    return parse_tips(tomllib.loads((repository / "resources" / "tips.toml").read_text(encoding="utf-8")))


def test_every_tip_has_a_section_of_the_article_and_promises_nothing(tips: tuple[Tip, ...]) -> None:
    assert len(tips) >= 5 and len({tip.id for tip in tips}) == len(tips)
    for tip in tips:
        assert tip.section and len(tip.text) <= 110
        assert not any(word in tip.text.lower() for word in ("proven", "prevent", "cure", "reliev"))


def test_neighbouring_sessions_get_different_tips_and_all_come_round(tips: tuple[Tip, ...]) -> None:
    monday = date(2026, 1, 5)
    of_the_day = [tip_for(tips, monday, nth) for nth in range(len(tips))]
    assert set(of_the_day) == set(tips)
    assert tip_for(tips, monday, 0) != tip_for(tips, monday + timedelta(days=1), 0)
    assert tip_for(tips, monday, 2) == tip_for(tips, monday, 2)


def test_a_bad_tip_is_located() -> None:
    row = {"id": "a", "text": "b", "section": "c", "where": "moon"}
    document = {"schema": "backbreak-tips/1", "article": "x", "tip": [row]}
    with pytest.raises(TipsError, match=r"tips\.toml: tip number 1: where must be one of anywhere, home"):
        parse_tips(document)
