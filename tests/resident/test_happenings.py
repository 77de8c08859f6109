"""What is told outside: every event of the cycle that somebody may wait for, once, and with its entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from resident.world import World, at

from backbreak.core.cycle import Task
from backbreak.core.cycle import events as e
from backbreak.resident.happenings import EVENTS, Happening, noticed, ordered

TASK = Task("pelvis-lift", 5, 1)


class Teller:
    """A cycle, and what is told of it."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.told: list[Happening] = []
        self.world.perform = lambda effect: self.told.extend(filter(None, [ordered(effect)]))
        self.conductor = self.world.boot(at(0))

    def post(self, *events: e.Event) -> list[str]:
        """Let it happen, and give what is told of it."""
        self.told.clear()
        for event in events:
            before = self.conductor.cycle
            self.conductor.post(event)
            self.told += noticed(before, self.conductor.cycle)
        assert all((one.entry is not None) == (one.event in ENTRIES) for one in self.told)
        assert all(one.event in EVENTS for one in self.told)
        return [one.event for one in self.told]


ENTRIES = ("completed", "partial", "skipped", "missed", "natural")


@pytest.fixture
def teller(tmp_path: Path) -> Teller:
    return Teller(tmp_path)


def test_an_invitation_its_snoozes_and_its_skip_are_told(teller: Teller) -> None:
    assert teller.post(e.Tick(at(30))) == []
    assert teller.post(e.Tick(at(60))) == ["prompt"]
    assert teller.post(e.Snoozed(at(61))) == ["snoozed"]
    assert teller.post(e.Snoozed(at(62))) == ["snoozed"]
    assert teller.post(e.Tick(at(72))) == ["prompt"]
    assert teller.post(e.Skipped(at(73))) == ["skipped"]
    assert teller.told[0].entry == teller.world.entries[-1]
    assert teller.post(e.Skipped(at(74))) == []  # refused


def test_a_session_is_told_when_it_begins_and_by_its_entry(teller: Teller) -> None:
    teller.post(e.Tick(at(60)))
    assert teller.post(e.Started(at(61), TASK)) == ["session-started"]
    run = teller.conductor.cycle.run
    assert run is not None
    assert teller.post(e.Progressed(at(62), run.id, 3, None, 60.0)) == []
    assert teller.post(e.Ended(at(63), run.id, 5, None, 110.0, True)) == ["completed"]
    assert teller.told[0].entry == teller.world.entries[-1]


def test_a_session_stopped_with_nothing_done_is_a_snooze_and_one_in_the_middle_is_partial(
    teller: Teller,
) -> None:
    teller.post(e.Tick(at(60)), e.Started(at(61), TASK))
    run = teller.conductor.cycle.run
    assert run is not None
    assert teller.post(e.Ended(at(62), run.id, 0, None, 3.0, False)) == ["snoozed"]
    teller.post(e.Started(at(63), TASK))
    run = teller.conductor.cycle.run
    assert run is not None
    assert teller.post(e.Ended(at(64), run.id, 2, "left", 50.0, False)) == ["partial"]


def test_pauses_are_told_when_they_begin_change_and_end(teller: Teller) -> None:
    assert teller.post(e.Paused(at(1), at(30))) == ["paused"]
    assert teller.post(e.Paused(at(2), at(40))) == ["paused"]
    assert teller.post(e.Tick(at(3))) == []
    assert teller.post(e.Tick(at(40))) == ["resumed"]  # by itself
    assert teller.post(e.Paused(at(41), None)) == ["paused"]
    assert teller.post(e.Resumed(at(42))) == ["resumed"]


def test_a_snoozed_invitation_that_is_started_by_hand_tells_of_no_second_snooze(teller: Teller) -> None:
    teller.post(e.Tick(at(60)), e.Snoozed(at(61)))
    assert teller.post(e.Started(at(62), TASK)) == ["session-started"]


def test_a_natural_break_is_told_at_the_return(teller: Teller) -> None:
    assert teller.post(e.Locked(at(10)), e.Tick(at(30))) == []
    assert teller.post(e.Unlocked(at(31))) == ["natural"]
