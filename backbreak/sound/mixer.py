"""What the sound device asks for, block by block: tones and phrases that begin on the frame they should.

All orders come from other threads and are carried out at the next block, so nobody ever waits for anybody.
A block in which nothing sounds costs next to nothing.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Mapping
from operator import add

from backbreak.core.hearing import Sounding
from backbreak.sound.mixing import faded
from backbreak.sound.waves import FULL, RATE, Samples

_FADE_OUT = RATE // 100
"""What is hushed is gone after so many frames."""
_LATE_TONE_S, _LATE_SPEECH_S = 0.2, 0.08
"""What begins later than this is left out."""
_FIRST_LATE_S = 2.0
"""What was ordered before the device had opened may be so much later: it is not known how long that takes."""
_TWICE_S = 0.25
"""The same tone is not begun twice within this time: a re-timed plan names again what has just begun."""
_SETTLING = 3
"""Blocks after which the buffer is full, and the device's pace is known."""
_REMEMBERED = 12
_GAP_S = 0.2
"""A device that pauses so long has begun anew."""


class _Voice:
    """One thing sounding, or about to: `at_s` on the line, None for at once."""

    __slots__ = ("at_s", "late_s", "name", "samples", "spoken", "start")

    def __init__(self, name: str, samples: Samples, at_s: float | None, spoken: bool, late_s: float) -> None:
        self.name, self.samples, self.at_s, self.spoken, self.late_s = name, samples, at_s, spoken, late_s
        self.start: int | None = None


class Pace:
    """When a frame asked for now is heard: by the most punctual of the last blocks.

    A block is never asked for too early, only late, when the machine is busy; and when it was so busy that
    the device ran dry, all that follows is heard that much later.
    """

    def __init__(self, latency_s: float) -> None:
        self.latency_s = latency_s
        self._offsets_s: deque[float] = deque(maxlen=_REMEMBERED)

    @property
    def settled(self) -> bool:
        """Whether the device has found its pace."""
        return len(self._offsets_s) >= _SETTLING

    def asked(self, frame: int, now_s: float) -> None:
        """Take note that a block beginning with this frame is asked for."""
        offset_s = now_s - frame / RATE
        if self._offsets_s and offset_s - self._offsets_s[-1] > _GAP_S:
            self._offsets_s.clear()
        self._offsets_s.append(offset_s)

    def heard_at(self, frame: int) -> float:
        """Return the monotonic moment at which a frame is heard."""
        return min(self._offsets_s) + self.latency_s + frame / RATE


class Mixer:
    """Sounds to come and sounds that are on. Every method but `block` may be called from any thread."""

    def __init__(self) -> None:
        self.pace = Pace(0.0)
        self.tones: Mapping[str, Samples] = {}
        """The tones by name, at the wanted volume; to be there before the first block is asked for."""
        self._orders: deque[Callable[[], None]] = deque()
        self._voices: list[_Voice] = []
        self._begun: dict[str, int] = {}
        self.anchor_s = 0.0
        """When second 0 of the line is, monotonic; what has not begun yet moves with it."""
        self._frame = 0
        self._silence = array("h")

    def tone(self, one: Sounding, speed: float = 1.0) -> None:
        """Sound a tone at its moment, no longer than until the next one."""

        def do() -> None:
            room = max(round((one.end_s - one.at_s) / speed * RATE), 0)
            samples = self.tones.get(one.name, self._silence)
            samples = samples if room >= len(samples) else faded(samples[:room])
            late_s = _LATE_TONE_S
            if not self._frame:  # the tone a session begins with, as long as it is over before the next
                late_s = max(late_s, min(_FIRST_LATE_S, (room - len(samples)) / RATE))
            self._voices.append(_Voice(one.name, samples, one.at_s / speed, spoken=False, late_s=late_s))

        self._orders.append(do)

    def speech(self, samples: Samples, at_s: float | None = None, late_s: float = _LATE_SPEECH_S) -> None:
        """Say something at a second of the line, or at once; not late, nor while something is being said."""
        voice = _Voice("", samples, at_s, spoken=True, late_s=late_s)
        self._orders.append(lambda: self._voices.append(voice))

    def hush(self) -> None:
        """Drop what is to come, and end within 10 ms what is on."""
        self._orders.append(self._hush)

    def forget(self) -> None:
        """Drop what has not begun yet."""
        self._orders.append(self._forget)

    def ring_out(self) -> None:
        """Drop what has not begun yet, end what is being said, and let the last tone ring out."""
        self._orders.append(lambda: self._hush(spoken_only=True))

    def block(self, frames: int, now_s: float) -> Samples:
        """Return the next frames; called by the device's thread alone."""
        while self._orders:
            self._orders.popleft()()
        first, self._frame = self._frame, self._frame + frames
        self.pace.asked(first, now_s)
        if len(self._silence) != frames:
            self._silence = array("h", bytes(2 * frames))
        if not self._voices:
            return self._silence
        for voice in self._voices[:]:
            if voice.start is None:
                self._begin(voice, first, frames)
        return self._mixed(first, frames)

    def _begin(self, voice: _Voice, first: int, frames: int) -> None:
        """Give a voice its frame if it begins in this block; leave out what is too late."""
        wait = 0
        if not self.pace.settled:
            wait = frames
        elif voice.at_s is not None:
            wait = round((self.anchor_s + voice.at_s - self.pace.heard_at(first)) * RATE)
        if wait >= frames:
            return
        start = first + max(wait, 0)
        if -wait > voice.late_s * RATE or self._in_the_way(voice, start):
            self._voices.remove(voice)
            return
        voice.start = start
        self._begun[voice.name] = start

    def _in_the_way(self, voice: _Voice, start: int) -> bool:
        if voice.spoken:
            return any(
                one.spoken and one.start is not None and one.start + len(one.samples) > start
                for one in self._voices
            )
        return start - self._begun.get(voice.name, -RATE) < _TWICE_S * RATE

    def _mixed(self, first: int, frames: int) -> Samples:
        out = self._silence
        for voice in self._voices[:]:
            if voice.start is None:
                continue
            into = first - voice.start
            piece = voice.samples[max(into, 0) : into + frames]
            if piece:
                silent = -into if into < 0 else 0
                out = _laid_upon(out, piece, silent)
            if into + frames >= len(voice.samples):
                self._voices.remove(voice)
        return out

    def _hush(self, spoken_only: bool = False) -> None:
        self._forget()
        for voice in self._voices:
            if spoken_only and not voice.spoken:
                continue
            over = self._frame - (voice.start or 0)
            voice.samples = faded(voice.samples[over : over + _FADE_OUT])
            voice.start, voice.spoken = self._frame, False
        self._begun.clear()

    def _forget(self) -> None:
        self._voices = [voice for voice in self._voices if voice.start is not None]


def _laid_upon(out: Samples, piece: Samples, at: int) -> Samples:
    """Return a block with another sound added; where all is silence so far nothing has to be counted."""
    block, end = out[:], at + len(piece)
    below = block[at:end]
    if not any(below):
        block[at:end] = piece
        return block
    try:
        block[at:end] = array("h", map(add, below, piece))
    except OverflowError:
        sums = map(add, below, piece)
        block[at:end] = array("h", [max(-FULL, min(FULL, value)) for value in sums])
    return block
