"""The tones of a session: made by the committed script, equally loud, without clipping and without clicks."""

from __future__ import annotations

import importlib.util
import io
import math
import sys
import wave
from array import array
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[2]
SOUNDS = REPOSITORY / "resources" / "sounds"
NAMES = ("rising", "steady", "falling", "double", "tick", "last-tick", "halfway", "done", "soft")
FULL = 32_768
BLOCK = 1024
EVERY = 4
"""Nothing in a tone is higher than 5 kHz, so every fourth sample tells all."""


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that makes them."""
    path = REPOSITORY / "packaging" / "sounds" / "make_sounds.py"
    spec = importlib.util.spec_from_file_location("make_sounds", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass looks its module up
    spec.loader.exec_module(module)
    return module


def read(name: str) -> tuple[int, array[int]]:
    """The rate and the samples of a committed tone."""
    with wave.open(io.BytesIO((SOUNDS / f"{name}.wav").read_bytes())) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        data = array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            data.byteswap()
        return file.getframerate(), data


def spectrum(values: list[complex]) -> list[complex]:
    """The Fourier transform of a power of two of values."""
    if len(values) == 1:
        return values
    even, odd = spectrum(values[::2]), spectrum(values[1::2])
    half = len(even)
    turned = [odd[k] * complex(math.cos(t := -math.pi * k / half), math.sin(t)) for k in range(half)]
    return [a + b for a, b in zip(even, turned, strict=True)] + [
        a - b for a, b in zip(even, turned, strict=True)
    ]


def a_weight(hz: float) -> float:
    """IEC 61672's A-weighting as a factor."""
    s = hz * hz
    top = 12_194**2 * s * s
    low = (s + 20.6**2) * math.sqrt((s + 107.7**2) * (s + 737.9**2)) * (s + 12_194**2)
    return 1.2589 * top / low


def loudness_db(name: str) -> float:
    """The A-weighted level of the blocks of a tone that are heard, in decibels of full scale."""
    rate, data = read(name)
    rate //= EVERY
    values = [value / FULL for value in data[::EVERY]]
    powers = []
    for at in range(0, len(values), BLOCK):
        block = values[at : at + BLOCK]
        bins = spectrum([complex(v) for v in block] + [0j] * (BLOCK - len(block)))
        weighed = (abs(bins[k]) ** 2 * a_weight(k * rate / BLOCK) ** 2 for k in range(1, BLOCK // 2))
        powers.append(2 * sum(weighed) / BLOCK / len(block))
    heard = [power for power in powers if power > max(powers) / 100]
    return 10 * math.log10(sum(heard) / len(heard))


def test_every_tone_there_is_has_a_note_in_the_script_and_no_other(maker: ModuleType) -> None:
    assert sorted(path.stem for path in SOUNDS.iterdir()) == sorted(NAMES) == sorted(maker.SOUNDS)


@pytest.mark.parametrize("name", NAMES)
def test_the_script_makes_the_committed_bytes(maker: ModuleType, name: str) -> None:
    assert maker.file_of(name) == (SOUNDS / f"{name}.wav").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_no_tone_clips_clicks_or_lasts(name: str) -> None:
    rate, data = read(name)
    assert rate == 44_100
    assert max(map(abs, data)) < FULL * 10 ** (-1 / 20)
    assert data[0] == data[-1] == 0
    edge = rate // 1000
    assert max(map(abs, data[:edge])) < FULL / 20 and max(map(abs, data[-edge:])) < FULL / 100
    assert len(data) / rate <= (1.5 if name == "done" else 0.7)


def test_all_tones_are_about_equally_loud() -> None:
    levels = {name: loudness_db(name) for name in NAMES}
    assert max(levels.values()) - min(levels.values()) < 3, levels


def test_rising_rises_and_falling_falls() -> None:
    def crossings(name: str) -> list[int]:
        _, data = read(name)
        third = len(data) // 3
        parts = (data[:third], data[third : 2 * third], data[2 * third :])
        return [sum(a < 0 <= b for a, b in pairwise(part)) for part in parts]

    assert crossings("rising") == sorted(crossings("rising"))
    assert crossings("falling") == sorted(crossings("falling"), reverse=True)
    assert crossings("rising")[2] > 1.5 * crossings("rising")[0]
