"""The conductor: what is true first, and what is still true after a failure."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from resident.world import World, at

from backbreak.core.cycle import Phase, Task
from backbreak.core.cycle import events as e
from backbreak.core.journal import Outcome

TASK = Task("pelvis-lift", 5, 1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.boot(at(0))
    return world


def test_the_journal_comes_first_then_the_state_and_then_what_can_be_seen(world: World) -> None:
    world.pass_to(at(60))
    world.doom.writes.clear()
    world.perform = lambda effect: world.doom.writes.append(type(effect).__name__)
    world.conductor.post(e.Skipped(at(61)))
    assert world.doom.writes[:2] == ["journal", "state"]
    assert sorted(world.doom.writes[2:]) == ["Record", "WithdrawPrompt"]


def test_an_effect_that_fails_costs_neither_the_line_nor_the_other_effects(world: World) -> None:
    seen: list[str] = []

    def fail(effect: e.Effect) -> None:
        seen.append(type(effect).__name__)
        raise RuntimeError("the desktop is on fire")

    world.perform = fail
    world.pass_to(at(60))
    world.conductor.post(e.Started(at(61), TASK))
    assert seen == ["ShowPrompt", "WithdrawPrompt", "OpenSession"]
    assert world.conductor.post(e.Ended(at(63), world.conductor.cycle.run.id, 5, None, 110.0, True)) is None
    assert [line["outcome"] for line in world.lines] == ["completed"]


def test_what_is_posted_while_effects_run_waits_in_line(world: World) -> None:
    story: list[str] = []

    def perform(effect: e.Effect) -> None:
        story.append(f"{type(effect).__name__} in {world.conductor.cycle.phase}")
        if isinstance(effect, e.ShowPrompt):
            assert world.conductor.post(e.Snoozed(at(60))) is None
            story.append(f"still {world.conductor.cycle.phase}")

    world.perform = perform
    world.pass_to(at(60))
    assert story == ["ShowPrompt in prompting", "still prompting", "WithdrawPrompt in snoozed"]


def test_a_refusal_is_of_the_event_that_was_posted_and_of_no_other(world: World) -> None:
    world.perform = lambda effect: (
        isinstance(effect, e.OpenSession) and world.conductor.post(e.Skipped(at(60)))
    )
    world.pass_to(at(60))
    assert world.conductor.post(e.Started(at(61), TASK)) is None
    assert world.conductor.post(e.Started(at(62), TASK)) == e.Refused("start", "session")


def test_a_bug_in_one_step_leaves_the_conductor_able_to_go_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr("backbreak.resident.conductor.step", lambda *_: 1 / 0)
        world.conductor.tick(at(1))
    world.pass_to(at(60))
    assert world.conductor.cycle.phase is Phase.PROMPTING


def test_a_line_that_cannot_be_written_is_told_kept_and_written_once_when_it_can(world: World) -> None:
    world.pass_to(at(60))
    world.journal_file.mkdir(parents=True)  # nothing can be appended to a folder
    world.conductor.post(e.Skipped(at(61)))
    assert str(world.journal_file) in (world.conductor.trouble or "")
    assert [one["outcome"] for one in _state(world)["unwritten"]] == ["skipped"]
    world.journal_file.rmdir()
    world.pass_to(at(66))
    assert world.conductor.trouble is None
    assert _state(world)["unwritten"] == []
    world.pass_to(at(90))
    assert [line["outcome"] for line in world.lines] == ["skipped"]


def test_a_line_that_waits_survives_the_end_of_the_program(world: World) -> None:
    world.pass_to(at(60))
    world.journal_file.mkdir(parents=True)
    world.conductor.post(e.Skipped(at(61)))
    world.journal_file.rmdir()
    world.boot(at(62))
    world.boot(at(63))
    assert [line["outcome"] for line in world.lines] == ["skipped"]


def test_a_line_that_waits_survives_a_state_whose_cycle_is_damaged(world: World) -> None:
    world.pass_to(at(60))
    world.journal_file.mkdir(parents=True)
    world.conductor.post(e.Skipped(at(61)))
    world.journal_file.rmdir()
    world.state_file.write_text(json.dumps(_state(world) | {"cycle": {"phase": "flying"}}))
    world.boot(at(62))
    assert [line["outcome"] for line in world.lines] == ["skipped"]


def test_a_state_that_cannot_be_written_is_told_and_costs_no_line(world: World) -> None:
    world.pass_to(at(60))
    world.state_file.unlink()
    world.state_file.mkdir()
    world.conductor.post(e.Skipped(at(61)))
    assert "state.json" in (world.conductor.trouble or "")
    assert [line["outcome"] for line in world.lines] == ["skipped"]
    assert world.conductor.cycle.phase is Phase.SITTING


def test_a_state_that_could_not_be_written_is_once_it_can_though_nothing_new_happens(world: World) -> None:
    kept = world.state_file.read_bytes()
    world.state_file.unlink()
    world.state_file.mkdir()
    world.conductor.post(e.Paused(at(1), at(90)))
    assert world.conductor.behind and world.conductor.trouble is not None
    world.state_file.rmdir()
    world.state_file.write_bytes(kept)
    world.pass_to(at(7))
    assert not world.conductor.behind and world.conductor.trouble is None
    assert world.boot(at(8)).cycle.phase is Phase.PAUSED


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"v":1}', '{"v":1,"cycle":{"now":1}}', "\0\0\0"])
def test_a_damaged_state_is_a_new_spell_and_a_message(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(tmp_path)
    world.state_file.parent.mkdir()
    world.state_file.write_text(damage)
    with caplog.at_level(logging.WARNING):
        world.boot(at(0))
    assert world.conductor.cycle.spell_start == at(0)
    assert _state(world)["cycle"]["phase"] == "sitting"
    messages = [record.getMessage() for record in caplog.records]
    assert len(messages) == (damage != '{"v":1}') and all("\n" not in one for one in messages)
    assert all("new sitting spell" in one for one in messages)


def test_what_others_keep_in_the_state_survives(world: World) -> None:
    world.state_file.write_text(json.dumps(_state(world) | {"care": {"acknowledged": True}, "later": [1]}))
    world.boot(at(1))
    world.pass_to(at(60))
    assert _state(world)["care"] == {"acknowledged": True} and _state(world)["later"] == [1]


def test_an_idle_hour_is_stamped_every_four_minutes(world: World) -> None:
    world.doom.writes.clear()
    world.pass_to(at(59))
    assert world.doom.writes == ["stamp"] * 14


def test_after_a_death_the_last_stamp_is_what_is_known_of_the_last_run(world: World) -> None:
    world.pass_to(at(30))
    spell = world.conductor.cycle.spell_start
    world.boot(at(32))
    assert world.conductor.cycle.spell_start == spell, "two minutes are no absence"
    world.pass_to(at(50))
    world.boot(at(58))
    assert world.conductor.cycle.spell_start == at(58), "eight are"


def test_a_session_that_is_played_on_without_us_goes_on_in_the_cycle(world: World) -> None:
    world.conductor.post(e.Started(at(1), TASK))
    run = world.conductor.cycle.run.id
    world.boot(at(2), playing=run)
    assert world.conductor.cycle.phase is Phase.SESSION
    world.boot(at(3))
    assert world.conductor.cycle.phase is Phase.SITTING


@pytest.mark.parametrize("back", [1, 600])
def test_a_session_lost_with_a_clock_that_was_set_back_is_recorded_and_shifts_nothing_twice(
    world: World, back: int
) -> None:
    world.pass_to(at(30))
    world.conductor.post(e.Started(at(30), TASK))
    world.conductor.post(e.Progressed(at(31), world.conductor.cycle.run.id, 0, None, 20.0))
    world.boot(at(31 - back))
    sitting = world.conductor.cycle.now - world.conductor.cycle.spell_start
    assert abs(sitting.total_seconds() - 31 * 60) <= 60
    assert world.entries == []


def test_a_line_written_by_the_window_itself_is_not_written_again(world: World) -> None:
    world.conductor.post(e.Started(at(1), TASK))
    run = world.conductor.cycle.run.id
    world.conductor.post(e.Progressed(at(2), run, 2, None, 40.0))
    saved = world.state_file.read_bytes()
    world.conductor.post(e.Ended(at(3), run, 5, None, 110.0, True))
    world.state_file.write_bytes(saved)
    world.boot(at(4))
    assert [(entry.outcome, entry.units) for entry in world.entries] == [(Outcome.COMPLETED, 5)]
    assert len(world.lines) == 1
    assert at(2) <= world.conductor.cycle.spell_start <= at(3)


def _state(world: World) -> dict:
    return json.loads(world.state_file.read_text())
