"""Make the tones of a session: every one of resources/sounds comes from this file and from nothing else.

    python packaging/sounds/make_sounds.py [FOLDER]

writes NAME.wav, 16-bit mono, into resources/sounds or into FOLDER. A tone is a few partials under one
envelope that begins and ends at zero, so that nothing clicks. All are made equally loud to the ear: the level
is taken with the A-weighting of IEC 61672, worked out partial by partial. No partial is higher than 5 kHz.
"""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sounds"
RATE = 44_100
LEVEL = 0.1
"""The A-weighted root mean square of what is heard of each tone, full scale being 1."""
ATTACK_S = 0.008
RELEASE_S = 0.03
HEARD = 0.1
"""Below this part of its highest point an envelope counts as silence."""

WARM = (1.0, 0.28, 0.12, 0.04)
PURE = (1.0, 0.12, 0.03)
BRIGHT = (1.0, 0.4, 0.22, 0.1, 0.05)


@dataclass(frozen=True)
class Note:
    """One note: from `start_s`, gliding from one pitch to another (Hz), fading with a time constant."""

    start_s: float
    length_s: float
    from_hz: float
    to_hz: float
    partials: tuple[float, ...] = WARM
    fade_s: float = 1.0
    attack_s: float = ATTACK_S
    gain: float = 1.0

    def envelope(self, t: float) -> float:
        """The loudness at a time of its own: a smooth rise, a slow fade, a smooth end."""
        level = math.exp(-t / self.fade_s)
        if t < self.attack_s:
            level *= _eased(t / self.attack_s)
        if t > self.length_s - RELEASE_S:
            level *= _eased((self.length_s - t) / RELEASE_S)
        return level * self.gain

    def pitch(self, t: float) -> float:
        """The frequency at a time of its own; a glide is even to the ear and eases in and out."""
        return self.from_hz * (self.to_hz / self.from_hz) ** _eased(t / self.length_s)


def _note(start_s: float, length_s: float, hz: float, partials: tuple[float, ...], fade_s: float) -> Note:
    return Note(start_s, length_s, hz, hz, partials, fade_s)


C5, E5, G5, C6 = 523.25, 659.26, 783.99, 1046.5

SOUNDS: dict[str, tuple[Note, ...]] = {
    "rising": (Note(0, 0.4, 349.23, 698.46, fade_s=0.8),),
    "steady": (Note(0, 0.42, 440, 440, PURE, 0.5, attack_s=0.02),),
    "falling": (Note(0, 0.4, 698.46, 349.23, fade_s=0.8),),
    "double": (_note(0, 0.16, E5, WARM, 0.15), _note(0.21, 0.2, E5, WARM, 0.15)),
    "tick": (_note(0, 0.09, 880, PURE, 0.05),),
    "last-tick": (_note(0, 0.2, 1318.5, PURE, 0.1),),
    "halfway": (_note(0, 0.6, G5, PURE, 0.2), _note(0.16, 0.5, E5, PURE, 0.2)),
    "done": (
        _note(0, 1.1, C5, BRIGHT, 0.3),
        _note(0.13, 1.05, E5, BRIGHT, 0.3),
        _note(0.26, 1.0, G5, BRIGHT, 0.3),
        _note(0.39, 1.1, C6, WARM, 0.45),
    ),
    "soft": (Note(0, 0.45, 349.23, 349.23, fade_s=0.3, attack_s=0.02),),
}


def samples(name: str) -> array[int]:
    """One tone as 16-bit samples."""
    plain, heard = _mixed(SOUNDS[name])
    loud = max(abs(value) for value in heard)
    sounding = [value for value in _smooth_power(heard) if value > (HEARD * loud) ** 2 / 2]
    gain = 32_767 * LEVEL / math.sqrt(sum(sounding) / len(sounding))
    return array("h", [round(gain * value) for value in plain])


def file_of(name: str) -> bytes:
    """One tone as a WAV file."""
    data = samples(name)
    if sys.byteorder == "big":
        data.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data.tobytes())
    return out.getvalue()


def _mixed(notes: tuple[Note, ...]) -> tuple[list[float], list[float]]:
    """The notes together, as they are and as the ear weighs them."""
    length = max(round((note.start_s + note.length_s) * RATE) for note in notes) + 1
    plain, heard = [0.0] * length, [0.0] * length
    for note in notes:
        first, phase = round(note.start_s * RATE), 0.0
        for nth in range(round(note.length_s * RATE) + 1):
            t = min(nth / RATE, note.length_s)
            hz, level = note.pitch(t), note.envelope(t)
            for harmonic, part in enumerate(note.partials, 1):
                value = level * part * math.sin(phase * harmonic)
                plain[first + nth] += value
                heard[first + nth] += value * _weight(hz * harmonic)
            phase = (phase + 2 * math.pi * hz / RATE) % (2 * math.pi)
    return plain, heard


def _smooth_power(values: list[float], over_s: float = 0.01) -> list[float]:
    """The power of each hundredth of a second."""
    step = round(over_s * RATE)
    blocks = (values[at : at + step] for at in range(0, len(values), step))
    return [sum(value * value for value in block) / len(block) for block in blocks]


def _weight(hz: float) -> float:
    """How strongly the ear takes a frequency: A-weighting, 1 at 1 kHz."""
    squared = hz * hz
    return (
        1.2589 * 12_194**2 * squared**2
        / ((squared + 20.6**2) * (squared + 12_194**2))
        / math.sqrt((squared + 107.7**2) * (squared + 737.9**2))
    )  # fmt: skip


def _eased(part: float) -> float:
    """From 0 to 1 along a cosine."""
    return 0.5 - 0.5 * math.cos(math.pi * min(max(part, 0.0), 1.0))


def main(folder: Path) -> None:
    """Write every tone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOUNDS:
        (folder / f"{name}.wav").write_bytes(file_of(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
