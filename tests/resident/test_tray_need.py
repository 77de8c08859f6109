"""When the tray needs a program of its own: whole stories, told with their times."""

from __future__ import annotations

from backbreak.resident.tray.need import LASTING_S, PATIENCE_S, PAUSES_S, Need, Verdict

IDLE = Verdict(watch=False, run=False)
LOOKING = Verdict(watch=True, run=False)
RUNNING = Verdict(watch=True, run=True)
TRAY, OTHER_TRAY = 0x400003, 0x600003


def without_host(manager: int = TRAY) -> Need:
    """Ten seconds after a start at 0 with no host."""
    need = Need(0)
    need.managed_by(PATIENCE_S, manager)
    return need


def test_a_host_within_ten_seconds_of_the_start_and_nothing_is_even_looked_for():
    need = Need(0)
    assert need.verdict(0) == Verdict(watch=False, run=False, again_at=PATIENCE_S)
    need.hosted(9.9, True)
    assert need.verdict(9.9) == need.verdict(1e6) == IDLE


def test_after_ten_seconds_a_manager_is_looked_for_and_with_one_the_program_runs():
    need = Need(0)
    assert need.verdict(PATIENCE_S) == LOOKING
    need.managed_by(3600, TRAY)
    assert need.verdict(3600) == RUNNING
    need.started(3600)
    assert need.verdict(1e6) == RUNNING


def test_a_host_ends_the_program_at_once_and_a_lost_one_has_ten_seconds_to_come_back():
    need = without_host()
    need.started(10)
    need.hosted(50, True)
    assert need.verdict(50) == IDLE
    need.ended(50.1, told=True)
    need.managed_by(50.1, 0)
    need.hosted(100, False)
    assert need.verdict(100) == Verdict(watch=False, run=False, again_at=110)
    need.hosted(105, True)
    assert need.verdict(110) == IDLE
    need.hosted(200, False)
    need.hosted(205, False)  # told again, it is still the same loss
    assert need.verdict(210) == LOOKING


def test_a_manager_that_is_gone_for_ten_seconds_takes_the_program_along_and_a_restarted_one_does_not():
    need = without_host()
    need.started(10)
    need.managed_by(20, 0)
    assert not need.managed
    assert need.verdict(29) == Verdict(watch=True, run=True, again_at=30)
    need.managed_by(29, OTHER_TRAY)
    assert need.verdict(30) == RUNNING
    need.managed_by(40, 0)
    assert need.verdict(50) == LOOKING
    need.ended(50.1, told=True)
    assert need.verdict(1000) == LOOKING
    need.managed_by(2000, TRAY)
    assert need.verdict(2000) == RUNNING


def test_a_program_that_dies_is_started_again_after_growing_pauses_and_then_no_more():
    need, now = without_host(), 10.0
    for pause_s in PAUSES_S:
        need.started(now)
        need.ended(now + 5, told=False)
        again_at = now + 5 + pause_s
        assert need.verdict(now + 5) == Verdict(watch=True, run=False, again_at=again_at)
        assert need.verdict(again_at) == RUNNING
        assert not need.given_up
        now = again_at
    need.started(now)
    need.ended(now + 5, told=False)
    assert need.given_up
    assert need.verdict(1e6) == LOOKING


def test_another_tray_and_a_host_that_came_and_went_are_another_chance():
    for chance in (
        lambda need: need.managed_by(1000, OTHER_TRAY),
        lambda need: (need.hosted(1000, True), need.hosted(1000, False)),
    ):
        need = without_host()
        for _death in range(len(PAUSES_S) + 1):
            need.started(20)
            need.ended(20, told=False)
        assert need.verdict(1000) == LOOKING
        chance(need)
        assert need.verdict(1000 + PATIENCE_S) == RUNNING


def test_a_program_that_ran_for_long_has_all_its_tries_again():
    need = without_host()
    for _death in range(len(PAUSES_S)):
        need.started(20)
        need.ended(20, told=False)
    need.started(100)
    need.ended(100 + LASTING_S, told=False)
    assert not need.given_up
    assert need.verdict(100 + LASTING_S).again_at == 100 + LASTING_S + PAUSES_S[0]


def test_where_there_is_no_other_tray_the_program_runs_from_the_start_whatever_else_is_told():
    need = Need(0, alone=True)
    assert need.managed
    assert need.verdict(0) == Verdict(watch=False, run=True)
    need.started(0)
    need.hosted(5, False)
    assert need.verdict(5) == Verdict(watch=False, run=True)
    need.ended(6, told=False)
    assert need.verdict(6) == Verdict(watch=False, run=False, again_at=6 + PAUSES_S[0])
