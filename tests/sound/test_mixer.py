"""The mixer, asked for blocks as a device asks: on the frame, never twice, silent at once."""

from __future__ import annotations

import random
from array import array

import pytest

from backbreak.core.hearing import Sounding
from backbreak.sound.mixer import Mixer, Pace
from backbreak.sound.waves import FULL, RATE, Samples

FRAMES = 1764
LATENCY_S = 0.016


class Device:
    """Asks a mixer for a block every 40 ms, now and then late; `out` begins at the monotonic `began_s`."""

    def __init__(self, jitter_s: float = 0.0) -> None:
        self.mixer = Mixer()
        self.mixer.pace = Pace(LATENCY_S)
        self.mixer.tones = {"rising": hum(0.3), "tick": hum(0.05, 3000)}
        self.out = array("h")
        self.began_s = 500.0
        self._random, self._jitter_s = random.Random(1), jitter_s
        self.play(0.2)

    @property
    def now_s(self) -> float:
        return self.began_s + len(self.out) / RATE

    def play(self, seconds: float) -> None:
        until = len(self.out) + round(seconds * RATE)
        while len(self.out) < until:
            late_s = self._random.uniform(0, self._jitter_s)
            self.out += self.mixer.block(FRAMES, self.now_s + late_s)

    def heard(self) -> list[tuple[float, float]]:
        """When it was loud, monotonic, from and to; half a millisecond of silence parts two sounds."""
        loud = [at for at, value in enumerate(self.out) if value]
        spans: list[list[int]] = []
        for at in loud:
            if spans and at - spans[-1][1] < RATE // 2000:
                spans[-1][1] = at
            else:
                spans.append([at, at])
        return [(self.moment(begin), self.moment(end)) for begin, end in spans]

    def moment(self, frame: int) -> float:
        return self.began_s + LATENCY_S + frame / RATE


def hum(seconds: float, height: int = 9000) -> Samples:
    return array("h", [height, -height] * round(seconds * RATE / 2))


def tone(at_s: float, name: str = "rising", room_s: float = 1.0) -> Sounding:
    return Sounding(at_s, at_s + room_s, "earcon", name, 0)


@pytest.mark.parametrize("jitter_s", [0.0, 0.015])
@pytest.mark.parametrize("speed", [1.0, 2.0])
def test_a_tone_begins_when_it_should_within_a_few_milliseconds(jitter_s: float, speed: float) -> None:
    device = Device(jitter_s)
    device.play(1.0)
    device.mixer.anchor_s = anchor_s = device.now_s
    moments = [0.5, 1.111, 2.0]
    for at_s in moments:
        device.mixer.tone(tone(at_s), speed)
    device.play(3.0)
    begun = [begin for begin, _ in device.heard()]
    assert begun == pytest.approx([anchor_s + at_s / speed for at_s in moments], abs=0.008)


def test_what_has_not_begun_moves_with_the_line() -> None:
    device = Device()
    device.mixer.anchor_s = device.now_s
    device.mixer.tone(tone(1.0))
    device.play(0.5)
    device.mixer.anchor_s += 0.1
    device.play(1.5)
    ((begin, _),) = device.heard()
    assert begin == pytest.approx(device.mixer.anchor_s + 1.0, abs=0.001)


def test_a_tone_too_late_is_left_out_and_one_a_little_late_begins_at_once() -> None:
    device = Device()
    device.mixer.anchor_s = device.now_s - 1.0
    device.mixer.tone(tone(0.5))
    device.mixer.tone(tone(0.9, "tick"))
    device.play(1.0)
    ((begin, end),) = device.heard()
    assert end - begin == pytest.approx(0.05, abs=0.002)
    assert begin < device.began_s + 0.2 + 0.1


def test_hush_is_silent_within_ten_milliseconds_and_drops_what_was_to_come() -> None:
    device = Device()
    device.mixer.anchor_s = device.now_s
    device.mixer.tone(tone(0.1))
    device.mixer.speech(hum(2.0), 0.1)
    device.mixer.tone(tone(0.6, "tick"))
    device.play(0.2)
    device.mixer.hush()
    hushed_s = device.moment(len(device.out))
    device.play(2.0)
    assert 0.005 < device.heard()[-1][1] - hushed_s <= 0.0101


