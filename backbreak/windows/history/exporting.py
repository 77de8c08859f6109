"""The journal written to a file of a person's choosing: a spreadsheet, JSON or a calendar. No Qt."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from backbreak import __version__
from backbreak.core.entry import Entry
from backbreak.core.spreadsheet import write_csv
from backbreak.storage.durable import replace_file
from backbreak.storage.failures import failure
from backbreak.words import _
from backbreak.words.ical import calendar

FORMS = ("csv", "json", "ics")


def name_of(form: str) -> str:
    """Name a form for people."""
    return {
        "csv": _("Spreadsheet (CSV)"),
        "json": _("JSON"),
        "ics": _("Calendar (iCalendar)"),
    }[form]


def content(form: str, entries: Sequence[Entry], names: Mapping[str, str]) -> bytes:
    """Give the file's content, as `backbreak log` writes it; `names` are the exercises' by id."""
    if form == "csv":
        table = io.StringIO()
        write_csv(entries, table)
        return table.getvalue().encode("utf-8", "replace")
    if form == "json":
        rows = [entry.as_json() for entry in entries]
        return json.dumps(rows, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
    return b"".join(line.encode("utf-8", "replace") for line in calendar(entries, __version__, names))


def with_ending(path: Path, form: str) -> Path:
    """Give a name without an ending the form's, unless that is another file, about which nobody was asked."""
    ended = path.with_name(f"{path.name}.{form}")
    return path if path.suffix or ended.exists() else ended


def export(path: Path, form: str, entries: Sequence[Entry], names: Mapping[str, str]) -> None:
    """Write the file, for its user alone; raises StorageError, and then an old one is as it was."""
    told = content(form, entries, names)
    if os.access(path.parent, os.W_OK) and (path.is_file() or not path.exists()):
        replace_file(path, told)
        return
    try:  # what a sandbox lends us is this one file
        path.write_bytes(told)
    except OSError as error:
        raise failure("write", path, error) from error
