"""The grammar of a pause."""

import contextlib
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.core.durations import For, Tomorrow, Until, WishError, parse_wish, resolve

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90m", 90),
        ("1h30m", 90),
        ("2h", 120),
        ("45", 45),
        ("1H5M", 65),
        ("1h30", 90),
        (" 15 ", 15),
        ("0h10m", 10),
    ],
)
def test_a_length_is_read(text: str, minutes: int) -> None:
    assert parse_wish(text) == For(timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("text", "at"), [("14:30", time(14, 30)), ("9:05", time(9, 5)), ("00:00", time(0, 0))]
)
def test_a_time_of_day_is_read(text: str, at: time) -> None:
    assert parse_wish(text) == Until(at)


@pytest.mark.parametrize("text", ["tomorrow", "Tomorrow"])
def test_tomorrow_is_read(text: str) -> None:
    assert parse_wish(text) is Tomorrow.TOMORROW


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "0", "0m", "0h", "-5", "m", "h", "soon", "24:00", "12:60", "1:5", "1.5h", "30s", "1h-5m"),
        *("²h", "99999h", "999999", "9" * 400, "1h 30m", "12:30:00", "٣h"),
    ],
)
def test_anything_else_is_refused_in_one_line_that_shows_what_is_possible(text: str) -> None:
    with pytest.raises(WishError, match="90m, 1h30m, 2h") as caught:
        parse_wish(text)
    assert "\n" not in str(caught.value)


@settings(deadline=None)
@given(st.text())
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with contextlib.suppress(WishError):
        parse_wish(text)


@settings(deadline=None)
@given(st.integers(1, 9000), st.integers(0, 59))
def test_hours_and_minutes_add_up(hours: int, minutes: int) -> None:
    if timedelta(hours=hours, minutes=minutes) <= timedelta(days=366):
        assert parse_wish(f"{hours}h{minutes}m") == For(timedelta(hours=hours, minutes=minutes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_length_counts_from_now() -> None:
    assert resolve(For(timedelta(minutes=90)), at("2026-01-05T10:00:00Z"), BERLIN) == at(
        "2026-01-05T11:30:00Z"
    )


@pytest.mark.parametrize(
    ("now", "wanted", "until"),
    [
        ("2026-01-05T10:00:00Z", "14:30", "2026-01-05T13:30:00Z"),
        ("2026-01-05T13:30:00Z", "14:30", "2026-01-06T13:30:00Z"),
        ("2026-01-05T20:00:00Z", "14:30", "2026-01-06T13:30:00Z"),
        ("2026-01-05T23:30:00Z", "00:15", "2026-01-06T23:15:00Z"),
        # The clocks jump from 2 to 3 on the last Sunday of March, and back from 3 to 2 in October.
        ("2026-03-28T20:00:00Z", "14:30", "2026-03-29T12:30:00Z"),
        ("2026-03-29T00:00:00Z", "02:30", "2026-03-29T01:00:00Z"),
        ("2026-10-24T20:00:00Z", "14:30", "2026-10-25T13:30:00Z"),
    ],
)
def test_a_time_of_day_is_the_next_one_on_the_wall(now: str, wanted: str, until: str) -> None:
    wish = parse_wish(wanted)
    assert isinstance(wish, Until)
    assert resolve(wish, at(now), BERLIN) == at(until)


@settings(deadline=None)
@given(
    st.integers(0, 60 * 365 * 24 * 60).map(
        lambda minutes: at("2000-01-01T00:00:00Z") + timedelta(minutes=minutes)
    ),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe"]),
)
def test_the_instant_always_lies_ahead_and_never_much_over_a_day(
    now: datetime, wall: time, zone: str
) -> None:
    until = resolve(Until(wall), now, ZoneInfo(zone))
    assert now < until <= now + timedelta(hours=26)
    assert until.tzinfo is UTC
