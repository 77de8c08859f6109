"""The window, the resident or both killed after a swap: what was done is in the journal, once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.guided import Guided

from backbreak.storage.places import places_for

SPEED = 10


@pytest.fixture
def guided(bare_desktop: Desktop) -> Guided:
    bare_desktop.open(tray=False, notifications=False)
    return Guided(bare_desktop, seconds=120)


def run_of(guided: Guided) -> dict[str, Any]:
    """The session that is going on, as the resident has it on disk."""
    state = json.loads(places_for(guided.desktop.home).state_file.read_text())
    return state["cycle"]["run"] or {}


def swapped(guided: Guided) -> tuple[str, str]:
    """Play two units, swap by name; gives the ids of both sessions, the second with one unit done."""
    guided.start("pelvis-lift")
    wait_until(lambda: run_of(guided).get("units", 0) >= 2, "two units are done", 30)
    first = run_of(guided)["id"]
    guided.press("Swap")
    (closed,) = guided.entries(1)
    assert (closed["id"], closed["outcome"], closed["prompted"]) == (first, "partial", None)
    wait_until(lambda: run_of(guided).get("id", first) != first, "the second session is on disk")
    wait_until(lambda: run_of(guided)["units"] >= 1, "one unit of the second is done", 30)
    return first, str(run_of(guided)["id"])


def test_a_killed_window_leaves_one_entry_of_each_and_the_resident_goes_on(guided: Guided) -> None:
    guided.resident(SPEED)
    first, second = swapped(guided)
    guided.kill_window()
    entries = {one["id"]: one for one in guided.entries(2)}
    assert entries.keys() == {first, second}
    assert entries[second]["outcome"] == "partial" and entries[second]["units"] >= 1
    guided.desktop.wait_for_phase("sitting")
    assert len(guided.desktop.journal()) == 2


@pytest.mark.parametrize("window", ["plays on", "is killed too"])
def test_a_killed_resident_costs_nothing_of_either(guided: Guided, window: str) -> None:
    resident = guided.desktop.start("--session-speed", str(SPEED))
    wait_until(lambda: guided.desktop.cli("status").returncode == 0, "the resident answers", 20)
    first, second = swapped(guided)
    resident.kill()
    resident.wait()
    if window == "is killed too":
        guided.kill_window()
    else:
        guided.press("Stop")
        guided.entries(2)
    guided.resident(SPEED)
    entries = {one["id"]: one for one in guided.entries(2)}
    assert entries.keys() == {first, second}
    assert entries[first]["units"] >= 2 and entries[second]["units"] >= 1
    done = guided.desktop.wait_for_phase("sitting")["round"]["done"]
    assert done == sum(one["units"] for one in entries.values())
