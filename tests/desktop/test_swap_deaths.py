"""The window, the resident or both killed after a swap: what was done is in the journal, once."""

from __future__ import annotations

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.guided import LASTING_S, Guided

SPEED = 6


@pytest.fixture
def guided(bare_desktop: Desktop) -> Guided:
    bare_desktop.open(tray=False, notifications=False)
    return Guided(bare_desktop, seconds=LASTING_S)


def swapped(guided: Guided) -> tuple[str, str]:
    """Play two units, swap by name; gives the ids of both sessions, the second with one unit done."""
    guided.start("pelvis-lift")
    first = guided.wait_for_units(2)
    guided.press("Swap")
    (closed,) = guided.entries(1)
    assert (closed["id"], closed["outcome"], closed["prompted"]) == (first, "partial", None)
    return first, guided.wait_for_units(1, after=first)


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
    wait_until(lambda: guided.desktop.cli("status").returncode == 0, "the resident answers")
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
