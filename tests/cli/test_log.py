"""The journal as JSON, as a table, and as a calendar."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.program import entry, journal, run, valid
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.core.entry import Entry, Outcome
from backbreak.words.ical import FOLD_BYTES, calendar

DONE = {
    "round": 1,
    "exercise": "pelvis-lift",
    "units": 5,
    "planned_units": 5,
    "seconds": 120.0,
    "sat_s": 7200,
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    held = [{"reason": "microphone", "from": "2026-01-05T10:00:00Z", "to": "2026-01-05T10:30:00Z"}]
    journal(
        tmp_path,
        entry("b", "2026-01-05T11:00:00Z", held=held, prompted="2026-01-05T10:30:30Z", **DONE),
        entry("c", "2026-01-06T23:30:00Z", "skipped", utc_offset_min=60),
    )
    journal(
        tmp_path,
        entry("a", "2026-01-04T11:00:00Z", "natural", seconds=1800.0),
        entry(
            "b",
            "2026-01-05T11:00:00Z",
            **(DONE | {"rev": 1, "units": 4, "outcome": "partial", "feel": "hurts"}),
        ),
        device="laptop-0002",
    )
    return tmp_path


def ids(*words: str | Path) -> list[str]:
    return [one["id"] for one in run("log", "--json", *words).json]


def test_devices_are_merged_corrections_applied_and_the_oldest_is_first(home: Path) -> None:
    document = run("log", "--json", "--home", home).json
    valid("log", document)
    assert [(one["id"], one["outcome"]) for one in document] == [
        ("a", "natural"),
        ("b", "partial"),
        ("c", "skipped"),
    ]


def test_days_are_local_to_where_the_entry_was_written(home: Path) -> None:
    assert ids("--home", home, "--since", "2026-01-05") == ["b", "c"]
    assert ids("--home", home, "--until", "2026-01-05") == ["a", "b"]
    assert ids("--home", home, "--since", "2026-01-07", "--until", "2026-01-07") == ["c"]
    assert ids("--home", home, "--since", "today") == []
    assert ids("--home", home, "--until", "yesterday") == ["a", "b", "c"]


def test_the_table_can_be_read_back(home: Path) -> None:
    done = run("log", "--csv", "--home", home)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["id"], row["units"], row["feel"]) for row in rows] == [
        ("a", "", ""),
        ("b", "4", "hurts"),
        ("c", "", ""),
    ]
    assert all(None not in row and None not in row.values() for row in rows)


def test_people_see_local_times(home: Path) -> None:
    lines = run("log", "--home", home).out.splitlines()
    assert lines[2].startswith("2026-01-07 00:30  skipped")
    assert "4/5" in lines[1]
    assert "after 120 min" in lines[1]


def test_the_calendar_is_one_with_an_event_for_each_entry(home: Path) -> None:
    first, again = (run("log", "--ical", "--home", home).out for _ in range(2))
    assert first == again
    lines = first.splitlines()
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3
    assert [line for line in lines if line.startswith("UID")] == [f"UID:{one}@backbreak" for one in "abc"]
    assert "SUMMARY:Pelvis Lift: 4 of 5" in lines
    assert {"DTSTART:20260105T105800Z", "DTEND:20260105T110000Z", "SEQUENCE:1"} <= set(lines)


entries = st.builds(
    Entry,
    id=st.text(min_size=1),
    at=st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    outcome=st.sampled_from(Outcome),
    exercise=st.none() | st.text(),
    units=st.integers(0, 99),
    planned_units=st.none() | st.integers(0, 99),
    seconds=st.floats(0, 86400),
)


@settings(deadline=None)
@given(st.lists(entries, max_size=4))
def test_whatever_the_journal_holds_the_calendar_keeps_its_form(found: list[Entry]) -> None:
    text = "".join(calendar(found, "0.1.0", {}))
    assert text.endswith("END:VCALENDAR\r\n")
    for line in text.split("\r\n"):
        assert len(line.encode("utf-8", "replace")) <= FOLD_BYTES
        assert not set(line) & {"\n", "\r", "\0"}
    unfolded = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert all(line.partition(":")[0].isupper() and ":" in line for line in unfolded)
    assert unfolded.count("BEGIN:VEVENT") == len(found)
    assert sum(line.startswith("UID:") for line in unfolded) == len(found)
