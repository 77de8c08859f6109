"""What the clocks tell is told before anything else, and the state is as fresh as a short break asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from resident.test_clockwatch import Face
from resident.world import NINE, World, at

from backbreak.core.cycle import Phase, Task
from backbreak.core.cycle import events as e
from backbreak.resident.clocks import ClockFacts
from backbreak.resident.clockwatch import ClockWatch
from backbreak.resident.conductor import Conductor


def machine(world: World) -> tuple[Face, Conductor]:
    """A conductor on a machine that is only imagined, since nine."""
    conductor, face = world.boot(NINE), Face(real=NINE.timestamp())
    conductor._clocks = ClockFacts(ClockWatch(face.clocks())).since_last
    return face, conductor


def now(face: Face) -> datetime:
    return datetime.fromtimestamp(face.real, UTC)


def test_who_types_before_the_alarm_has_seen_the_sleep_is_not_prompted(tmp_path: Path) -> None:
    world = World(tmp_path)
    face, conductor = machine(world)
    face.sleep(8 * 3600)
    conductor.post(e.InputSeen(now(face)))
    assert conductor.cycle.phase is Phase.SITTING
    assert conductor.cycle.spell_start == now(face)
    assert not any(isinstance(effect, e.ShowPrompt) for effect in world.effects)


def test_a_break_begun_at_once_after_a_sleep_is_played(tmp_path: Path) -> None:
    world = World(tmp_path)
    face, conductor = machine(world)
    face.sleep(3600)
    conductor.post(e.Started(now(face), Task("pelvis-lift", 5, 1)))
    conductor.tick(now(face))
    assert conductor.cycle.phase is Phase.SESSION
    assert not any(isinstance(effect, e.CloseSession) for effect in world.effects)


@pytest.mark.parametrize("hours", [3, -3])
def test_who_types_before_the_alarm_has_seen_the_clock_set_loses_nothing(tmp_path: Path, hours: int) -> None:
    world = World(tmp_path)
    face, conductor = machine(world)
    face.wait(1800)
    face.step(hours * 3600)
    conductor.post(e.InputSeen(now(face)))
    conductor.tick(now(face))
    assert conductor.cycle.phase is Phase.SITTING
    assert conductor.cycle.due_at - now(face) == timedelta(minutes=30)


def test_a_kill_costs_no_countdown_however_short_a_natural_break_is(tmp_path: Path) -> None:
    world = World(tmp_path, natural_break=2)
    world.boot(NINE)
    world.pass_to(at(45.5))
    assert world.boot(at(45.6)).cycle.due_at == at(60)
