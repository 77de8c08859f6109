"""Thirty days of chance: nobody who sits is forgotten, nobody is disturbed, every prompt is answered for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from month import RULES, Month
from workday.test_properties import SHORT

from backbreak.core.cycle import Policy


@pytest.mark.parametrize("idle_source", [True, False], ids=["idle known", "idle unknown"])
@pytest.mark.parametrize("rules", range(len(RULES)))
def test_thirty_days_forget_nobody_and_disturb_nobody(rules: int, idle_source: bool) -> None:
    month = Month(rules, RULES[rules], idle_source=idle_source)
    month.lives(days=30)
    assert month.judge.prompts > 30


@SHORT
@given(st.integers(0, 2**32), st.sampled_from(RULES), st.booleans())
def test_any_day_forgets_nobody_and_disturbs_nobody(seed: int, rules: Policy, idle_source: bool) -> None:
    Month(seed, rules, idle_source=idle_source).lives(days=0.7)
