"""What may be said in a session, as ids with arguments; the sentences are made by `words.speech`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from backbreak.core.cues import Phase, Stretch
from backbreak.core.exercise import Side

_START_S, _CHARACTER_S, _STOP_S, _DIGIT_S = 0.25, 0.05, 0.25, 0.2
_STOPS = re.compile(r"[.,:;?!…،؛؟]\s")
_DIGITS = re.compile(r"\d")
_ALPHABETS = re.compile(r"[\u0250-\u2dff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters that are not Latin: Arabic leaves vowels out in writing, so that a letter takes longer to say."""
_MORE_A_LETTER_S = 0.04
_SYLLABLES = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff]")
"""Signs that stand for a syllable or a word."""
_MORE_A_SYLLABLE_S = 0.15


class Saying(StrEnum):
    """The kinds of phrases."""

    POSITION = "position"
    """How to get into position, in full."""
    CAPTION = "caption"
    """What to do in a phase, in full."""
    WORD = "word"
    """A phase in a word."""
    SIDE = "side"
    """The side's name."""
    LIMB = "limb"
    """The side's name in a word or two: "Left arm"."""
    AGAIN = "again"
    """That the same limb comes again, where half a minute makes one expect the other."""
    OTHER_SIDE = "other-side"
    """That the sides change, and to which."""
    COUNT = "count"
    """Which rep of how many begins; of pairs, how many there are."""
    TWO_MORE = "two-more"
    LAST_ONE = "last-one"
    HOLD_FOR = "hold-for"
    """How many seconds a long hold lasts, and what to mind in it."""
    HALFWAY = "halfway"
    STRETCH = "stretch"
    """Which stretch, in full."""
    STRETCH_WORD = "stretch-word"
    EASIER = "easier"
    """How the exercise is done when it is too much."""
    OVER = "over"
    """That nothing comes after this."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to say. Only what its id needs is set; `pairs` says that a count is of both sides."""

    id: Saying
    phase: Phase | None = None
    side: Side | None = None
    stretch: Stretch | None = None
    number: int | None = None
    total: int | None = None
    pairs: bool = False


def speaking_s(sentence: str) -> float:
    """Estimate how many seconds a sentence takes to say; 0 for an empty one, which is never said.

    Measured against espeak-ng at 175 words a minute, in English, German, Spanish and Arabic: rather a fifth
    of a second too long than too short, for what is said too long ends after the change it announces. It goes
    by the script: letters of German and Spanish take as long as those of English, Arabic ones nearly twice.
    """
    if not sentence:
        return 0.0
    stops, digits = len(_STOPS.findall(sentence)), len(_DIGITS.findall(sentence))
    letters, syllables = len(_ALPHABETS.findall(sentence)), len(_SYLLABLES.findall(sentence))
    length_s = _START_S + _CHARACTER_S * len(sentence) + _STOP_S * stops + _DIGIT_S * digits
    return length_s + _MORE_A_LETTER_S * letters + _MORE_A_SYLLABLE_S * syllables
