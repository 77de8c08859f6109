"""How long ten years of journal take: `python tests/bench/journal.py [ENTRIES] [TURNS]`.

Writes a journal of 30,000 entries to a temporary folder, then loads and folds it, some turns in fresh stores.
The budget is 0.5 s for both together. Not a test: a busy machine would fail it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backbreak.core.dose import Ledger
from backbreak.core.journal import Entry, Held, Outcome, encode
from backbreak.storage.journal import JournalStore

PARTS = ("opposite-arm-leg", "leg-lifts", "pelvis-lift", "hip-flex", "lumbar", "obliques")


def ten_years(count: int) -> Iterator[Entry]:
    """Entries of a diligent user, mostly completed, every fourth held back for a while."""
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    for number in range(count):
        at += timedelta(hours=2, seconds=number * 37 % 901)
        held = (Held("microphone", at - timedelta(minutes=20), at - timedelta(minutes=5)),)
        done = number % 10 < 9
        yield Entry(
            id=f"01JD{number:022}",
            at=at,
            utc_offset_min=60,
            device="desk-3fa1",
            outcome=Outcome.COMPLETED if done else Outcome.SKIPPED,
            prompted=at - timedelta(seconds=150),
            round=1 + number // 24 if done else None,
            exercise=PARTS[number % 6] if done else None,
            units=5 if done else None,
            planned_units=5 if done else None,
            seconds=117.5 if done else 0.0,
            sat_s=7200 + number % 901,
            snoozes=number % 3,
            held=held if number % 4 == 0 else (),
        )


def measure(folder: Path) -> tuple[float, float]:
    """Seconds of loading and of folding."""
    begin = time.perf_counter()
    entries = JournalStore(folder, "bench-0000", folder / "lock").load()
    loaded = time.perf_counter()
    Ledger.of(entries)
    return loaded - begin, time.perf_counter() - loaded


def main(count: int = 30_000, turns: int = 7) -> None:
    """Print the best and the middle turn, for our own lines and for another writer's."""
    entries = list(ten_years(count))
    forms = {
        "our lines": [encode(entry) for entry in entries],
        "spaced lines": [json.dumps(entry.as_json()) for entry in entries],
    }
    for name, lines in forms.items():
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "desk-3fa1.jsonl").write_text("\n".join(lines) + "\n", encoding="ascii")
            times = sorted((measure(Path(folder)) for _ in range(turns)), key=sum)
        for kind, (load, fold) in (("best", times[0]), ("middle", times[turns // 2])):
            print(f"{name:13} {kind:6} load {load:.3f} s  fold {fold:.3f} s  both {load + fold:.3f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
