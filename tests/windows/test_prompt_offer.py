"""The sentences of the prompt card."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backbreak.windows.prompt import offer

PROMPT = {
    "sitting_s": 7500,
    "snoozes": 0,
    "text": "",
    "start_label": "Start",
    "snooze_label": "Snooze 10 min",
    "skip_label": "Skip: next at 16:40",
    "silent": False,
}


def test_the_headline_counts_on_while_the_card_stands() -> None:
    prompt = offer.read_prompt(PROMPT)
    assert offer.headline(prompt, timedelta(0)) == "You have been sitting 2 h 05"
    assert offer.headline(prompt, timedelta(minutes=3)) == "You have been sitting 2 h 08"


@pytest.mark.parametrize(("times", "text"), [(0, ""), (1, "Snoozed once"), (3, "Snoozed 3 times")])
def test_snoozing_shows_its_cost(times: int, text: str) -> None:
    assert offer.cost(offer.read_prompt({**PROMPT, "snoozes": times})) == text


def test_closing_says_that_it_is_a_snooze() -> None:
    assert offer.closing(offer.read_prompt(PROMPT)) == "Close: Snooze 10 min"
    assert offer.closing(offer.read_prompt({**PROMPT, "snooze_label": ""})) == "Close: ask again later"


@example({"snoozes": float("inf"), "sitting_s": 10**400})
@given(st.dictionaries(st.sampled_from(list(PROMPT)), st.none() | st.integers() | st.floats() | st.text()))
def test_any_object_is_a_prompt_that_can_be_shown(data: dict[str, object]) -> None:
    prompt = offer.read_prompt(data)
    assert offer.headline(prompt, timedelta(0))
    assert prompt.start_label
