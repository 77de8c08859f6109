"""What will be heard of a session: tones exactly at the cues, phrases that end where something changes.

`hear` turns a plan and the sound settings into one list. The script on paper, the file of a session and the
session itself all play that list, so that it is the same whoever plays it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from backbreak.core.cues import Cue, Phase, Plan, stretch_of
from backbreak.core.phrases import Phrase
from backbreak.core.settings import Sound
from backbreak.core.talk import LONG_HOLD_S, talk

_EARCONS = {
    Phase.PREPARE: "soft",
    Phase.LIFT: "rising",
    Phase.HOLD: "steady",
    Phase.LOWER: "falling",
    Phase.SETTLE: "soft",
    Phase.REST: "soft",
    Phase.CHANGE: "double",
    Phase.FINISH: "done",
}
EARCONS = tuple(sorted({*_EARCONS.values(), "halfway", "tick", "last-tick"}))
_COUNTED_OUT = (Phase.PREPARE, Phase.CHANGE, Phase.REST)
COUNTDOWN = ((3.0, "tick"), (2.0, "tick"), (1.0, "last-tick"))
"""Seconds left, and the tone heard then: before what must not begin unawares, and going on after a pause."""
_COUNTED_HOLD_S = LONG_HOLD_S / 2
"""Holds from this length on are counted out: the long ones, also when they are halved."""
_CLEAR_S = 1.0
"""So far into a cue the first tick may be, not to be lost in the cue's own tone."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """One thing to be heard, from `at_s` (seconds of the plan) and over by `end_s`.

    `name` is the tone's, or the phrase's id; `phrase` is None for tones. `cue` is the index of the cue it
    belongs to. A phrase's `at_s` rests on an estimate: who knows how long it really takes lets it end at
    `end_s`, or leaves it out where it finds no room.
    """

    at_s: float
    end_s: float
    kind: Literal["earcon", "speech"]
    name: str
    cue: int
    phrase: Phrase | None = None


def hear(
    plan: Plan, sound: Sound, seconds_of: Callable[[Phrase], float], speed: float = 1.0
) -> tuple[Sounding, ...]:
    """Return all that is heard, in order of time; nothing at all when sound is switched off.

    `seconds_of` estimates how long a phrase takes (0: there is nothing to say). At another `speed` times stay
    the plan's, and phrases, which nobody can say faster, need so much more of it.
    """
    if sound.volume <= 0:
        return ()
    heard: list[Sounding] = []
    if sound.cues:
        heard += _earcons(plan)
    if sound.voice:
        for said in talk(plan, lambda phrase: seconds_of(phrase) * speed, tones=sound.cues):
            at_s, end_s = round(said.at_s, 3), round(said.end_s, 3)
            heard.append(Sounding(at_s, end_s, "speech", said.phrase.id.value, said.cue, said.phrase))
    return tuple(sorted(heard, key=lambda one: (one.at_s, one.kind)))


def _earcons(plan: Plan) -> list[Sounding]:
    """The tones; each is over when the next begins."""
    by_time = {at_s: (name, cue) for at_s, name, cue in [*_counting(plan), *_changes(plan)]}
    onsets = sorted(by_time.items())  # where two fall together, a cue's own tone has won
    ends = [*(at_s for at_s, _ in onsets[1:]), plan.seconds]
    return [
        Sounding(at_s, end_s, "earcon", name, cue)
        for (at_s, (name, cue)), end_s in zip(onsets, ends, strict=True)
    ]


def _changes(plan: Plan) -> Iterator[tuple[float, str, int]]:
    finishing = False
    for index, cue in enumerate(plan.cues):
        name = _EARCONS[cue.phase]
        if cue.phase is Phase.FINISH and finishing:
            name = "steady" if stretch_of(plan, index) else "soft"
        finishing = cue.phase is Phase.FINISH
        yield cue.start_s, name, index


def _counting(plan: Plan) -> Iterator[tuple[float, str, int]]:
    """Half-way in long holds, and 3-2-1 before whatever must not begin or end unawares."""
    for index, cue in enumerate(plan.cues):
        held_s = cue.seconds if cue.phase is Phase.HOLD else 0.0
        if held_s >= LONG_HOLD_S:
            yield round((cue.start_s + cue.end_s) / 2, 3), "halfway", index
        if held_s >= _COUNTED_HOLD_S or cue.phase in _COUNTED_OUT or _last_stretch(plan, index, cue):
            for left_s, name in COUNTDOWN:
                if cue.end_s - left_s >= cue.start_s + _CLEAR_S:
                    yield round(cue.end_s - left_s, 3), name, index


def _last_stretch(plan: Plan, index: int, cue: Cue) -> bool:
    """Whether a stretch that fills spare time ends the session."""
    return index == len(plan.cues) - 1 and cue.phase is Phase.FINISH and stretch_of(plan, index) is not None
