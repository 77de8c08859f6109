"""What the history is drawn from: the report's own figures, and every chart also as words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.core.entry import Entry, Outcome
from backbreak.core.report import report
from backbreak.core.settings import Settings, parse
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.history import dates, wording
from backbreak.windows.history.figures import (
    LEVELS,
    WEEKS,
    Overview,
    first_day,
    level,
    months,
    overview,
    totals,
)
from backbreak.windows.history.sifting import Wanted, sift

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()
PARTS = {part.id: part for part in CATALOGUE.parts}


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Merged entries of the last two years, in order."""
    found = []
    minutes = sorted(draw(st.lists(st.integers(0, 2 * 365 * 24 * 60), max_size=30, unique=True)))
    for number, minute in enumerate(minutes):
        outcome = draw(st.sampled_from(Outcome))
        done = outcome in (Outcome.COMPLETED, Outcome.PARTIAL)
        at = datetime(2026, 11, 25, 12, tzinfo=UTC) - timedelta(days=730) + timedelta(minutes=minute)
        found.append(
            Entry(
                id=f"{number:05}",
                at=at,
                utc_offset_min=draw(st.sampled_from((-300, 0, 60, 345))),
                outcome=outcome,
                prompted=at if draw(st.booleans()) else None,
                sat_s=draw(st.integers(0, 20_000)),
                round=draw(st.integers(1, 3)) if done else None,
                exercise=draw(st.sampled_from(sorted(PARTS))) if done else None,
                units=draw(st.integers(1, 40)) if done else None,
                planned_units=40 if done else None,
            )
        )
    return found


def shown_of(entries: list[Entry], chosen: Settings | None = None) -> Overview:
    return overview(entries, CATALOGUE, chosen or Settings(), TODAY)


@settings(max_examples=60, deadline=None)
@given(journals(), st.sampled_from(("floor", "standing")))
def test_every_number_is_that_of_the_report(entries: list[Entry], place: str) -> None:
    chosen, _problems = parse({"session": {"place": place}})
    shown, told = shown_of(entries, chosen), report(entries, CATALOGUE, chosen, TODAY)
    whole = told["round"]
    assert isinstance(whole, dict)
    state = shown.round
    assert (state.number, state.done, state.total) == (whole["number"], whole["done"], whole["total"])
    assert [(one.name, one.done, one.total) for one in shown.parts] == [
        (one["name"], one["done"], one["total"]) for one in whole["exercises"]
    ]
    assert sum(one.total for one in shown.parts if one.wanted) == state.total
    week = {day.isoformat(): {kind.value: n for kind, n in one.items()} for day, one in shown.week.items()}
    assert week == told["week"]
    assert (shown.streak, shown.adherence) == (told["streak"], told["adherence"])
    assert (shown.longest_s, shown.median_s) == (told["longest_spell_s"], told["median_spell_s"])


@settings(max_examples=60, deadline=None)
@given(journals())
def test_a_year_holds_every_entry_of_its_days_once(entries: list[Entry]) -> None:
    shown = shown_of(entries)
    of_the_year = [one for one in entries if first_day(TODAY) <= one.day <= TODAY]
    assert sum(totals(shown.days.values()).values()) == len(of_the_year)
    assert totals(months(shown.days).values()) == totals(shown.days.values())
    assert all(shown.on(one.day)[one.outcome] for one in of_the_year)


def test_a_year_begins_on_a_monday_and_ends_in_this_week() -> None:
    first = first_day(TODAY)
    assert first.weekday() == 0 and (TODAY - first).days // 7 == WEEKS - 1


def test_a_day_is_fuller_the_more_was_done_beside_the_busiest_one() -> None:
    def counts(done: int, skipped: int = 0) -> dict[Outcome, int]:
        return dict.fromkeys(Outcome, 0) | {Outcome.COMPLETED: done, Outcome.SKIPPED: skipped}

    assert level(counts(0), 9) is None and level(counts(0, 2), 9) == 0
    levels = [level(counts(done), 12) for done in range(1, 13)]
    assert levels == sorted(levels) and levels[0] == 1 and levels[-1] == LEVELS
    assert [level(counts(done), 0) for done in range(1, 5)] == [1, 2, 3, 4]


def test_without_entries_nothing_is_claimed() -> None:
    shown = shown_of([])
    assert wording.headline(shown) == "No breaks yet"
    assert [value for value, _name, _meaning in wording.tiles(shown)] == ["0 days", *["none yet"] * 3]
    assert wording.year_title(shown) == "The last year: 0 breaks on 0 days"


def test_what_the_charts_show_is_said_too() -> None:
    at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    entries = [
        Entry(
            id="1", at=at, outcome=Outcome.COMPLETED, prompted=at, round=1, exercise="pelvis-lift", units=10
        ),
        Entry(id="2", at=at + timedelta(hours=2), outcome=Outcome.SKIPPED, prompted=at, sat_s=7500),
    ]
    shown = shown_of(entries)
    assert wording.headline(shown) == "1 break done today"
    told = wording.round_text(shown.parts)
    assert "Pelvis Lift: 10 of 10, done." in told and "Leg Lifts: 0 of 3, 3 left." in told
    assert "Wed 25 Nov: 1 completed, 1 skipped; Thu 26 Nov: nothing" in wording.week_text(
        shown.week, dates.short_day
    )
    assert wording.year_text(shown, dates.month_of_year) == "November 2026: 1 completed, 1 skipped"


@settings(max_examples=60, deadline=None)
@given(journals(), st.sampled_from([None, *Outcome]), st.sampled_from([None, *sorted(PARTS)]))
def test_the_list_is_what_is_wanted_the_newest_first(
    entries: list[Entry], outcome: Outcome | None, exercise: str | None
) -> None:
    first = TODAY - timedelta(days=300)
    found = sift(entries, Wanted(outcome, exercise, first=first))
    left = [one for one in entries if one not in found]
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    assert all(
        one.day < first or outcome not in (None, one.outcome) or exercise not in (None, one.exercise)
        for one in left
    )
    assert not [one for one in found if one.day < first or outcome not in (None, one.outcome)]
    assert sift(entries, Wanted()) == entries[::-1]
