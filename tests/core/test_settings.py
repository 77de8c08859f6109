"""Settings: the promised keys and defaults, what is refused, and that junk never stops the program."""

from __future__ import annotations

import math
import re
import tomllib
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.fields import Field, Kind, Value, range_minutes
from backbreak.core.settings import DEFAULT, FIELDS, SECTIONS, Hours, Settings, find_field, parse, value_of

PROMISED = """
[rhythm]
sitting_limit_min=120
snooze_min=10
natural_break_min=5
return_grace_min=3
hold_cap_min=60
repeat_min=10
snooze_limit=0
heads_up_min=0
reading=false
[hours]
monday=[]
tuesday=[]
wednesday=[]
thursday=[]
friday=[]
saturday=[]
sunday=[]
[session]
seconds=120
choice="variety"
place="floor"
sofa=true
tempo=1.0
exclude=[]
[sound]
cues=true
voice=true
volume=0.7
[prompt]
notification=true
window=true
[quiet]
do_not_disturb=true
microphone=true
fullscreen=true
screen_share=true
[look]
theme="system"
motion="system"
language="system"
[journal]
folder=""
"""

scalars = (st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
           | st.dates() | st.times() | st.datetimes() | st.just(10**400))
junk = st.recursive(scalars, lambda inner: st.lists(inner, max_size=7)
                    | st.dictionaries(st.text(max_size=6), inner, max_size=4), max_leaves=12)


def complaints(text: str) -> list[str]:
    return [problem.message for problem in parse(tomllib.loads(text))[1]]


def test_the_keys_and_defaults_are_the_promised_ones() -> None:
    tables = tomllib.loads(PROMISED)
    assert {section: set(table) for section, table in tables.items()} == {
        section: {field.key for field in FIELDS if field.section == section} for section in SECTIONS}
    assert parse(tables) == (DEFAULT, ())


def test_nothing_written_means_the_defaults() -> None:
    assert parse({}) == (Settings(), ())


def test_a_written_value_is_used_and_the_rest_stays() -> None:
    settings, problems = parse({"rhythm": {"snooze_min": 15}, "session": {"exclude": ["lumbar"]}})
    assert problems == ()
    assert (settings.rhythm.snooze_min, settings.rhythm.sitting_limit_min) == (15.0, 120.0)
    assert settings.session.exclude == ("lumbar",)


def test_what_is_not_written_or_not_usable_stays_as_in_the_base() -> None:
    base, _ = parse({"rhythm": {"snooze_min": 20, "repeat_min": 30}, "look": {"theme": "dark"}})
    settings, (problem,) = parse({"rhythm": {"snooze_min": 500, "heads_up_min": 1}, "look": {}}, base)
    rhythm = settings.rhythm
    assert (rhythm.snooze_min, rhythm.repeat_min, rhythm.heads_up_min) == (20, 30, 1)
    assert settings.look.theme == "dark"
    assert str(problem) == "rhythm.snooze_min is 500; use a number from 1 to 120. Using 20."


def test_unknown_sections_and_keys_are_nobodys_problem() -> None:
    assert parse({"rhythm": {"moon_phase": "full"}, "future": {"x": 1}, "loose": 3}) == (DEFAULT, ())


@pytest.mark.parametrize(("text", "complaint"), [
    ("[rhythm]\nsitting_limit_min = 500",
     "rhythm.sitting_limit_min is 500; use a number from 1 to 240. Using 120."),
    ("[rhythm]\nsnooze_min = 'ten'", 'rhythm.snooze_min is "ten"; use a number from 1 to 120. Using 10.'),
    ("[rhythm]\nsnooze_limit = 2.5",
     "rhythm.snooze_limit is 2.5; use a whole number from 0 to 100. Using 0."),
    ("[rhythm]\nreading = 1", "rhythm.reading is 1; use true or false. Using false."),
    ("[rhythm]\nrepeat_min = true", "rhythm.repeat_min is true; use a number from 1 to 120. Using 10."),
    ("[session]\nchoice = 'random'",
     'session.choice is "random"; use "variety" or "one-at-a-time". Using "variety".'),
    ("[sound]\nvolume = nan", "sound.volume is nan; use a number from 0 to 1. Using 0.7."),
    ("[hours]\nmonday = ['9 to 5']",
     'hours.monday is ["9 to 5"]; use a list of ranges like ["09:00-12:30", "13:30-18:00"]. Using [].'),
    ("[look]\nlanguage = \"a\\nb\"",
     "look.language is 'a\\nb'; use a text in quotes, on one line. Using \"system\"."),
    ("quiet = 3", "quiet is not a table; start it with a line [quiet]. Using its defaults."),
])
def test_a_bad_value_gives_one_message_that_says_what_is_used(text: str, complaint: str) -> None:
    assert complaints(text) == [complaint]


