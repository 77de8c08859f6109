"""The history's window: empty, after one day, after ten years; its overview and its list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from PySide6.QtWidgets import QWidget

from backbreak.core.entry import Entry, Feel, Held, Outcome
from backbreak.windows.history.figures import overview
from backbreak.windows.history.window import HistoryWindow
from scenes.stage import Scene, Stage, settle

TODAY = date(2026, 11, 26)
PARTS = (
    *("opposite-arm-leg", "leg-lifts", "pelvis-lift", "hip-flex", "opposite-arm-leg-prone", "lumbar"),
    *("obliques", "pelvis-lift", "lumbar", "opposite-arm-leg"),
)
UNITS = {"leg-lifts": 1, "hip-flex": 5, "lumbar": 8}
REASONS = ("microphone", "do_not_disturb", "no input", "fullscreen", "just back")


def entry(at: datetime, number: int, outcome: Outcome) -> Entry:
    """An entry as a working day makes them."""
    done = outcome in (Outcome.COMPLETED, Outcome.PARTIAL)
    part = PARTS[number % len(PARTS)]
    planned = UNITS.get(part, 5)
    units = planned if outcome is Outcome.COMPLETED else 2
    start = at - timedelta(minutes=25)
    held = (Held(REASONS[number // 4 % len(REASONS)], start, at - timedelta(minutes=3)),)
    return Entry(
        id=f"01JD{number:022}",
        at=at,
        utc_offset_min=60,
        device="desk-3fa1",
        outcome=outcome,
        prompted=None if outcome is Outcome.NATURAL else at - timedelta(seconds=150),
        round=1 + number // 24 if done else None,
        exercise=part if done else None,
        units=min(units, planned) if done else None,
        planned_units=planned if done else None,
        seconds=117.5,
        sat_s=5400 + number * 97 % 3600,
        held=held if number % 4 == 0 else (),
        feel=(Feel.BETTER, None, Feel.SAME)[number % 3] if done else None,
    )


def outcome_of(number: int) -> Outcome:
    """Mostly completed, with all the others among them."""
    return {3: Outcome.SKIPPED, 6: Outcome.NATURAL, 7: Outcome.PARTIAL, 13: Outcome.MISSED}.get(
        number % 17, Outcome.COMPLETED
    )


def day_of(day: date, first: int, count: int) -> Iterator[Entry]:
    """A day's entries, from nine o'clock on."""
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    for nth in range(count):
        at += timedelta(minutes=min(95, 780 // count), seconds=(first + nth) * 37 % 301)
        yield entry(at, first + nth, outcome_of(first + nth))


@cache
def journal(name: str) -> tuple[Entry, ...]:
    """The entries of a state: "empty", "day" or "years"."""
    if name == "empty":
        return ()
    if name == "day":
        return tuple(day_of(TODAY, 0, 4))
    found: list[Entry] = []
    days = {"months": 150, "years": 3650}[name]
    for back in range(days, -1, -1):
        day = TODAY - timedelta(days=back)
        holiday = day.timetuple().tm_yday in range(205, 226) or day.timetuple().tm_yday > 357
        if day.weekday() < 5 and not holiday:
            found += day_of(day, len(found), 5 if day == TODAY else 9 + day.toordinal() * 5 % 7)
    return tuple(found)


def scene(name: str, page: int = 0, *, audited: bool = False, tables: bool = False) -> Scene:
    """The window on a journal, its overview (0) or its list (1) open; charts are turned to their `tables`."""

    def show(stage: Stage) -> QWidget:
        home = stage.home()
        window = HistoryWindow(home.names, stage.theme.value)
        entries = journal(name)
        window.entries.chosen.connect(lambda: window.entries.offer(can_undo=True))
        window.show_history(overview(entries, home.catalogue, stage.settings, TODAY), entries)
        window.turn_to(page)
        for card in window.overview.cards:
            card.key.setChecked(tables)
        window.show()
        settle(2)
        if page and entries:
            window.entries.choose(2)
        return window

    return Scene("history", show, audited)


SCENES = {
    "history-empty": scene("empty", audited=True),
    "history-day": scene("day"),
    "history-months": scene("months", audited=True),
    "history-months-tables": scene("months", audited=True, tables=True),
    "history-months-list": scene("months", 1, audited=True),
    "history-years": scene("years"),
    "history-years-list": scene("years", 1),
}
