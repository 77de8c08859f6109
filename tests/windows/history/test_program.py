"""The history window on a journal: read after the first paint, followed, corrected, exported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from resident.running import hears
from windows.conftest import PATIENCE_S
from windows.history.conftest import FIVE, entry, five, settle

from backbreak.core.entry import Feel, Outcome
from backbreak.core.report import report
from backbreak.storage.journal import JournalStore
from backbreak.windows import clock
from backbreak.windows.history.program import HistoryProgram
from backbreak.windows.history.window import HistoryWindow


def listed(program: HistoryProgram) -> list[str]:
    """The ids of the list, from above."""
    rows = program.window.entries.rows
    found = [rows.entry(row) for row in range(rows.rowCount())]
    return [one.id for one in found if one is not None]


def choose(program: HistoryProgram, name: str) -> None:
    """Click an entry of the list."""
    page = program.window.entries
    program.window.turn_to(1)
    settle()
    at = page.view.visualRect(page.rows.index(page.rows.row_of(name), 0)).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    chosen = page.entry
    assert chosen is not None and chosen.id == name


def on_disk(program: HistoryProgram, name: str) -> list[dict[str, object]]:
    """Every line of an entry, in the order they were written."""
    store = program.store
    lines = [line for file in sorted(store.folder.glob("*.jsonl")) for line in file.read_text().splitlines()]
    found = [one for one in map(json.loads, lines) if one["id"] == name]
    return sorted(found, key=lambda one: one["rev"])


def test_the_window_shows_what_report_prints(open_history, places, elsewhere, monkeypatch) -> None:
    for one in five(datetime.now(UTC).replace(microsecond=0)):  # what is printed goes by the real clock
        elsewhere.append(one)
    done = subprocess.run(
        [sys.executable, "-m", "backbreak", "--home", str(places.config.parent), "report", "--json"],
        capture_output=True, text=True, timeout=PATIENCE_S, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    noon = datetime.combine(date.fromisoformat(told["today"]), time(12), UTC)
    monkeypatch.setattr(clock, "now", lambda: noon)
    program = open_history([])
    whole, overview = told["round"], program.window.overview
    assert overview.round_card.heading.text() == (
        f"Round {whole['number']}: {whole['done']} of {whole['total']} units done"
    )
    rings = overview.rings.accessibleDescription()
    assert all(f"{one['name']}: {one['done']} of {one['total']}," in rings for one in whole["exercises"])
    streak, share = told["streak"], round(told["adherence"] * 100)
    assert overview.tiles[0].accessibleName().startswith(f"Streak: {streak} day")
    assert ", days in a row" in overview.tiles[0].accessibleName()
    assert overview.tiles[1].accessibleName().startswith(f"Adherence: {share}%")
    assert told == json.loads(
        json.dumps(report(program._entries, program._home.catalogue, program._home.settings, noon.date()))
    )


def test_before_the_journal_is_read_nothing_is_claimed(qtbot) -> None:
    window = HistoryWindow(dict, "light")
    qtbot.addWidget(window)
    assert window.tabs[0].isChecked() and window.headline.text() == "History"
    window.show()
    with qtbot.waitSignal(window.painted):
        pass
    assert not window.empty.isVisible() and not window.overview.isVisible()


def test_what_is_written_meanwhile_shows_by_itself(open_history, elsewhere: JournalStore, qtbot) -> None:
    program = open_history([])
    window = program.window
    assert window.headline.text() == "No breaks yet" and window.empty.isVisible()
    elsewhere.append(entry(8))
    qtbot.waitUntil(lambda: window.headline.text() == "1 break done today")
    assert window.overview.isVisible() and listed(program) == ["01JD0008"]
    elsewhere.append(entry(9))
    qtbot.waitUntil(lambda: window.headline.text() == "2 breaks done today")


def test_what_is_written_while_the_journal_is_read_shows_too(
    open_history, elsewhere: JournalStore, monkeypatch, qtbot
) -> None:
    load = JournalStore.load

    def and_meanwhile(store: JournalStore):
        found = load(store)
        if len(found) == 1:
            elsewhere.append(entry(9))
        return found

    monkeypatch.setattr(JournalStore, "load", and_meanwhile)
    program = open_history([entry(8)])
    qtbot.waitUntil(lambda: len(listed(program)) == 2)


def test_a_correction_is_a_new_line_and_can_be_taken_back(open_history, qtbot) -> None:
    program = open_history(FIVE)
    choose(program, "01JD0003")
    editor = program.window.entries.editor
    editor.units.setCurrentIndex(2)
    editor.units.activated.emit(2)
    lines = on_disk(program, "01JD0003")
    assert [(one["rev"], one["units"], one["outcome"]) for one in lines] == [
        (0, 5, "completed"),
        (1, 3, "partial"),
    ]
    assert lines[0]["device"] == "elsewhere" and lines[1]["device"] == program._home.identity.device
    assert editor.note.text().startswith("Corrected: ") and "3 of 5" in editor.told.text()
    editor.feel.setCurrentIndex(editor.feel.findData(Feel.HURTS))
    editor.feel.activated.emit(editor.feel.currentIndex())
    assert on_disk(program, "01JD0003")[-1]["feel"] == "hurts"
    editor.keys["undo"].click()
    editor.keys["undo"].click()
    last = on_disk(program, "01JD0003")[-1]
    assert (last["rev"], last["units"], last["outcome"], last["feel"]) == (4, 5, "completed", None)
    assert not editor.keys["undo"].isEnabled() and len(on_disk(program, "01JD0003")) == 5


def test_what_is_deleted_is_gone_from_every_figure_and_comes_back(open_history) -> None:
    program = open_history(FIVE)
    before = program.window.overview.rings.accessibleDescription()
    choose(program, "01JD0003")
    QTest.keyClick(program.window.entries.view, Qt.Key.Key_Delete)
    assert "01JD0003" not in listed(program)
    assert program.window.overview.rings.accessibleDescription() != before
    assert program.window.entries.editor.note.text().startswith("Deleted: ")
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "01JD0003" in listed(program)
    assert program.window.overview.rings.accessibleDescription() == before


def test_a_disk_that_refuses_is_told_and_nothing_changes(open_history, monkeypatch) -> None:
    program = open_history(FIVE)
    choose(program, "01JD0003")
    blocked = program.store.folder / f"{program._home.identity.device}.jsonl"
    blocked.mkdir()
    program.window.entries.editor.keys["delete"].click()
    note = program.window.entries.editor.note.text()
    assert str(blocked) in note and "01JD0003" in listed(program)


def test_only_what_was_done_can_be_less_or_have_felt_like_something(open_history) -> None:
    program = open_history(FIVE)
    editor = program.window.entries.editor
    assert not editor.keys["delete"].isEnabled()
    choose(program, "01JD0005")
    assert not editor.units.isEnabled() and not editor.feel.isEnabled() and editor.keys["delete"].isEnabled()


def test_filters_narrow_the_list_and_a_day_of_the_year_lists_itself(open_history) -> None:
    program = open_history(FIVE)
    window, filters = program.window, program.window.entries.filters
    filters.outcome.setCurrentIndex(filters.outcome.findData(Outcome.MISSED))
    assert listed(program) == ["01JD0002"] and filters.count.text() == "1 of 5 entries"
    filters.outcome.setCurrentIndex(0)
    filters.held.setCurrentIndex(1)
    assert listed(program) == ["01JD0005", "01JD0003", "01JD0001"]
    window.turn_to(0)
    settle()
    day = FIVE[3].day
    place = next(box for one, box in window.overview.year.places() if one == day)
    QTest.mouseClick(window.overview.year, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert window.entries.isVisible()
    assert listed(program) == [one.id for one in reversed(FIVE) if one.day == day]


def test_lines_that_cannot_be_read_are_counted_and_the_rest_shows(open_history, places, elsewhere) -> None:
    elsewhere.append(replace(FIVE[0], id="01JD0000"))
    with (elsewhere.folder / "elsewhere.jsonl").open("a") as file:
        file.write("{torn\n")
    program = open_history(FIVE)
    assert program.window.note.text().startswith("1 line of the journal cannot be read; the rest is here:")
    assert len(listed(program)) == 6


@pytest.mark.qt_log_ignore("does not support raise")  # Qt's platform without a screen
def test_a_resident_can_bring_it_to_the_front(open_history, places, make_resident, qtbot) -> None:
    resident = make_resident(places.socket_path)
    program = open_history(FIVE)
    program.window.showMinimized()
    qtbot.waitUntil(lambda: program._client is not None and program._client.connected)
    resident.order("raise")
    qtbot.waitUntil(lambda: not program.window.isMinimized())


def test_nothing_is_made_on_disk_by_looking(tmp_path: Path, qtbot) -> None:
    """As a program of its own: no resident, no home, and it ends well when it is asked to."""
    home = tmp_path / "home"
    process = subprocess.Popen(
        [sys.executable, "-m", "backbreak", "history", "--home", str(home)],
        stderr=subprocess.PIPE, text=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    try:
        qtbot.waitUntil(lambda: hears(process.pid, signal.SIGTERM))
        signal.sigtimedwait([], 0.5)
        assert process.poll() is None
        process.terminate()
        assert (process.wait(PATIENCE_S), process.communicate()[1]) == (0, "")
    finally:
        process.kill()
    assert not list(home.glob("**/*.jsonl")) and not list(home.glob("**/device*"))


def test_without_a_display_it_says_what_to_use_instead() -> None:
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "backbreak", "history"],
        capture_output=True, text=True, timeout=PATIENCE_S, env=env,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("backbreak: history: no window can open here (DISPLAY")
