"""What the charts show, as tables: the same figures in rows of words and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from backbreak.windows.history import wording
from backbreak.windows.history.figures import Counts, Overview, Part, months
from backbreak.windows.history.marks import ORDER
from backbreak.windows.history.wording import Say
from backbreak.words import _, pgettext


@dataclass(frozen=True, slots=True)
class Table:
    """Its name, what heads the columns, and the cells: the first of a row is its heading, then counts."""

    name: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def round_table(parts: Iterable[Part]) -> Table:
    """Give the rings: a row an exercise, in units."""
    head = (_("Exercise"), pgettext("column of the list", "Done"), _total(), pgettext("column", "Left"))
    return Table(_("The round by exercise"), head, tuple(map(_part, parts)))


def _part(part: Part) -> tuple[str, ...]:
    left = str(part.left) if part.wanted else wording.part_left(part)
    return (part.name, str(part.done), str(part.total), left)


def week_table(week: Mapping[date, Counts], say: Say) -> Table:
    """Give the bars: a row a day, a column an outcome."""
    rows = tuple(_counted(say(day), counts) for day, counts in week.items())
    return Table(_("The week by day and outcome"), _outcomes(pgettext("column", "Day")), rows)


def year_table(shown: Overview, say_month: Say) -> Table:
    """Give the year: a row a month that has an entry, a column an outcome."""
    rows = tuple(
        _counted(say_month(date(year, month, 1)), counts)
        for (year, month), counts in months(shown.days).items()
    )
    return Table(_("The year by month and outcome"), _outcomes(pgettext("column", "Month")), rows)


def _outcomes(first: str) -> tuple[str, ...]:
    return (first, *map(wording.outcome, ORDER), _total())


def _counted(name: str, counts: Counts) -> tuple[str, ...]:
    return (name, *(str(counts[one]) for one in ORDER), str(sum(counts.values())))


def _total() -> str:
    return pgettext("column", "Total")
