"""Days and times as the language in use writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime

from backbreak.core.entry import Entry
from backbreak.windows import locales
from backbreak.words import pgettext


def _write(day: date, form: str) -> str:
    """Order and punctuation are the language's: the form is translated."""
    return locales.in_use().toString(QDate(day.year, day.month, day.day), form)


def weekday(day: date) -> str:
    """Write "Mon"."""
    return _write(day, "ddd")


def short_day(day: date) -> str:
    """Write "Mon 23 Nov"."""
    return _write(day, pgettext("date format", "ddd d MMM"))


def long_day(day: date) -> str:
    """Write "Monday 23 November 2026"."""
    return _write(day, pgettext("date format", "dddd d MMMM yyyy"))


def day_of_year(day: date) -> str:
    """Write "Mon 23 Nov 2026"."""
    return _write(day, pgettext("date format", "ddd d MMM yyyy"))


def month(day: date) -> str:
    """Write "Nov"."""
    return _write(day, "MMM")


def month_of_year(day: date) -> str:
    """Write "November 2026"."""
    return _write(day, pgettext("date format", "MMMM yyyy"))


def when(entry: Entry) -> str:
    """Write when a break ended, as the wall clock showed it there: "Mon 23 Nov 2026, 10:02"."""
    return _write_end(entry, pgettext("date format", "ddd d MMM yyyy, HH:mm"))


def time_of(entry: Entry) -> str:
    """Write the time of day at which a break ended, as the wall clock showed it there: "10:02"."""
    return _write_end(entry, "HH:mm")


def _write_end(entry: Entry, form: str) -> str:
    at: datetime = entry.at + timedelta(minutes=entry.utc_offset_min)
    told = QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
    return locales.in_use().toString(told, form)
