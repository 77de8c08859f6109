"""What is said in a session, and when: at most one phrase at a time, the important ones first.

A phrase ends where the thing it names begins, so it starts its own length ahead. The first pair is told in
full, the second in single words, then the tones are enough and only counts are spoken. Every wish has
alternatives, shorter or later; one that finds no room at all is dropped, never delayed.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from backbreak.core.cues import Cue, Phase, Plan, stretch_of
from backbreak.core.exercise import Side
from backbreak.core.phrases import Phrase, Saying

LONG_HOLD_S = 10.0
"""Holds from this length on are told their length, and said to be half over as long as words are needed."""
_VERY_LONG_HOLD_S = 20.0
"""From this length on that is always said."""
_GAP_S = 0.04
"""The least silence between two phrases."""
_AFTER_TONE_S = 0.42
"""So far into a cue a phrase begins that follows its tone; done rings on a little longer."""
_AFTER_DONE_S = 0.7
_SHORT_S = 2.5
"""Before a lift as short as this, the phrase may begin while the rep before is still coming down."""
_FULL, _WORDS = 1, 2
"""The last rep told in full, and the last one told in words."""
_SET = 3
"""Stretches that are told in full."""
_AFTER_WORDS = 3
"""The rank of what gives way to every word of what to do."""
_UP_S, _WAITING_S = 5.0, 8.0
"""By when one is up at the end, and from when on silence there makes one wait for something."""


class Said(NamedTuple):
    """A phrase with its place in the plan, in seconds, and the index of the cue it belongs to."""

    at_s: float
    end_s: float
    cue: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class _Option:
    """A phrase within a span: at its very end, or from its beginning on."""

    phrase: Phrase
    from_s: float
    to_s: float
    at_the_end: bool = True


@dataclass(frozen=True, slots=True)
class _Wish:
    """Alternatives, best first. A lower rank has the first choice of room."""

    rank: int
    at_s: float
    cue: int
    options: tuple[_Option, ...]


def talk(plan: Plan, seconds_of: Callable[[Phrase], float], tones: bool = True) -> list[Said]:
    """Return what is said, in order of time; `seconds_of` a phrase with nothing to say is 0.

    Without `tones` the words go on to the end, for there is nothing else to follow.
    """
    said: list[Said] = []
    for wish in sorted(_Wishes(plan, tones).all(), key=lambda one: (one.rank, one.at_s)):
        for option in wish.options:
            length_s = seconds_of(option.phrase)
            at_s = option.to_s - length_s if option.at_the_end else option.from_s
            one = Said(at_s, at_s + length_s, wish.cue, option.phrase)
            fits = length_s > 0 and at_s >= max(option.from_s, 0.0) and one.end_s <= option.to_s + 1e-9
            if fits and not any(_overlap(one, other) for other in said):
                insort(said, one, key=lambda known: known.at_s)
                break
    return said


def _overlap(one: Said, other: Said) -> bool:
    return one.at_s < other.end_s + _GAP_S and other.at_s < one.end_s + _GAP_S


class _Wishes:
    """All that would be worth saying about a plan."""

    def __init__(self, plan: Plan, tones: bool) -> None:
        self.plan = plan
        self.tones = tones
        reps = [plan.cues[plan.index_at(start_s)] for start_s in plan.rep_starts]
        self.alternates = any(
            one.side != other.side and (one.rep or 0) < (other.rep or 0) for one, other in pairwise(reps)
        )

    def all(self) -> Iterator[_Wish]:
        """Yield every wish, in no particular order."""
        stretches = 0
        for index, cue in enumerate(self.plan.cues):
            if stretch_of(self.plan, index) is not None:
                yield self._stretch(index, cue, full=stretches < _SET)
                stretches += 1
            elif cue.phase is Phase.PREPARE:
                yield self._following(0, index, Phrase(Saying.POSITION, side=self._next_side(index)),
                                      Phrase(Saying.CAPTION, cue.phase))  # fmt: skip
            elif cue.phase is Phase.CHANGE:
                yield self._leading(0, index, Phrase(Saying.OTHER_SIDE, side=self._next_side(index)),
                                    Phrase(Saying.SIDE, side=self._next_side(index)))  # fmt: skip
                told = Phrase(Saying.CAPTION, cue.phase, self._next_side(index))
                yield self._following(0, index, told)
            elif cue.phase is Phase.REST:
                yield self._leading(0, index, *self._both(cue))
            elif cue.phase is Phase.FINISH:
                yield self._following(0, index, *self._both(cue))
            else:
                yield from self._movement(index, cue)
        yield self._over(len(self.plan.cues) - 1)

    def _movement(self, index: int, cue: Cue) -> Iterator[_Wish]:
        """One phase of a rep: full, in a word, or not at all; half-way; and its count."""
        rep = cue.rep or 0
        yield from self._telling(index, cue, rep)
        halved_s = LONG_HOLD_S if rep <= _WORDS else _VERY_LONG_HOLD_S
        if cue.phase is Phase.HOLD and cue.seconds >= halved_s:
            middle_s = (cue.start_s + cue.end_s) / 2
            halfway = _Option(Phrase(Saying.HALFWAY), cue.start_s + _AFTER_TONE_S, middle_s)
            yield _Wish(1, middle_s, index, (halfway,))
        count = self._count(rep) if cue.start_s in self.plan.rep_starts else None
        if count is not None and not (self.alternates and cue.side != self.plan.first_side):
            yield self._counting(index, cue, count)

    def _counting(self, index: int, cue: Cue, count: Phrase) -> _Wish:
        """How many are left is said before a lift; which one it is, after its tone, where it is quiet."""
        rank = 1 if self.tones else _AFTER_WORDS  # with nothing else to follow, what to do goes first
        ways = [self._leading, self._following]
        if count.id is Saying.COUNT:
            ways.reverse()
        phrases = (count, replace(count, pairs=False)) if count.pairs else (count,)
        options = [option for one in phrases for way in ways for option in way(rank, index, one).options]
        return _Wish(rank, cue.start_s, index, tuple(options))

    def _telling(self, index: int, cue: Cue, rep: int) -> Iterator[_Wish]:
        """What a phase is about; after a rest, when one has lain still, the movement is told anew."""
        first = 0 if cue.phase is Phase.LIFT else 2
        if rep <= _FULL and cue.phase is Phase.HOLD and cue.seconds >= LONG_HOLD_S:
            seconds = round(cue.seconds)
            yield self._leading(0, index, Phrase(Saying.WORD, cue.phase))
            yield self._following(1, index, Phrase(Saying.HOLD_FOR, cue.phase, cue.side, number=seconds),
                                  Phrase(Saying.HOLD_FOR, number=seconds))  # fmt: skip
        elif rep <= _FULL or (index and self.plan.cues[index - 1].phase is Phase.REST):
            phrases = list(self._both(cue))
            if cue.phase is Phase.LIFT and cue.side is not None:
                phrases[1:1] = [Phrase(Saying.SIDE, side=cue.side), Phrase(Saying.LIMB, side=cue.side)]
            yield self._leading(first, index, *phrases)
        elif rep <= _WORDS or not self.tones or self._takes_long(index, cue):
            word = Phrase(Saying.WORD, cue.phase)
            if cue.phase is Phase.LIFT and (self.alternates or self._takes_long(index, cue)):
                word = Phrase(Saying.LIMB if self.alternates else Saying.AGAIN, side=cue.side)
            yield self._leading(max(first, 1), index, word)

    def _takes_long(self, index: int, cue: Cue) -> bool:
        """Whether a long hold of one side begins here: half a minute later few remember whose turn it is."""
        hold = self.plan.cues[min(index + 1, len(self.plan.cues) - 1)]
        begins = cue.phase is Phase.LIFT and hold.phase is Phase.HOLD and hold.seconds >= LONG_HOLD_S
        return begins and cue.side is not None

    def _count(self, rep: int) -> Phrase | None:
        """The first, the middle and the last two are counted; a single one is not."""
        units, pairs = self.plan.units, self.alternates
        if units < _SET - 1:
            return None
        if rep == units:
            return Phrase(Saying.LAST_ONE, pairs=pairs)
        if rep == units - 1 and rep > 1:
            return Phrase(Saying.TWO_MORE, pairs=pairs)
        if rep in (1, (units + 1) // 2):  # whoever lifts left and right might take five pairs for five lifts
            return Phrase(Saying.COUNT, number=rep, total=units, pairs=pairs and rep == 1)
        return None

    def _stretch(self, index: int, cue: Cue, full: bool) -> _Wish:
        stretch = stretch_of(self.plan, index)
        word, told = Phrase(Saying.STRETCH_WORD, stretch=stretch), Phrase(Saying.STRETCH, stretch=stretch)
        phrases = (told, word) if full else (word,)
        options = [
            option
            for phrase in phrases  # rather in full after the tone than in a word to somebody still getting up
            for way in (self._leading, self._following)
            for option in way(0, index, phrase).options
        ]
        return _Wish(0, cue.start_s, index, tuple(options))

    def _over(self, index: int) -> _Wish:
        """That this was all: with the end; where that is far off, once one is up, not to wait for more."""
        cue, over = self.plan.cues[index], Phrase(Saying.OVER)
        at_the_end = _Option(over, cue.start_s + _AFTER_DONE_S, cue.end_s)
        if cue.seconds < _WAITING_S or stretch_of(self.plan, index) is not None:
            return _Wish(_AFTER_WORDS, cue.end_s, index, (at_the_end,))
        up = _Option(over, cue.start_s + _UP_S, cue.end_s, at_the_end=False)
        return _Wish(_AFTER_WORDS, cue.end_s, index, (up, at_the_end))

    def _leading(self, rank: int, index: int, *phrases: Phrase) -> _Wish:
        """Phrases that end where a cue begins, and begin no earlier than what comes before it."""
        cues = self.plan.cues
        cue, from_s = cues[index], 0.0
        if index:
            before = cues[index - 1]
            early = before.seconds <= _SHORT_S and before.phase is Phase.SETTLE and index > 1
            from_s = cues[index - 2].start_s if early else before.start_s
        options = tuple(_Option(phrase, from_s, cue.start_s) for phrase in phrases)
        return _Wish(rank, cue.start_s, index, options)

    def _following(self, rank: int, index: int, *phrases: Phrase) -> _Wish:
        """Phrases that are said once a cue has begun."""
        cue = self.plan.cues[index]
        from_s = cue.start_s + (_AFTER_DONE_S if cue.phase is Phase.FINISH else _AFTER_TONE_S)
        options = tuple(_Option(phrase, from_s, cue.end_s, at_the_end=False) for phrase in phrases)
        return _Wish(rank, cue.start_s, index, options)

    def _both(self, cue: Cue) -> tuple[Phrase, Phrase]:
        return Phrase(Saying.CAPTION, cue.phase, cue.side), Phrase(Saying.WORD, cue.phase)

    def _next_side(self, index: int) -> Side | None:
        return next((cue.side for cue in self.plan.cues[index:] if cue.side is not None), None)
