"""Sound as numbers: 16-bit samples at one rate, from WAV files and back. The standard library is enough."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

RATE = 44_100
FULL = 32_767
"""The highest sample."""

Samples: TypeAlias = "array[int]"


class WaveError(Exception):
    """Bytes that are no sound we can read; the message says why."""


def read_wave(data: bytes) -> Samples:
    """Return the samples of a 16-bit WAV file at our rate and in one channel; raises WaveError."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise WaveError(str(error) or "it ends too early") from error
    if width != 2 or rate <= 0:
        raise WaveError(f"it has {8 * width} bits a sample at {rate} Hz")
    samples = array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return resampled(samples[::channels], rate)


def resampled(samples: Samples, rate: int) -> Samples:
    """Return samples of another rate at ours, on straight lines between them: enough for a voice."""
    if rate == RATE or not samples:
        return samples
    if rate * 2 == RATE:  # what engines give: twice as many, ten times as fast
        between = [one + other >> 1 for one, other in pairwise(samples)]
        twice = array("h", bytes(2 * (2 * len(samples) - 1)))
        twice[::2], twice[1::2] = samples, array("h", between)
        return twice
    last = len(samples) - 1
    out = array("h", bytes(2 * (last * RATE // rate + 1)))
    for nth in range(len(out)):
        at, part = divmod(nth * rate, RATE)
        here = samples[at]
        out[nth] = here + (samples[min(at + 1, last)] - here) * part // RATE
    return out


def wave_file(samples: Samples) -> bytes:
    """Return samples as a WAV file: 16-bit PCM, one channel."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def scaled(samples: Samples, gain: float) -> Samples:
    """Return samples louder or softer, never beyond full scale."""
    if gain <= 1.0:  # nothing to cut off, and half the time
        return array("h", [int(value * gain) for value in samples])
    return array("h", [max(-FULL, min(FULL, round(value * gain))) for value in samples])


def trimmed(samples: Samples, quiet: int = FULL // 100) -> Samples:
    """Return samples without the silence before and after."""
    first = next((at for at, value in enumerate(samples) if value > quiet or value < -quiet), None)
    if first is None:
        return array("h")
    back = next(at for at, value in enumerate(reversed(samples)) if value > quiet or value < -quiet)
    return samples[first : len(samples) - back]


def load_tones(folder: Path, names: tuple[str, ...]) -> dict[str, Samples]:
    """Return the tones of these names; raises OSError or WaveError for a damaged installation."""
    return {name: read_wave((folder / f"{name}.wav").read_bytes()) for name in names}
