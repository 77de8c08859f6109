"""A life told in full, with a kill between every two writes: what was acknowledged is there, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from resident.world import KilledError, World, at

from backbreak.core.cycle import Cycle, Phase, Task
from backbreak.core.cycle import events as e
from backbreak.core.journal import Outcome

TASK, OTHER = Task("pelvis-lift", 5, 1), Task("hip-flex", 3, 1)
BACK_WITHIN = timedelta(seconds=20)
"""How long after its death the program runs again."""


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """These deaths are of the process, not of the machine: nothing has to wait for the disk."""
    monkeypatch.setattr("os.fsync", lambda handle: None)


Fact = Callable[[World], e.Event]


def says(minute: float, kind: type[e.Event], *more: object) -> tuple[float, Fact]:
    return minute, lambda world: kind(at(minute), *more)


def plays(minute: float, kind: type[e.Event], *more: object) -> tuple[float, Fact]:
    """Of the session that runs, if one does."""
    return minute, lambda world: kind(at(minute), getattr(world.conductor.cycle.run, "id", "none"), *more)


DAY = [
    says(21, e.Snoozed, None),
    says(32, e.Skipped),  # prompted again at 31
    says(40, e.Locked),
    says(46, e.Unlocked),  # a natural break; due again at 66
    says(67, e.Paused, at(75)),
    says(77, e.Snoozed, timedelta(minutes=5)),
    says(83, e.MeetingDeclared, at(90)),
    says(91, e.Locked),
    says(97, e.Unlocked),  # the prompt that was open ends as a natural break; due again at 117
    says(112, e.Paused, None),
    says(119, e.Resumed),
    says(120, e.Skipped),
]
SESSION = [
    says(21, e.Started, TASK),
    plays(21.5, e.Progressed, 1, None, 20.0),
    plays(22, e.Progressed, 2, None, 40.0),
    plays(22.5, e.Ended, 3, None, 60.0, False),
    says(45, e.Skipped),
    says(46, e.Started, TASK),  # undoes the skip
    plays(46.5, e.Progressed, 1, None, 20.0),
    plays(47, e.Ended, 5, None, 100.0, True),
]
SWAPS = [
    says(21, e.Started, TASK),
    plays(21.5, e.Progressed, 2, None, 40.0),
    plays(21.6, e.Swapped, OTHER),
    plays(22, e.Progressed, 1, "left", 20.0),
    plays(22.1, e.Swapped, TASK),
    plays(22.5, e.Ended, 5, None, 60.0, True),
    says(45, e.Started, OTHER),
    plays(45.1, e.Swapped, TASK),  # nothing was done: the prompt's entry is still to come
    plays(46, e.Ended, 4, None, 60.0, False),
]
"""Lives of somebody who may sit for twenty minutes."""


def home(folder: Path) -> World:
    return World(folder, limit=20)


class Life:
    """Plays a script to its end; killed at the nth moment, it starts again and is told once more."""

    def __init__(self, world: World, script: list[tuple[float, Fact]], moment: int | None) -> None:
        self.world = world
        self.acknowledged: dict[str, int] = {}
        """Units of every session, as far as the program has confirmed them."""
        self.died = self._locked = False
        world.boot(at(0))
        world.doom.left = moment
        for minute, fact in script:
            self._live(minute, fact)
        self._live(script[-1][0] + 5, lambda world: e.Tick(world.conductor.cycle.now))

    def _live(self, minute: float, fact: Fact) -> None:
        try:
            self._tell(minute, fact)
        except KilledError:
            self.died, self.world.doom.left = True, None
            self.world.boot(self.cycle.now + BACK_WITHIN)
            if self._locked:  # whoever listens to the lock tells how it is, first of all
                self.world.conductor.post(e.Locked(self.cycle.now))
            self._tell(minute, fact)

    def _tell(self, minute: float, fact: Fact) -> None:
        if at(minute) > self.world.conductor.cycle.now:
            self.world.pass_to(at(minute))
        event = fact(self.world)
        self._locked = isinstance(event, e.Locked) or (self._locked and not isinstance(event, e.Unlocked))
        refused = self.world.conductor.post(event)
        if isinstance(event, e.Progressed | e.Ended) and refused is None:
            self.acknowledged[event.run] = event.units

    @property
    def cycle(self) -> Cycle:
        return self.world.conductor.cycle

    @property
    def outcomes(self) -> list[Outcome]:
        return [entry.outcome for entry in self.world.entries]


def _moments(folder: Path, script: list[tuple[float, Fact]]) -> int:
    world = home(folder)
    Life(world, script, None)
    return 2 * len(world.doom.writes)


def test_the_days_are_what_they_are_meant_to_be(tmp_path: Path) -> None:
    day = Life(home(tmp_path / "day"), DAY, None)
    assert day.outcomes == ["skipped", "natural", "natural", "skipped"]
    session = Life(home(tmp_path / "session"), SESSION, None)
    assert session.outcomes == ["partial", "completed"]
    assert [entry.rev for entry in session.world.entries] == [0, 1]
    swaps = Life(home(tmp_path / "swaps"), SWAPS, None)
    assert swaps.outcomes == ["partial", "partial", "completed", "partial"]
    assert [entry.units for entry in swaps.world.entries] == [2, 1, 5, 4]
    assert [entry.prompted is None for entry in swaps.world.entries] == [False, True, True, False]


def test_a_kill_between_any_two_writes_changes_nothing_of_a_day(tmp_path: Path) -> None:
    whole = Life(home(tmp_path / "whole"), DAY, None)
    for moment in range(_moments(tmp_path / "count", DAY)):
        life = Life(home(tmp_path / str(moment)), DAY, moment)
        assert life.outcomes == whole.outcomes, f"killed at moment {moment}"
        assert life.cycle.phase is whole.cycle.phase, f"killed at moment {moment}"
        assert abs(life.cycle.due_at - whole.cycle.due_at) <= BACK_WITHIN, f"killed at moment {moment}"
        assert life.world.conductor.trouble is None


def test_a_kill_between_any_two_writes_loses_no_acknowledged_unit(tmp_path: Path) -> None:
    deaths = 0
    for moment in range(_moments(tmp_path / "count", SESSION)):
        life = Life(home(tmp_path / str(moment)), SESSION, moment)
        deaths += life.died
        written = {entry.id: entry for entry in life.world.entries}
        for run, units in life.acknowledged.items():
            assert (written[run].units or 0) >= units, f"killed at moment {moment}"
        assert set(life.outcomes) <= {Outcome.COMPLETED, Outcome.PARTIAL, Outcome.SKIPPED}
        assert len(written) <= 2 and life.cycle.run is None, f"killed at moment {moment}"
    assert deaths > 20


def test_a_kill_around_a_swap_loses_nothing_acknowledged_and_doubles_nothing(tmp_path: Path) -> None:
    deaths = 0
    for moment in range(_moments(tmp_path / "count", SWAPS)):
        life = Life(home(tmp_path / str(moment)), SWAPS, moment)
        deaths += life.died
        written = {entry.id: entry.units for entry in life.world.entries}
        for run, units in life.acknowledged.items():
            assert written.get(run) == units, f"killed at moment {moment}"
        assert sum(units or 0 for units in written.values()) <= 12, f"killed at moment {moment}"
        assert life.cycle.run is None and life.world.conductor.trouble is None
    assert deaths > 20


@pytest.mark.parametrize("gap_min", [1, 4, 12])
def test_a_snooze_a_pause_and_a_prompt_go_on_over_a_gap(tmp_path: Path, gap_min: int) -> None:
    world = World(tmp_path)
    world.boot(at(0))
    world.pass_to(at(60))
    world.conductor.post(e.Snoozed(at(60), timedelta(minutes=30)))
    episode = world.conductor.cycle.episode
    world.boot(at(60 + gap_min))
    if gap_min < 5:
        assert world.conductor.cycle.phase is Phase.SNOOZED
        assert world.conductor.cycle.episode == episode
        world.pass_to(at(90))
        assert world.conductor.cycle.phase is Phase.PROMPTING
        world.conductor.post(e.Paused(at(91), at(120)))
        world.boot(at(91 + gap_min))
        assert world.conductor.cycle.phase is Phase.PAUSED
        assert world.conductor.cycle.paused_until == at(120)
    else:
        assert world.conductor.cycle.spell_start == at(72)
        assert [entry.outcome for entry in world.entries] == ["natural"]
