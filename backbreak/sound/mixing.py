"""A whole session as samples: tones to the millisecond at their onsets, the voice ending where it should."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from backbreak.core.hearing import Sounding
from backbreak.core.phrases import Phrase
from backbreak.sound.waves import FULL, RATE, Samples, scaled

VOICE_PEAK = 0.5
"""The highest point of a phrase, full scale being 1: with a tone on top of it nothing is cut off."""
_EARLIER = 0.25
"""The part of its estimated length a phrase may begin earlier when it takes longer than estimated."""
_FADE = RATE // 200

Speak: TypeAlias = "Callable[[Phrase], Samples | None]"


def mix(
    heard: Sequence[Sounding],
    seconds: float,
    volume: float,
    tones: Mapping[str, Samples],
    speak: Speak | None = None,
) -> Samples:
    """Return `seconds` of sound at a volume from 0 to 1; without `speak` the tones alone.

    A phrase ends where it should. One that finds no room before that, because it takes too long or another
    is still being said, is left out.
    """
    out = array("h", bytes(2 * int(seconds * RATE + 1e-6)))
    loud = {name: scaled(samples, volume) for name, samples in tones.items()}
    free_from = 0
    for one in heard:
        if one.phrase is None:
            _put(out, loud[one.name], _frame(one.at_s), _frame(one.end_s))
    for one in heard:
        said = speak(one.phrase) if speak is not None and one.phrase is not None else None
        if not said:
            continue
        start = begins_at(one, len(said) / RATE, free_from / RATE)
        if start is not None:
            _add(out, leveled(said, volume), _frame(start))
            free_from = _frame(start) + len(said)
    return out


def earliest_s(one: Sounding) -> float:
    """Return when a sounding may begin at the earliest, in seconds of the plan."""
    return one.at_s if one.phrase is None else one.at_s - _EARLIER * (one.end_s - one.at_s)


def begins_at(one: Sounding, length_s: float, free_from_s: float) -> float | None:
    """Return when a phrase that takes `length_s` begins, to end where it should; None: there is no room."""
    begin_s = one.end_s - length_s
    return begin_s if begin_s >= max(free_from_s, earliest_s(one)) - 1e-6 else None


def leveled(said: Samples, volume: float) -> Samples:
    """Return a phrase as loud as all are, whoever speaks it; `volume` from 0 to 1."""
    some = said[::3]  # a voice does not peak for a single sample
    return scaled(said, volume * VOICE_PEAK * FULL / max(max(some), -min(some), 1))


def faded(samples: Samples) -> Samples:
    """Return samples that end in silence: the last 5 ms go down to it."""
    out = samples[:]
    for back in range(1, min(_FADE, len(out)) + 1):
        out[-back] = out[-back] * (back - 1) // _FADE
    return out


def _frame(at_s: float) -> int:
    return round(at_s * RATE)


def _put(out: Samples, tone: Samples, start: int, end: int) -> None:
    """Lay a tone down from one frame; where the next one or the end comes first it fades out before."""
    length = min(end, len(out)) - start
    if length < len(tone):
        tone = faded(tone[: max(length, 0)])
    out[start : start + len(tone)] = tone


def _add(out: Samples, samples: Samples, start: int) -> None:
    """Add samples to what is there."""
    for at, value in enumerate(samples[: max(len(out) - start, 0)], start):
        if value:
            out[at] = max(-FULL, min(FULL, out[at] + value))
