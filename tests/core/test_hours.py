"""Working hours, and the two bad nights of the year in three zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.core.cycle import Cycle, Phase, Policy, begin, step, wake_at
from backbreak.core.cycle import events as e
from backbreak.core.hours import (
    ALWAYS,
    Week,
    instant,
    intervals,
    is_open,
    next_change,
    next_opening,
    parse_range,
    tomorrow,
    week_of,
)

MINUTE = timedelta(minutes=1)
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = {"Europe/Berlin": 60, "America/Los_Angeles": 60, "Australia/Lord_Howe": 30}
NIGHTS = {  # the local days in whose small hours the clock is set on, and back
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/Los_Angeles": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2026, 4, 5)),
}
EVERY_NIGHT = [(zone, day) for zone, days in NIGHTS.items() for day in days]


def every_day(*ranges: str) -> Week:
    return week_of([ranges] * 7)


def at(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def minutes_around(day: date, zone: ZoneInfo) -> list[datetime]:
    """Every minute from the evening before to the noon of that day, as it really passes."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC) - timedelta(hours=2)
    return [start + MINUTE * count for count in range(14 * 60)]


def edges(week: Week, zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """Every change of the hours from `start` to `end`, each found from the one before."""
    found = []
    while (change := next_change(week, zone, start)) is not None and change < end:
        found.append(change)
        start = change
    return found


# --- the two bad nights --------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "day"), EVERY_NIGHT)
def test_t13_two_hours_stay_two_hours_from_every_minute_of_a_bad_night(name: str, day: date) -> None:
    zone = ZoneInfo(name)
    rules = Policy(zone=zone, week=every_day("00:00-24:00"))
    for sits_down in minutes_around(day, zone):
        cycle: Cycle = begin(sits_down, rules)
        for _ in range(5):
            wake = wake_at(cycle, rules)
            assert wake is not None
            cycle, _effects = step(cycle, e.Tick(wake), rules)
            if cycle.phase is Phase.PROMPTING:
                break
        assert (cycle.now - sits_down).total_seconds() == 7200


@pytest.mark.parametrize(("name", "day"), EVERY_NIGHT)
def test_t13_every_edge_of_a_bad_night_happens_exactly_once(name: str, day: date) -> None:
    zone = ZoneInfo(name)
    night = minutes_around(day, zone)
    for begins in range(0, 5 * 60, 10):
        week = every_day(f"{begins // 60:02}:{begins % 60:02}-08:00")
        changes = edges(week, zone, night[120], night[-1])
        opens = [change for change in changes if is_open(week, zone, change)]
        closes = [change for change in changes if not is_open(week, zone, change)]
        expected_close = datetime(day.year, day.month, day.day, 8, tzinfo=zone)
        assert closes == [expected_close]
        assert len(opens) == (1 if begins else 0)  # the night begins at its midnight
        flips = [b for a, b in pairwise(night) if is_open(week, zone, a) != is_open(week, zone, b)]
        assert [flip for flip in flips if flip > night[120]] == changes


@pytest.mark.parametrize(("name", "day"), EVERY_NIGHT)
def test_t13_every_minute_of_a_bad_night_has_one_instant_and_they_are_in_order(name: str, day: date) -> None:
    zone = ZoneInfo(name)
    found = [instant(day, minute, zone) for minute in range(24 * 60)]
    assert found == sorted(found)
    for minute, when in enumerate(found):
        local = when.astimezone(zone)
        shown = local.hour * 60 + local.minute
        if shown != minute:  # skipped by the clock: the first valid minute after it
            before = (when - MINUTE).astimezone(zone)
            assert shown - (before.hour * 60 + before.minute) == ZONES[name] + 1
            assert before.hour * 60 + before.minute < minute < shown
        else:
            assert local.fold == 0


def test_t13_an_edge_in_the_gap_is_the_next_valid_minute_and_one_in_the_fold_the_first() -> None:
    assert instant(date(2026, 3, 29), 150, BERLIN) == at("2026-03-29T03:00")
    assert instant(date(2026, 10, 25), 150, BERLIN) == at("2026-10-25T02:30", fold=0)
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    assert instant(date(2026, 10, 4), 135, lord_howe) == at("2026-10-04T02:30", lord_howe)


def test_a_range_wholly_in_the_gap_does_not_exist_that_night_and_is_found_a_week_later() -> None:
    week = week_of([(), (), (), (), (), (), ("02:10-02:40",)])
    assert intervals(week, BERLIN, date(2026, 3, 29)) == ()
    assert next_change(week, BERLIN, at("2026-03-23T12:00")) == at("2026-04-05T02:10")
    assert next_opening(week, BERLIN, at("2026-03-22T12:00")) == at("2026-04-05T02:10")


# --- ranges --------------------------------------------------------------------------------------


def test_ranges_past_midnight_end_the_next_day() -> None:
    week = week_of([("22:00-06:00",), (), (), (), (), (), ()])
    assert edges(week, BERLIN, at("2026-01-05T00:00"), at("2026-01-11T00:00")) == [
        at("2026-01-05T22:00"),
        at("2026-01-06T06:00"),
    ]


def test_midnight_may_be_an_end_and_equal_start_and_end_are_a_whole_day() -> None:
    assert parse_range("18:00-24:00") == (1080, 1440)
    week = week_of([("18:00-24:00",), (), ("09:00-09:00",), (), (), (), ()])
    assert edges(week, BERLIN, at("2026-01-05T00:00"), at("2026-01-11T00:00")) == [
        at("2026-01-05T18:00"),
        at("2026-01-06T00:00"),
        at("2026-01-07T09:00"),
        at("2026-01-08T09:00"),
    ]


def test_ranges_that_touch_or_overlap_are_one() -> None:
    week = week_of([("09:00-12:00", "12:00-14:00", "13:00-17:00"), (), (), (), (), (), ()])
    assert edges(week, BERLIN, at("2026-01-05T00:00"), at("2026-01-11T00:00")) == [
        at("2026-01-05T09:00"),
        at("2026-01-05T17:00"),
    ]


@pytest.mark.parametrize("week", [ALWAYS, every_day("00:00-24:00"), every_day("07:00-07:00")])
def test_always_open_weeks_have_no_edge(week: Week) -> None:
    for month in (1, 3, 10):
        assert is_open(week, BERLIN, datetime(2026, month, 28, 3, tzinfo=UTC))
        assert next_change(week, BERLIN, datetime(2026, month, 28, 3, tzinfo=UTC)) is None


@pytest.mark.parametrize("text", ["9-17", "09:00", "24:00-09:00", "09:00-24:01", "09:60-10:00", "a:bc-d:ef"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r":|9"):
        parse_range(text)


CLOCKS = st.integers(0, 95).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")
WEEKS = st.lists(
    st.lists(st.builds("{}-{}".format, CLOCKS, CLOCKS), max_size=3), min_size=7, max_size=7
).map(week_of)


@settings(max_examples=150, deadline=None)
@given(WEEKS, st.sampled_from(sorted(ZONES)), st.integers(0, 366 * 24 * 4), st.integers(1, 14 * 60))
def test_the_hours_flip_exactly_at_the_next_change(
    week: Week, name: str, quarter: int, later: int
) -> None:
    zone, now = ZoneInfo(name), datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarter)
    opened, change = is_open(week, zone, now), next_change(week, zone, now)
    if change is None:
        assert all(is_open(week, zone, now + timedelta(minutes=30 * n)) == opened for n in range(400))
        return
    assert change > now
    assert is_open(week, zone, change) != opened
    assert is_open(week, zone, change - timedelta(seconds=1)) == opened
    between = now + MINUTE * later
    assert between >= change or is_open(week, zone, between) == opened
    assert next_opening(week, zone, now) in (change, next_change(week, zone, change))


# --- until tomorrow ------------------------------------------------------------------------------

OFFICE = week_of([("09:00-12:30", "13:30-18:00")] * 5 + [()] * 2)
NIGHT = week_of([("22:00-06:00",)] * 5 + [()] * 2)


@pytest.mark.parametrize(("week", "now", "until"), [
    (OFFICE, "2026-01-05T11:00", "2026-01-06T09:00"),
    (OFFICE, "2026-01-05T08:00", "2026-01-06T09:00"),
    (OFFICE, "2026-01-09T17:00", "2026-01-12T09:00"),
    (OFFICE, "2026-01-10T23:59", "2026-01-12T09:00"),
    (ALWAYS, "2026-01-05T11:00", "2026-01-06T00:00"),
    (ALWAYS, "2026-03-28T23:30", "2026-03-29T00:00"),
    # On a night shift "tomorrow" is the next one, although midnight is past.
    (NIGHT, "2026-01-05T23:00", "2026-01-06T22:00"),
    (NIGHT, "2026-01-06T01:00", "2026-01-06T22:00"),
    (NIGHT, "2026-01-10T01:00", "2026-01-12T22:00"),
    (NIGHT, "2026-01-06T12:00", "2026-01-07T22:00"),
    (week_of([("00:00-24:00",)] * 5 + [()] * 2), "2026-01-07T12:00", "2026-01-08T00:00"),
])  # fmt: skip
def test_until_tomorrow_is_the_next_working_start(week: Week, now: str, until: str) -> None:
    assert tomorrow(week, BERLIN, at(now)) == at(until)
