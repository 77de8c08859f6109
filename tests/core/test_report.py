"""The report: streak and adherence to the letter, the week by days, the round by parts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.journal import Entry, Outcome
from backbreak.core.report import adherence, longest_spell_s, median_spell_s, report, streak, week
from backbreak.core.settings import DEFAULT, parse
from backbreak.storage.catalogue import load_catalogue

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = date(2026, 11, 27)
LETTERS = {"c": Outcome.COMPLETED, "p": Outcome.PARTIAL, "s": Outcome.SKIPPED, "m": Outcome.MISSED,
           "n": Outcome.NATURAL}


def days(*written: str, last: date = TODAY) -> list[Entry]:
    """Entries of consecutive days up to `last`, one text a day: capital letters for prompted entries."""
    entries = []
    for back, letters in enumerate(reversed(written)):
        at = datetime(last.year, last.month, last.day, 9, tzinfo=UTC) - timedelta(days=back)
        for number, letter in enumerate(letters):
            entries.append(Entry(id=f"{back}.{number}", at=at + timedelta(hours=number),
                                 outcome=LETTERS[letter.lower()], prompted=at if letter.isupper() else None))
    return sorted(entries, key=lambda entry: entry.at)


@pytest.mark.parametrize(("written", "length"), [
    ([], 0),
    (["C"], 1),
    (["C", "C", "C"], 3),
    (["C", "S", "C"], 1),
    (["C", "C", ""], 2),               # nothing yet today
    (["C", "C", "S"], 2),              # declined so far, and the day is not over
    (["C", "C", "S", ""], 0),          # yesterday's only prompt was declined
    (["C", "", "", "C"], 2),           # a weekend
    (["C", "c", "C"], 2),              # by hand, on a day without a prompt: neither breaks nor extends
    (["C", "Sc", "C"], 3),             # by hand, on a day that had a prompt
    (["C", "SPMC", "C"], 3),
    (["C", "P", "C"], 1),              # partial is not completed
    (["C", "n", "C"], 2),              # a natural break without a prompt
    (["C", "N", "C"], 1),              # with one: the day had a prompt and no completed break
    (["C", "C", "M"], 2),
    (["c"], 0),
])
def test_a_streak_counts_days_with_a_prompt_and_a_completed_break(written: list[str], length: int) -> None:
    assert streak(days(*written), TODAY) == length


def test_the_streak_of_an_earlier_day_does_not_know_the_later_ones() -> None:
    entries = days("C", "C", "S", "C", "C")
    assert streak(entries, TODAY) == 2
    assert streak(entries, TODAY - timedelta(days=3)) == 2


def test_the_day_of_an_entry_is_the_local_one() -> None:
    late = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    entry = Entry(id="a", at=late, utc_offset_min=60, outcome=Outcome.COMPLETED, prompted=late)
    assert week([entry], TODAY)[date(2026, 11, 27)][Outcome.COMPLETED] == 1


@pytest.mark.parametrize(("written", "share"), [
    ("", None), ("c", None), ("n", None), ("N", None), ("C", 1.0), ("CS", 0.5), ("CSMP", 0.25), ("CNNN", 1.0),
    ("Sccc", 0.0), ("CCSn", 2 / 3),
])
def test_adherence_is_the_part_of_prompts_that_were_followed(written: str, share: float | None) -> None:
    assert adherence(days(written)) == share


def test_the_week_runs_from_monday_to_sunday_with_every_outcome_named() -> None:
    counted = week(days("C", "CCs", "", "S", "Mn"), TODAY)
    assert list(counted) == [date(2026, 11, 23) + timedelta(days=number) for number in range(7)]
    assert [sum(one.values()) for one in counted.values()] == [1, 3, 0, 1, 2, 0, 0]
    assert all(list(one) == list(Outcome) for one in counted.values())
    assert sum(week(days("C", last=date(2026, 11, 22)), TODAY)[date(2026, 11, 23)].values()) == 0


def test_spells_are_summed_up_by_the_longest_and_the_middle_one() -> None:
    def sat(seconds: int, outcome: Outcome = Outcome.COMPLETED) -> Entry:
        return Entry(id=str(seconds), at=MONDAY, outcome=outcome, sat_s=seconds)

    assert (longest_spell_s([]), median_spell_s([])) == (None, None)
    entries = [sat(7200), sat(7400, Outcome.NATURAL), sat(3600, Outcome.PARTIAL), sat(9000, Outcome.SKIPPED)]
    assert (longest_spell_s(entries), median_spell_s(entries)) == (9000, 7200)
    assert median_spell_s([sat(100), sat(201)]) == 150


def done(exercise: str, units: int, number: int = 1, minutes: int = 0) -> Entry:
    at = MONDAY + timedelta(minutes=minutes)
    return Entry(id=f"{minutes:04}{exercise}", at=at, outcome=Outcome.COMPLETED, prompted=at, round=number,
                 exercise=exercise, units=units, planned_units=units, sat_s=7200)


def test_the_report_is_one_json_document_with_the_round_by_exercise() -> None:
    catalogue = load_catalogue()
    told = report([done("pelvis-lift", 5), done("lumbar", 40, minutes=130)], catalogue, DEFAULT, TODAY)
    assert json.loads(json.dumps(told)) == told
    assert list(told) == [
        "today", "round", "week", "streak", "adherence", "longest_spell_s", "median_spell_s"]
    assert told["today"] == "2026-11-27"
    assert told["week"] == {
        f"2026-11-{day}": {"completed": 2 if day == 23 else 0, "partial": 0, "skipped": 0, "missed": 0,
                           "natural": 0} for day in range(23, 30)}
    assert (told["streak"], told["adherence"], told["longest_spell_s"]) == (1, 1.0, 7200)
    whole = told["round"]
    assert isinstance(whole, dict)
    assert (whole["number"], whole["done"], whole["total"]) == (1, 37, 145)
    assert [one["id"] for one in whole["exercises"]] == [part.id for part in catalogue.parts]
    begun = [tuple(one[key] for key in ("id", "number", "done", "total"))
             for one in whole["exercises"] if one["done"]]
    assert begun == [("pelvis-lift", 4, 5, 10), ("lumbar", 6, 32, 32)]


def test_a_round_just_completed_is_the_next_one_and_empty() -> None:
    catalogue = load_catalogue()
    entries = [done(part.id, part.total_units, minutes=number) for number, part in enumerate(catalogue.parts)]
    whole = report(entries, catalogue, DEFAULT, TODAY)["round"]
    assert isinstance(whole, dict)
    assert (whole["number"], whole["done"], whole["total"]) == (2, 0, 145)
    assert {one["done"] for one in whole["exercises"]} == {0}


def test_parts_left_out_are_listed_and_not_counted() -> None:
    settings, _ = parse({"session": {"place": "standing"}})
    entries = [done("hip-flex", 4), done("lumbar", 8, minutes=9)]
    whole = report(entries, load_catalogue(), settings, TODAY)["round"]
    assert isinstance(whole, dict)
    assert (whole["done"], whole["total"], len(whole["exercises"])) == (4, 10, 7)


def test_an_empty_journal_has_a_report_too() -> None:
    told = report([], load_catalogue(), DEFAULT, TODAY)
    assert (told["streak"], told["adherence"], told["median_spell_s"]) == (0, None, None)


@given(st.lists(st.text("cpsmnCPSMN", max_size=4), max_size=12))
def test_figures_stay_within_their_limits_and_a_completed_break_never_lowers_them(
        written: list[str]) -> None:
    entries = days(*written)
    length, share = streak(entries, TODAY), adherence(entries)
    assert 0 <= length <= len(written)
    assert share is None or 0 <= share <= 1
    more = days(*written[:-1], (written or [""])[-1] + "C")
    assert streak(more, TODAY) >= length
    assert (adherence(more) or 0) >= (share or 0)


@given(st.integers(0, 40_000_000), st.integers(-24 * 60, 24 * 60))
def test_the_day_is_the_one_that_the_clock_beside_it_showed(minutes: int, offset_min: int) -> None:
    at = MONDAY - timedelta(minutes=minutes, seconds=minutes % 60)
    entry = Entry(id="one", at=at, utc_offset_min=offset_min, outcome=Outcome.MISSED)
    assert entry.day == (at + timedelta(minutes=offset_min)).date()
