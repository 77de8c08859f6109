"""`log`: the journal, merged over devices, corrections applied; without a resident."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import timedelta

from backbreak import __version__
from backbreak.cli.days import parse_day
from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, document, say
from backbreak.cli.patience import patience
from backbreak.cli.tables import aligned
from backbreak.core.entry import Entry
from backbreak.words import _
from backbreak.words import session as words


def run(options: Options) -> int:
    """Print the entries of the days asked for, oldest first."""
    home, own = Home(options), options.own
    first = None if own.since is None else parse_day("--since", own.since, home.today)
    last = None if own.until is None else parse_day("--until", own.until, home.today)
    entries = [
        entry
        for entry in home.entries
        if (first is None or first <= entry.day) and (last is None or entry.day <= last)
    ]
    if own.json:
        with patience(_("writing the log")):
            told = [entry.as_json() for entry in entries]
        document(told)
    elif own.csv:
        from backbreak.core.spreadsheet import write_csv

        with patience(_("writing the log"), quiet=sys.stdout.isatty()):
            write_csv(entries, sys.stdout)
    elif own.ical:
        _as_calendar(home, entries)
    else:
        with patience(_("writing the log")):
            lines = aligned([_row(entry) for entry in entries])
        for line in lines:
            say(line)
    return Exit.DONE


def _row(entry: Entry) -> tuple[str, ...]:
    local = entry.at + timedelta(minutes=entry.utc_offset_min)
    units = f"{entry.units}/{entry.planned_units}" if entry.planned_units else ""
    return (
        f"{local:%Y-%m-%d %H:%M}",
        words.outcome(entry.outcome.value),
        entry.exercise or "",
        units,
        _("after %(minutes)d min") % {"minutes": entry.sat_s // 60} if entry.sat_s else "",
    )


def _as_calendar(home: Home, entries: Iterable[Entry]) -> None:
    from backbreak.words.ical import calendar

    names = {exercise.id: exercise.name for exercise in home.catalogue}
    sys.stdout.flush()
    with patience(_("writing the log"), quiet=sys.stdout.isatty()):
        for line in calendar(entries, __version__, names):
            sys.stdout.buffer.write(line.encode("utf-8", "replace"))
