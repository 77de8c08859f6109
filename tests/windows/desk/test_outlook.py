"""What may be done now: what is shown is what a session would be, and each exercise's part of the round."""

from __future__ import annotations

from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak import words
from backbreak.core.dose import DoseError, Ledger, Limits, choose, choose_explicit, round_state
from backbreak.core.instead import kit
from backbreak.core.session import lay_out
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.places import places_for
from backbreak.windows.alone import Home
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.options import WindowOptions

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 23)

ledgers = st.builds(
    lambda done, today, last: Ledger(
        round=4, _done=done, _by_day={TODAY: today}, _last={name: at for at, name in enumerate(last)}
    ),
    st.fixed_dictionaries({part.id: st.integers(0, part.total_units) for part in CATALOGUE.parts}),
    st.fixed_dictionaries({part.id: st.integers(0, part.total_units) for part in CATALOGUE.parts}),
    st.permutations([part.id for part in CATALOGUE.parts]),
)


@given(ledgers)
def test_whose_turn_it_is_is_planned_as_the_next_session_would_be(ledger: Ledger) -> None:
    outlook = Outlook.of(ledger, CATALOGUE, Limits(), TODAY)
    turn = choose(ledger, CATALOGUE, Limits(), TODAY)
    assert outlook.turn == turn.exercise_id
    assert outlook.offer(outlook.turn).plan == lay_out(turn, CATALOGUE, Limits())


@given(ledgers)
def test_asking_by_name_and_number_for_what_is_shown_gives_just_that(ledger: Ledger) -> None:
    for offer in Outlook.of(ledger, CATALOGUE, Limits(), TODAY).offers:
        assert offer.plan is not None
        asked = choose_explicit(ledger, CATALOGUE, Limits(), offer.exercise.id, offer.plan.units or None)
        assert lay_out(asked, CATALOGUE, Limits()) == offer.plan


@given(ledgers)
def test_the_parts_of_the_round_add_up_to_the_round(ledger: Ledger) -> None:
    outlook = Outlook.of(ledger, CATALOGUE, Limits(), TODAY)
    assert outlook.round == round_state(ledger, CATALOGUE, Limits())
    assert sum(offer.done for offer in outlook.offers) == outlook.round.done
    assert sum(offer.total for offer in outlook.offers) == outlook.round.total


def test_every_exercise_is_there_in_the_article_s_order_and_stand_and_stretch_last(outlook) -> None:
    assert [offer.exercise.id for offer in outlook.offers] == list(CATALOGUE.ids)
    assert outlook.offers[-1].total == 0


def test_one_that_does_not_fit_says_how_long_a_session_would_have_to_be(ledger) -> None:
    outlook = Outlook.of(ledger, CATALOGUE, Limits(seconds=60), TODAY)
    offer = outlook.offer("leg-lifts")
    assert (offer.plan, offer.least_s) == (None, 92)


def test_what_is_left_out_or_of_another_place_can_be_chosen_all_the_same(ledger) -> None:
    limits = Limits(place="standing", sofa=False, exclude=frozenset({"lumbar"}))
    outlook = Outlook.of(ledger, CATALOGUE, limits, TODAY)
    assert all(offer.plan is not None for offer in outlook.offers)
    assert outlook.turn == "hip-flex"


def test_a_side_that_is_owed_begins() -> None:
    ledger = Ledger(round=1, _owed={"obliques": "left"})
    outlook = Outlook.of(ledger, CATALOGUE, Limits(), TODAY)
    plan = outlook.offer("obliques").plan
    assert plan is not None and plan.first_side == "left"


def test_an_unknown_exercise_is_the_one_whose_turn_it_is(outlook) -> None:
    assert outlook.offer("juggling").exercise.id == outlook.turn


@pytest.mark.parametrize("refused", [part.id for part in CATALOGUE.parts])
def test_can_t_do_this_here_asks_less_of_the_place_each_time(outlook, refused: str) -> None:
    tried: frozenset[str] = frozenset()
    while refused != "stand-and-stretch":
        found = outlook.instead(refused, tried).exercise
        assert found.id not in tried | {refused}
        assert kit(found) < kit(CATALOGUE.get(refused)) or not kit(found)
        tried, refused = tried | {refused}, found.id


def test_where_nothing_else_is_left_it_says_so(catalogue) -> None:
    everything = frozenset(part.id for part in catalogue.parts)
    outlook = Outlook.of(Ledger(), catalogue, Limits(exclude=everything), TODAY)
    with pytest.raises(DoseError, match="nothing to do instead"):
        outlook.instead("stand-and-stretch", frozenset())


def test_the_exercises_to_choose_from_are_in_the_language_in_use(tmp_path: Path) -> None:
    class Marked(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"~{message}"

    words.speak(Marked(), "xx")
    try:
        found = Home(places_for(tmp_path), Settings()).outlook(WindowOptions())
        names = [offer.exercise.name for offer in found.offers]
    finally:
        words.speak(None)
    assert names == [f"~{exercise.name}" for exercise in CATALOGUE]
