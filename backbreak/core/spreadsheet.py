"""The journal as a table for a spreadsheet: one row an entry, comma-separated, with a row of heads."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from .entry import Entry

COLUMNS = (
    *("id", "rev", "at", "utc_offset_min", "device", "outcome", "prompted", "round", "exercise", "units"),
    *("planned_units", "owed_side", "seconds", "sat_s", "snoozes", "held", "feel"),
)


def write_csv(entries: Iterable[Entry], out: TextIO) -> None:
    """Write the table; what held a prompt back is one cell, as JSON."""
    table = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    for entry in entries:
        row = entry.as_json()
        row["held"] = json.dumps(row["held"], separators=(",", ":")) if row["held"] else ""
        table.writerow(row)