def test_each_bad_value_has_its_own_message_and_the_good_ones_beside_it_count() -> None:
    settings, problems = parse({"sound": {"volume": 7, "cues": "loud", "voice": False}})
    assert [problem.key for problem in problems] == ["cues", "volume"]
    assert {problem.section for problem in problems} == {"sound"}
    assert (settings.sound.volume, settings.sound.cues, settings.sound.voice) == (0.7, True, False)


def test_a_long_wrong_value_is_cut_in_the_message() -> None:
    (problem,) = parse({"session": {"place": "x" * 500}})[1]
    assert len(problem.message) < 150
    assert "\n" not in problem.message


@pytest.mark.parametrize(("text", "minutes"), [
    ("09:00-12:30", (540, 750)), ("9:00 - 12:30", (540, 750)), ("00:00-24:00", (0, 1440)),
    ("22:00-06:00", (1320, 360)), ("08:00-08:00", (480, 480)),
    ("24:00-06:00", None), ("09:60-10:00", None), ("09:00-24:01", None), ("25:00-26:00", None),
    ("09:00", None), ("", None), ("٠٩:٠٠-١٢:٣٠", None), ("09:00-12:30x", None),
])
def test_ranges_of_hours(text: str, minutes: tuple[int, int] | None) -> None:
    assert range_minutes(text) == minutes


def test_ranges_are_kept_in_one_form_and_asked_for_by_weekday() -> None:
    hours = {"monday": ["9:00 - 12:30", "13:30-18:00"], "sunday": ["22:00-6:00"]}
    settings, problems = parse({"hours": hours})
    assert problems == ()
    assert settings.hours == Hours(monday=("09:00-12:30", "13:30-18:00"), sunday=("22:00-06:00",))
    assert settings.hours.on(date(2026, 11, 23).weekday()) == ("09:00-12:30", "13:30-18:00")
    assert settings.hours.on(6) == ("22:00-06:00",)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_default_is_allowed_and_every_limit_is_inclusive(field: Field) -> None:
    assert field.read(field.default) == field.default
    assert field.allowed
    if field.kind in (Kind.NUMBER, Kind.INTEGER):
        assert field.minimum is not None
        assert field.maximum is not None
        assert field.read(int(field.maximum)) == field.maximum
        assert field.read(field.minimum - 0.001) is None
        assert field.read(field.maximum + 0.001) is None
        assert field.read(math.inf) is None


@pytest.mark.parametrize(("name", "text", "value"), [
    ("rhythm.snooze_min", "15", 15.0), ("rhythm.snooze_min", " 7.5 ", 7.5), ("rhythm.snooze_limit", "3", 3),
    ("rhythm.snooze_limit", "3.5", None), ("rhythm.reading", "on", True), ("rhythm.reading", "No", False),
    ("rhythm.reading", "perhaps", None), ("session.exclude", "lumbar, obliques", ("lumbar", "obliques")),
    ("session.exclude", "", ()), ("hours.friday", "9:00-12:00,13:00-15:00", ("09:00-12:00", "13:00-15:00")),
    ("session.place", "standing", "standing"), ("session.place", "ceiling", None), ("journal.folder", "", ""),
])
def test_values_typed_in_a_shell(name: str, text: str, value: Value | None) -> None:
    field = find_field(name)
    assert field is not None
    assert field.read_text(text) == value


def test_an_unknown_name_has_no_field() -> None:
    assert find_field("rhythm.moon_phase") is None


@given(st.dictionaries(st.sampled_from(SECTIONS) | st.text(max_size=5), junk
                       | st.dictionaries(st.sampled_from([field.key for field in FIELDS]), junk, max_size=9)))
def test_junk_never_fails_and_always_gives_values_within_their_limits(tables: dict[str, object]) -> None:
    settings, problems = parse(tables)
    for field in FIELDS:
        assert field.read(value_of(settings, field)) == value_of(settings, field)
    for problem in problems:
        assert re.match(r"\w+(\.\w+)? is ", problem.message)
        assert len(problem.message) < 220
        assert "\n" not in problem.message


@given(st.text(max_size=30))
def test_text_typed_in_a_shell_is_a_good_value_or_none(text: str) -> None:
    for field in FIELDS:
        value = field.read_text(text)
        assert value is None or field.read(value) == value


@pytest.mark.parametrize("odd", [date(2026, 1, 1), time(9, 0), datetime(2026, 1, 1, 9)])  # noqa: DTZ001
def test_dates_where_something_else_belongs_are_located(odd: object) -> None:
    (problem,) = parse({"session": {"place": odd}})[1]
    assert problem.message.startswith(f"session.place is {odd};")
