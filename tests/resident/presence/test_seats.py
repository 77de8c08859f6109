"""Whatever seats, watches and inputs there are, no watch says more than is true, or says it late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from backbreak.resident.presence.wayland_idle import WaylandIdle

SEATS = (1, 2)
EPSILON_S = 0.002
"""Timers are asked for in whole milliseconds."""


@dataclass
class Timer:
    """A compositor's timer on a seat: it counts from when it was asked for, and anew from each input."""

    seat: int
    length_s: float
    since: float
    on_change: Callable[[bool], None]
    idle: bool = False


class World(WaylandIdle):
    """A source whose compositor is a model of one, with a clock that the test moves."""

    def __init__(self) -> None:
        super().__init__({}, lambda why: None)
        self._working = True
        self._seats = {seat: seat for seat in SEATS}
        self.clock = 1000.0
        self.last_inputs = dict.fromkeys(SEATS, self.clock)
        self.timers: dict[int, Timer] = {}
        self.made = 0

    def ask(self, seat: int, milliseconds: int, on_change: Callable[[bool], None]) -> int:
        self.made += 1
        self.timers[self.made] = Timer(seat, milliseconds / 1000, self.clock, on_change)
        return self.made

    def drop(self, timer: int) -> None:
        del self.timers[timer]

    def now(self) -> float:
        return self.clock

    def wait(self, seconds: float) -> None:
        end = self.clock + seconds
        while True:
            due = [one for one in self.timers.values() if not one.idle and one.since + one.length_s <= end]
            if not due:
                break
            first = min(due, key=lambda one: one.since + one.length_s)
            self.clock = max(self.clock, first.since + first.length_s)
            first.idle = True
            first.on_change(True)
        self.clock = end

    def press(self, seat: int) -> None:
        self.last_inputs[seat] = self.clock
        for number, timer in list(self.timers.items()):
            if number in self.timers and timer.seat == seat:
                timer.since, was_idle, timer.idle = self.clock, timer.idle, False
                if was_idle:
                    timer.on_change(False)

    @property
    def truth(self) -> float:
        """When the last input was."""
        return max(self.last_inputs.values())


class Listener:
    """A watch that checks each thing it is told against the truth."""

    def __init__(self, world: World, after_s: float) -> None:
        self.world = world
        self.after_s = after_s
        self.began = world.clock
        self.idle = self.over = False
        self.watch = world.watch(timedelta(seconds=after_s), self._on_idle, self._on_input)

    def _on_idle(self, ago: timedelta) -> None:
        assert not self.over and not self.idle
        assert ago.total_seconds() >= self.after_s - 1e-6
        assert self.world.clock - ago.total_seconds() >= self.world.truth - EPSILON_S
        self.idle = True

    def _on_input(self) -> None:
        assert not self.over and self.idle
        assert self.world.clock == self.world.truth
        self.idle = False

    def end(self) -> None:
        self.over = True
        self.watch.cancel()

    def check(self) -> None:
        """It has been told by now of what it waits for, counted from when it began at the latest."""
        if not self.over and not self.idle:
            assert self.world.clock < max(self.began, self.world.truth) + self.after_s + EPSILON_S
        if not self.over and self.idle:
            assert self.world.clock >= self.world.truth + self.after_s - EPSILON_S


ACTS = st.one_of(
    st.tuples(st.just("wait"), st.floats(0.001, 700)),
    st.tuples(st.just("press"), st.sampled_from(SEATS)),
    st.tuples(st.just("watch"), st.sampled_from((5.0, 60.0, 300.0, 600.0)) | st.floats(0.001, 600)),
    st.tuples(st.just("end"), st.integers(0, 20)),
)


@given(st.lists(ACTS, max_size=40))
def test_no_watch_says_what_is_not_so_or_keeps_to_itself_what_is(acts: list[tuple[str, float]]) -> None:
    world = World()
    listeners: list[Listener] = []
    for act, value in acts:
        if act == "wait":
            world.wait(value)
        elif act == "press":
            world.press(int(value))
        elif act == "watch":
            listeners.append(Listener(world, value))
            world.wait(0.001)  # "soon" is the shortest timer there is
        elif listeners:
            listeners[int(value) % len(listeners)].end()
        for one in listeners:
            one.check()
    for one in listeners:
        one.end()
    assert not world.timers


def test_a_watch_beside_one_that_is_idle_counts_from_the_last_input() -> None:
    world = World()
    first = Listener(world, 60.0)
    world.wait(100)
    long = Listener(world, 300.0)
    world.wait(199.9)
    assert first.idle and not long.idle
    world.wait(0.2)
    assert long.idle
    world.press(1)
    assert not first.idle and not long.idle
    world.wait(299.9)
    assert first.idle and not long.idle
