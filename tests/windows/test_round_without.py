"""A round in which every exercise is left out: no count of nothing, but what can always be done."""

from __future__ import annotations

from datetime import date

import pytest

from backbreak.core.dose import RoundState
from backbreak.core.settings import Settings, parse
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.history import figures, wording
from backbreak.windows.history.empty import EmptyPage
from backbreak.windows.palettes import Theme, palette_of
from backbreak.windows.panel.today import TodayCard
from backbreak.windows.session.ending import EndPage
from backbreak.windows.session.roundbar import RoundBar

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

SAID = "Round 2: you can always stand and stretch"
NOTHING = RoundState(2, 0, 0)
LIGHT = palette_of(Theme.LIGHT)


@pytest.fixture
def bar(qtbot) -> RoundBar:
    made = RoundBar("Inter", LIGHT)
    qtbot.addWidget(made)
    made.set_unit(1.0)
    return made


def test_the_bar_says_what_can_be_done_and_counts_again_when_there_is_something_to_count(bar) -> None:
    bar.show_round(NOTHING, 0)
    assert bar.accessibleName() == bar._words.text() == SAID
    assert not bar._bar.isVisibleTo(bar)
    bar.show_round(RoundState(2, 0, 40), 0)
    assert bar._words.text() == "Round 2: 0 of 40" and bar._bar.isVisibleTo(bar)


def test_another_total_or_round_with_nothing_done_yet_is_said(bar) -> None:
    bar.show_round(RoundState(2, 0, 145), 0)
    bar.show_round(RoundState(2, 0, 120), 0)
    assert bar.accessibleName() == bar._words.text() == "Round 2: 0 of 120"
    bar.show_round(RoundState(1, 0, 120), 0)
    assert bar._words.text() == "Round 1: 0 of 120"


@pytest.mark.parametrize("width", [300, 460, 700])
def test_the_words_have_room_in_the_panel(qtbot, longer, width: int) -> None:
    card = TodayCard(LIGHT)
    qtbot.addWidget(card)
    card.show_round(NOTHING)
    card.resize(width, card.heightForWidth(width))
    card.show()
    said = card.round._words
    assert said.width() <= card.width() and said.height() >= said.heightForWidth(said.width())


def test_the_end_page_has_a_ring_only_where_there_is_a_round(qtbot) -> None:
    page = EndPage("Inter", LIGHT)
    qtbot.addWidget(page)
    for state in (NOTHING, RoundState(2, 0, 40)):
        page.show_end(True, (state, 1), ["Pelvis Lift\nonce"], "", reduced=True)
        page.rest()
        assert page.ring.isVisibleTo(page) == bool(state.total)


def test_the_history_heads_its_rings_with_what_can_be_done(qtbot) -> None:
    catalogue = load_catalogue()
    chosen, _problems = parse({"session": {"exclude": [one.id for one in catalogue.parts]}})
    shown = figures.overview([], catalogue, chosen, date(2026, 11, 28))
    assert wording.round_title(shown) == "Round 1: you can always stand and stretch"
    assert all(wording.part_left(part) == "left out" for part in shown.parts)
    page = EmptyPage(LIGHT)
    qtbot.addWidget(page)
    page.show_round(shown)
    assert page.ahead.text() == "Round 1: you can always stand and stretch"
    page.show_round(figures.overview([], catalogue, Settings(), date(2026, 11, 28)))
    assert page.ahead.text() == "The round that lies ahead:"
