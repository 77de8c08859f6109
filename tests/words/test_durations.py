"""Lengths and times as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak import words
from backbreak.words.durations import about, clock, decimal, minutes, spell

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


class Comma(NullTranslations):
    """A language that writes 2,5."""

    def pgettext(self, context: str, message: str) -> str:
        return "," if context == "decimal separator" else message


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "less than a minute"),
        (0, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 min"),
        (45 * 60 + 59, "45 min"),
        (3600, "1 h"),
        (2 * 3600 + 5 * 60, "2 h 05"),
        (2 * 3600 + 40 * 60, "2 h 40"),
        (30 * 3600, "30 h"),
    ],
)
def test_a_spell_is_said_in_whole_minutes(seconds: int, text: str) -> None:
    assert spell(timedelta(seconds=seconds)) == text


@given(st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=3)))
def test_a_spell_never_promises_more_than_has_passed(length: timedelta) -> None:
    hours, _, rest = spell(length).partition(" h")
    said = timedelta(hours=int(hours), minutes=int(rest or 0)) if rest or " h" in spell(length) else None
    if said is not None:
        assert said <= length < said + timedelta(minutes=1)


def test_minutes_are_short() -> None:
    assert [minutes(n) for n in (10, 2.5, 1.0, 90)] == ["10 min", "2.5 min", "1 min", "90 min"]


def test_a_decimal_has_the_places_it_needs_and_the_languages_own_sign() -> None:
    assert [decimal(n, 2) for n in (2, 2.5, 1.25, 0.333)] == ["2", "2.5", "1.25", "0.33"]
    words.speak(Comma(), "de")
    try:
        assert [decimal(2.5), minutes(2.5), minutes(3)] == ["2,5", "2,5 min", "3 min"]
    finally:
        words.speak(None)


def test_sessions_are_said_roughly() -> None:
    assert [about(s) for s in (30, 92, 118, 120, 150, 240)] == [
        "30 s", "92 s", "2 min", "2 min", "2.5 min", "4 min",
    ]  # fmt: skip


def test_a_clock_time_is_local_and_knows_the_day() -> None:
    assert clock(MONDAY_NOON + timedelta(hours=2, minutes=35), BERLIN) == "14:35"
    assert clock(MONDAY_NOON + timedelta(hours=2), BERLIN, MONDAY_NOON) == "14:00"
    assert clock(MONDAY_NOON + timedelta(hours=21), BERLIN, MONDAY_NOON) == "Tue 09:00"
    assert clock(MONDAY_NOON + timedelta(days=6), BERLIN, MONDAY_NOON) == "Sun 12:00"
    assert clock(MONDAY_NOON + timedelta(days=7), BERLIN, MONDAY_NOON) == "Mon 30 Nov 12:00"
    assert clock(MONDAY_NOON - timedelta(days=1), BERLIN, MONDAY_NOON) == "Sun 22 Nov 12:00"
