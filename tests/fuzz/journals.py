"""Harmed lines among whole ones: each that nobody touched is read as ever, and what is read can be used."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from unicodedata import category

from fuzz.documents import as_json, changed
from fuzz.mutators import harmed

from backbreak.core.journal import Entry, Feel, Held, Outcome, decode, decode_all, encode, merge
from backbreak.core.report import report
from backbreak.core.settings import DEFAULT
from backbreak.core.spreadsheet import write_csv
from backbreak.core.wire import WireError
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.journal import JournalStore

FIRST = datetime(2026, 1, 5, 9, tzinfo=UTC)
CATALOGUE = load_catalogue()
_MOVING = {"Cc", "Cs", "Zl", "Zp"}
"""The kinds of letters that move a terminal's cursor, or cannot be printed at all."""

IN_A_FILE = 24
HARMED = 6


def _entry(number: int) -> Entry:
    at = FIRST + timedelta(hours=2 * number)
    done = number % 5 != 3
    return Entry(
        id=f"01{number:024}", rev=int(number % 7 == 6), at=at, utc_offset_min=60,
        device=f"desk-{number % 3:04}",
        outcome=Outcome.COMPLETED if done else Outcome.SKIPPED, prompted=at - timedelta(minutes=3),
        round=1 if done else None, exercise=CATALOGUE.ids[number % 7] if done else None,
        units=5 if done else None,
        planned_units=5 if done else None, owed_side="left" if number % 4 == 1 else None, seconds=118.5,
        sat_s=7200,
        snoozes=number % 2, held=(Held("microphone", at - timedelta(hours=1),
        at),) if number % 6 == 2 else (),
        feel=Feel.BETTER if number % 9 == 4 else None, extra={"mood": [1,
        {"a": None}]} if number % 8 == 5 else {},
    )  # fmt: skip


WHOLE = tuple(encode(_entry(number)) for number in range(IN_A_FILE))
ENTRIES = tuple(decode(line) for line in WHOLE)
_BYTES = tuple(line.encode() for line in WHOLE)
_DOCUMENTS = tuple(json.loads(line) for line in WHOLE)


def harmed_line(chance: Random) -> bytes:
    """One line with harm done to its letters, or to what it says."""
    if chance.random() < 0.5:
        return harmed(chance.choice(_BYTES), chance, _BYTES)
    return as_json(changed(chance.choice(_DOCUMENTS), chance)).encode()


def harmed_file(chance: Random) -> tuple[bytes, list[int]]:
    """A file with harmed lines between the whole ones or in the place of some; gives which are left whole."""
    lines: list[tuple[bytes, int | None]] = [(line, number) for number, line in enumerate(_BYTES)]
    for _ in range(HARMED):
        at = chance.randrange(len(lines))
        end = at + (chance.random() < 0.5)
        lines[at:end] = [(harmed_line(chance), None)]
    kept = [number for _line, number in lines if number is not None]
    return b"\n".join(line for line, _number in lines) + b"\n" * (chance.random() < 0.8), kept


def usable(entries: Sequence[Entry]) -> None:
    """What was read can be written again, folded, and shown on a terminal or in a table."""
    merged = merge(entries)
    for entry in merged:
        assert decode(encode(entry)) == entry
        shown = (entry.id, entry.device, entry.exercise or "", *(held.reason for held in entry.held))
        assert not _MOVING.intersection(map(category, "".join(shown))), shown
        assert date(1970, 1, 1) <= entry.day
    json.dumps(report(merged, CATALOGUE, DEFAULT, date(2026, 1, 7)), allow_nan=False)
    json.dumps([entry.as_json() for entry in merged], allow_nan=False)
    with io.TextIOWrapper(io.BytesIO(), encoding="utf-8") as table:
        write_csv(merged, table)


def in_memory(seed: int, count: int) -> int:
    """Read that many harmed lines as the journal does; gives how many of them were entries nonetheless."""
    chance, good = Random(seed), 0
    for number in range(count // HARMED):
        content, kept = harmed_file(chance)
        lines = [_text(line) for line in content.split(b"\n")]
        found = decode_all(lines)
        assert len(found) == len(lines), (seed, number)
        entries = [one for one in found if isinstance(one, Entry)]
        _whole(entries, kept, (seed, number))
        for line, one in zip(lines, found, strict=True):
            assert _alone(line) == (one if isinstance(one, Entry) else str(one)), (seed, number, line[:200])
        usable([entry for entry in entries if entry not in ENTRIES])
        good += len(entries) - len(kept)
    return good


def _alone(line: str) -> Entry | str:
    try:
        return decode(line)
    except WireError as error:
        text = str(error)
        assert "\n" not in text and len(text) < 400
        return text


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return "\0"


def _whole(entries: Sequence[Entry], kept: Sequence[int], place: object) -> None:
    """Every line nobody touched is among what was read, as often as it stands there."""
    known = {(entry.id, entry.rev): entry for entry in entries if entry in ENTRIES}
    assert all(known.get((ENTRIES[one].id, ENTRIES[one].rev)) == ENTRIES[one] for one in kept), place


def on_disk(seed: int, count: int, folder: Path) -> None:
    """The same through real files of three devices, read, read on, and written to."""
    chance = Random(seed)
    journal = folder / "journal"
    journal.mkdir(exist_ok=True)
    for number in range(count // HARMED):
        content, kept = harmed_file(chance)
        path = journal / f"desk-{number % 3:04}.jsonl"
        path.write_bytes(content)
        store = JournalStore(journal, "mine", folder / "journal.lock")
        loaded = store.load()
        every = list(store._every())
        _whole(every, kept, (seed, number))
        usable(loaded)
        assert all("\n" not in problem and str(path.parent) in problem for problem in store.problems)
        new = _entry(1000 + number)
        store.append(new)
        assert (
            store.find(new.id) is not None
            and JournalStore(journal, "mine", folder / "l").find(new.id) is not None
        )
        (journal / "mine.jsonl").unlink()
