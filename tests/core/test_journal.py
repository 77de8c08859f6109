"""The journal's lines: the promised form, what is refused, what survives, and how equal ids meet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations

import pytest
from core.lines import AT, KNOWN, PROMISED, entries, plain, texts, values, with_key
from hypothesis import assume, given
from hypothesis import strategies as st

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Entry, EntryError, Feel, Held, Outcome, decode, decode_all, encode, merge


def test_a_line_has_the_promised_form_to_the_letter() -> None:
    entry = plain(
        id="01JD", utc_offset_min=60, device="desk-3fa1", prompted=datetime(2026, 11, 23, 10, tzinfo=UTC),
        round=3, exercise="pelvis-lift", units=5, planned_units=5, seconds=120, sat_s=7331, snoozes=1,
        held=(Held("microphone", datetime(2026, 11, 23, 9, 50, tzinfo=UTC),
                   datetime(2026, 11, 23, 9, 58, 0, 250_000, tzinfo=UTC)),))
    assert encode(entry) == PROMISED
    assert decode(PROMISED) == entry
    assert entry.as_json() == json.loads(PROMISED)


def test_an_instant_of_another_zone_is_written_in_utc_and_parts_of_a_millisecond_are_left_out() -> None:
    at = datetime(2026, 3, 1, 0, 30, 0, 999, tzinfo=timezone(timedelta(hours=1)))
    assert json.loads(encode(plain(at=at)))["at"] == "2026-02-28T23:30:00Z"


def test_a_naive_instant_is_never_written() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        encode(plain(at=AT.replace(tzinfo=None)))


def test_a_line_with_only_what_is_demanded_is_enough() -> None:
    entry = decode('{"id":"x","at":"2026-11-23T10:02:11Z","outcome":"skipped"}')
    assert entry == Entry(id="x", at=AT, outcome=Outcome.SKIPPED)


def test_an_instant_with_an_offset_is_understood() -> None:
    assert decode(with_key("at", "2026-11-23T11:02:11+01:00")).at == AT


def test_unknown_keys_and_future_versions_come_out_as_they_went_in() -> None:
    line = '{"v":7,"mood":{"x":[1,null]},' + PROMISED[len('{"v":1,'):-1] + ',"heart_rate":61}'
    entry = decode(line)
    assert (entry.v, dict(entry.extra)) == (7, {"mood": {"x": [1, None]}, "heart_rate": 61})
    again = replace(entry, rev=1, feel=Feel.BETTER)
    assert json.loads(encode(again)) == {**json.loads(line), "rev": 1, "feel": "better"}


@pytest.mark.parametrize(("line", "complaint"), [
    ("", "not a JSON document"),
    ("\0\0\0\0", "not a JSON document"),
    (PROMISED[:-1], "not a JSON document"),
    (PROMISED[2:], "not a JSON document"),
    (PROMISED + PROMISED, "more than one JSON document"),
    ("[1]", "a JSON list, not an object"),
    ("null", "a JSON NoneType, not an object"),
    ("[" * 100_000, "not a JSON document"),
    ('{"at":NaN}', "NaN is not JSON"),
    ('{"a":' + "9" * 5000 + "}", "not a JSON document"),
    ("{}", "'id' is None, not a name"),
    (with_key("id", ""), "'id' is '', not a name"),
    (with_key("id", 5), "'id' is 5, not a name"),
    (with_key("v", "1"), "'v' is '1', not a whole number from 0"),
    (with_key("rev", -1), "'rev' is -1, not a whole number from 0"),
    (with_key("rev", True), "'rev' is True, not"),
    (with_key("at", None), "'at' is None, not an instant"),
    (with_key("at", "2026-11-23T10:02:11"), "'at' is '2026-11-23T10:02:11', not an instant"),
    (with_key("at", "yesterday"), "'at' is 'yesterday', not an instant"),
    (with_key("at", "9999-12-31T23:59:59-12:00"), "not an instant"),
    (with_key("at", "0001-01-01T00:00:00+12:00"), "not an instant"),
    (with_key("utc_offset_min", 1440), "'utc_offset_min' is 1440, not an offset in minutes"),
    (with_key("outcome", "triumphant"), "not one of completed, partial, skipped, missed, natural"),
    (with_key("outcome", ["completed"]), "not one of completed, partial"),
    (with_key("units", 2.5), "'units' is 2.5, not a whole number"),
    (with_key("exercise", 4), "'exercise' is 4, not a text"),
    (with_key("seconds", -1.0), "'seconds' is -1.0, not a number of seconds"),
    (with_key("seconds", "120"), "'seconds' is '120', not a number of seconds"),
    (with_key("owed_side", "top"), "'owed_side' is 'top', not one of left, right"),
    (with_key("feel", 1), "'feel' is 1, not one of better, same, hurts"),
    (with_key("deleted", 1), "'deleted' is 1, not true or false"),
    (with_key("held", {"reason": "x"}), "'held' is not a list of reasons"),
    (with_key("held", ["microphone"]), "'held' has something that is not a reason"),
    (with_key("held", [{"reason": "microphone", "from": "now", "to": "then"}]), "'from' is 'now', not"),
    (with_key("exercise", ["x" * 500]), "…"),
])
def test_a_line_that_is_not_ours_is_refused_with_what_is_wrong(line: str, complaint: str) -> None:
    with pytest.raises(EntryError) as refused:
        decode(line)
    assert complaint in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200
    assert isinstance(refused.value, BackbreakError)


def test_held_beside_one_unknown_key_loses_neither() -> None:
    entry = decode(PROMISED[:-1] + ',"x":1}')
    assert (len(entry.held), dict(entry.extra)) == (1, {"x": 1})


def test_whole_seconds_are_a_number_too() -> None:
    entry = decode(with_key("seconds", 90))
    assert (entry.seconds, type(entry.seconds)) == (90.0, float)


def test_the_day_is_the_local_one_where_it_was_written() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert plain(at=late).day == date(2026, 11, 23)
    assert plain(at=late, utc_offset_min=60).day == date(2026, 11, 24)
    assert plain(at=AT, utc_offset_min=-660).day == date(2026, 11, 22)


def test_an_entry_read_is_as_frozen_as_one_made() -> None:
    entry = decode(PROMISED)
    assert type(entry) is Entry
    with pytest.raises(AttributeError):
        entry.units = 6  # type: ignore[misc]
    assert hash(entry) == hash(decode(PROMISED))
    assert "pelvis-lift" in repr(entry)


@given(entries)
def test_what_is_written_is_read_back_exactly(entry: Entry) -> None:
    line = encode(entry)
    assert line.isascii()
    assert "\n" not in line
    again = decode(line)
    assert again == entry
    assert again.day == entry.day
    assert encode(again) == line


@given(entries, st.data())
def test_an_entry_reads_the_same_with_defaults_left_out_keys_shuffled_and_spaces_added(
        entry: Entry, data: st.DataObject) -> None:
    document = json.loads(encode(entry))
    absent = Entry(id="x", at=AT, outcome=Outcome.MISSED).as_json()
    kept = [key for key in document if key not in absent or document[key] != absent[key]]
    shuffled = {key: document[key] for key in data.draw(st.permutations(kept))}
    assume({"id", "at", "outcome"} <= shuffled.keys())
    assert decode("  " + json.dumps(shuffled, indent=1).replace("\n", " ") + "\r\n") == entry


@given(texts | st.builds(lambda document: json.dumps(document), values)
       | st.integers(0, len(PROMISED)).map(lambda end: PROMISED[:end])
       | st.builds(with_key, st.sampled_from(sorted(KNOWN)), values))
def test_any_line_is_an_entry_or_an_entry_error(line: str) -> None:
    try:
        entry = decode(line)
    except EntryError:
        return
    assert decode(encode(entry)) == entry


def one_by_one(line: str) -> Entry | str:
    try:
        return decode(line)
    except EntryError as error:
        return str(error)


@pytest.mark.parametrize(("key", "value", "told"), [
    ("id", "a\x1b[2J", "'id' is 'a\\x1b[2J', not a name"),
    ("device", "a\nb", "'device' is 'a\\nb', not a text"),
    ("exercise", "\ud800", "'exercise' is '\\ud800', not a text"),
    ("mood", float("inf"), "something in it cannot be written again"),
    ("mood", [{"a": [float("-inf")]}], "something in it cannot be written again"),
])
def test_what_could_not_be_shown_or_written_again_is_passed_over(key: str, value: object, told: str) -> None:
    line = with_key(key, value).replace("Infinity", "1e999")
    first, refused = decode_all([PROMISED, line])
    assert first == decode(PROMISED)
    assert isinstance(refused, EntryError) and told in str(refused)
    with pytest.raises(EntryError):
        decode(line.replace('"v": 1, ', ""))  # taken apart key by key


@given(st.lists(entries.map(encode) | st.sampled_from(["", "{}", "[1]", '{"a":[{}', "{}]}", "{},{}", "\0"])
                | st.text(max_size=5), max_size=6))
def test_many_lines_read_at_once_are_read_as_one_by_one(lines: list[str]) -> None:
    read = [one if isinstance(one, Entry) else str(one) for one in decode_all(lines)]
    assert read == [one_by_one(line) for line in lines]


@pytest.mark.parametrize("lines", [
    [PROMISED + "," + PROMISED, PROMISED[:60], PROMISED[60:]],
    [PROMISED + "," + PROMISED, PROMISED[:-1] + ',"x":[{}', "{}]}"],
    [PROMISED + ',"|",' + PROMISED, PROMISED[:-1] + ',"x":[{}', "{}]}"],
    [PROMISED + ',"\\u007c",' + PROMISED, PROMISED[:-1] + ',"x":[{}', "{}]}"],
    [PROMISED[:-1] + ',"x":"', '"}', '{"y":"|"}'],
])
def test_torn_halves_and_a_document_too_many_do_not_make_up_for_each_other(lines: list[str]) -> None:
    assert [type(one) for one in decode_all(lines)] == [EntryError] * 3


@given(st.lists(entries, max_size=4, unique_by=lambda entry: (entry.id, entry.rev, entry.device)))
def test_merging_keeps_the_highest_of_each_id_in_order_of_time(written: list[Entry]) -> None:
    merged = merge(written)
    assert [(one.at, one.id) for one in merged] == sorted((one.at, one.id) for one in merged)
    assert merge(reversed(written)) == merged
    for name in {one.id for one in written}:
        last = max((one for one in written if one.id == name), key=lambda one: (one.rev, one.device))
        assert [one for one in merged if one.id == name] == ([] if last.deleted else [last])


def test_a_correction_wins_wherever_it_stands_and_a_deletion_is_a_correction() -> None:
    first, fewer = plain(units=5), plain(units=3, rev=1, device="a")
    other = plain(units=4, rev=1, device="b")
    for order in permutations([first, fewer, other]):
        assert merge(order) == [other]
    gone = plain(rev=2, deleted=True)
    for order in permutations([first, fewer, gone]):
        assert merge(order) == []


def test_a_session_recorded_by_resident_and_window_both_keeps_the_units_of_either() -> None:
    partial = plain(outcome=Outcome.PARTIAL, units=2)
    assert merge([partial, plain(units=5)]) == merge([plain(units=5), partial]) == [plain(units=5)]