def test_the_last_tone_rings_out_while_words_are_cut() -> None:
    device = Device()
    device.mixer.anchor_s = device.now_s
    device.mixer.tone(tone(0.1))
    device.mixer.speech(hum(2.0, 500), 0.1)
    device.play(0.2)
    device.mixer.ring_out()
    device.play(1.0)
    begin, end = device.heard()[0]
    assert end - begin == pytest.approx(0.3, abs=0.001)
    assert len(device.heard()) == 1


def test_one_thing_is_said_at_a_time() -> None:
    device = Device()
    device.mixer.anchor_s = device.now_s
    device.mixer.speech(hum(0.5), 0.1)
    device.mixer.speech(hum(0.5), 0.4)
    device.mixer.speech(hum(0.5), 0.7)
    device.play(2.0)
    lengths = [end - begin for begin, end in device.heard()]
    assert lengths == pytest.approx([0.5, 0.5], abs=0.001)


def test_the_same_tone_is_not_begun_twice_by_a_plan_timed_anew() -> None:
    device = Device()
    device.mixer.anchor_s = device.now_s
    device.mixer.tone(tone(0.1, "tick"))
    device.play(0.12)
    device.mixer.forget()
    device.mixer.tone(tone(0.15, "tick"))
    device.play(1.0)
    assert len(device.heard()) == 1


def test_a_tone_ends_softly_where_the_next_begins() -> None:
    device = Device()
    device.mixer.anchor_s = device.now_s
    device.mixer.tone(tone(0.1, room_s=0.1))
    device.play(1.0)
    ((begin, end),) = device.heard()
    assert end - begin == pytest.approx(0.1, abs=0.001)


def test_two_loud_sounds_together_are_cut_off_and_break_nothing() -> None:
    device = Device()
    device.mixer.tones = {"rising": hum(0.3, FULL)}
    device.mixer.anchor_s = device.now_s
    device.mixer.tone(tone(0.1))
    device.mixer.speech(hum(0.3, FULL), 0.1)
    device.play(1.0)
    assert max(device.out) == FULL and min(device.out) == -FULL


def test_before_the_device_has_found_its_pace_nothing_is_placed_by_it() -> None:
    mixer = Mixer()
    mixer.pace, mixer.tones = Pace(LATENCY_S), {"rising": hum(0.3)}
    mixer.anchor_s = 500.0
    mixer.tone(tone(1.0))
    out = mixer.block(FRAMES, 500.0)
    began_s = 500.9  # a server that had rendered ahead asks on only now, and then steadily
    while len(out) < 2 * RATE:
        out += mixer.block(FRAMES, began_s + (len(out) - FRAMES) / RATE)
    first = next(at for at, value in enumerate(out) if value)
    assert began_s + LATENCY_S + (first - FRAMES) / RATE == pytest.approx(501.0, abs=0.03)


@pytest.mark.parametrize(("opened_after_s", "heard"), [(0.6, 1), (1.6, 1), (2.6, 0)])
def test_the_first_tone_waits_for_a_device_that_is_slow_to_open(opened_after_s: float, heard: int) -> None:
    mixer = Mixer()
    mixer.pace, mixer.tones = Pace(LATENCY_S), {"rising": hum(0.3), "tick": hum(0.05)}
    mixer.anchor_s = 500.0
    mixer.tone(tone(0.0, room_s=8.0))
    mixer.tone(tone(0.1, "tick", room_s=0.2))  # over before the next: too late it is left out
    out = array("h")
    while len(out) < 2 * RATE:
        out += mixer.block(FRAMES, 500.0 + opened_after_s + len(out) / RATE)
    assert sum(value != 0 for value in out) == pytest.approx(heard * 0.3 * RATE, abs=3)


def test_after_the_device_ran_dry_tones_are_on_time_again_within_a_second() -> None:
    device = Device()
    device.play(1.0)
    device.began_s += 0.08  # all that follows is heard later
    device.play(1.0)
    device.mixer.anchor_s = device.now_s
    device.mixer.tone(tone(0.5))
    device.play(1.0)
    ((begin, _),) = device.heard()
    assert begin == pytest.approx(device.mixer.anchor_s + 0.5, abs=0.001)
