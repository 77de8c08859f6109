"""The history on a real desktop, read and used as a screen reader does: its numbers are the report's."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from desktop.harness import Desktop, wait_until
from desktop.harness.hearing import Ears
from desktop.harness.tray import TrayItem
from desktop.test_desk import shows, start_resident

from backbreak.core.entry import Entry, Outcome
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import places_for

TITLE = "History - backbreak"


def write(desktop: Desktop, name: str, outcome: Outcome, hours_ago: int) -> None:
    """Write a line as another device would have."""
    places = places_for(desktop.home)
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=hours_ago)
    done = outcome is Outcome.COMPLETED
    JournalStore(places.journal_dir(""), "elsewhere", places.journal_lock).append(
        Entry(
            id=name,
            at=at,
            outcome=outcome,
            prompted=at - timedelta(minutes=3),
            round=1 if done else None,
            exercise="pelvis-lift" if done else None,
            units=5 if done else None,
            planned_units=5 if done else None,
            sat_s=7260,
        )
    )


def test_from_the_tray_its_numbers_are_those_of_the_report_and_a_break_is_deleted(desktop: Desktop) -> None:
    start_resident(desktop)
    write(desktop, "01JD1", Outcome.COMPLETED, 30)
    write(desktop, "01JD2", Outcome.SKIPPED, 29)
    tray = TrayItem(desktop.bus, desktop.tray_items()[0])
    tray.choose("History")
    window = desktop.hand.wait_for_window(TITLE)
    told = json.loads(desktop.cli("report", "--json").stdout)
    whole = told["round"]
    headings = (
        f"Round {whole['number']}: {whole['done']} of {whole['total']} units done",
        f"Adherence: {round(told['adherence'] * 100)}%",
        "Longest sitting: 2 h 01",
        f"Streak: {told['streak']} day",
    )
    for words in headings:
        wait_until(lambda words=words: shows(desktop, words), words)
    write(desktop, "01JD3", Outcome.COMPLETED, 0)
    wait_until(lambda: shows(desktop, f"Round 1: {whole['done'] + 5} of"), "the new line shows by itself")
    tray.choose("History")
    desktop.eyes.press("All entries")
    wait_until(lambda: shows(desktop, "3 entries"), "the list")
    desktop.eyes.wait_for("All entries, the newest first", "table")
    wait_until(lambda: desktop.eyes.focused() is not None, "the window has the keyboard")
    for _stop in range(6):  # the export, four filters, the list
        desktop.hand.key("Tab")
    for key in ("Down", "Up"):
        desktop.hand.key(key)
    wait_until(lambda: shows(desktop, "completed  ·  Pelvis Lift  ·  5 of 5"), "an entry is chosen")
    ears = Ears(desktop.bus)
    desktop.before_the_end(ears.close)
    desktop.eyes.press("Delete")
    ears.wait_for("Deleted: ")
    wait_until(lambda: len(desktop.journal()) == 4, "it is deleted, by a line more")
    wait_until(lambda: shows(desktop, "2 entries"), "the list says so")
    desktop.eyes.press("Undo")
    ears.wait_for("As it was: ")
    wait_until(lambda: len(desktop.journal()) == 5, "it is back, by another")
    assert desktop.cli("history").returncode == 0
    assert desktop.hand.windows(TITLE) == [window]
    desktop.hand.close_window(window)
    desktop.hand.wait_for_no_window(TITLE)
