"""What a voice says in a session: the ids of `core.phrases` as sentences, with the catalogue's own texts."""

from __future__ import annotations

import re

from backbreak.core.exercise import Exercise
from backbreak.core.phrases import Phrase, Saying
from backbreak.words import _, ngettext
from backbreak.words import session as words
from backbreak.words.bidi import plain


class Speech:
    """The sentences of one session: of its exercise, and of the stretches that may follow it."""

    def __init__(self, exercise: Exercise, stretches: Exercise) -> None:
        self._exercise = exercise
        self._stretches = stretches

    def sentence(self, phrase: Phrase) -> str:
        """Return what is said; empty where the exercise has no words for it."""
        return plain(self._sentence(phrase))

    def _sentence(self, phrase: Phrase) -> str:
        side, exercise = phrase.side, self._exercise
        match phrase.id:
            case Saying.POSITION:
                return exercise.prepare_text(side)
            case Saying.CAPTION:
                return exercise.caption(phrase.phase or "", side)
            case Saying.WORD:
                return words.phase(phrase.phase or "", exercise)
            case Saying.SIDE:
                return exercise.side_name(side) if side else ""
            case Saying.LIMB:
                return _first_limb(exercise.side_name(side)) if side else ""
            case Saying.AGAIN:
                return _("%(side)s again") % {"side": exercise.side_name(side)} if side else ""
            case Saying.OTHER_SIDE:
                name = exercise.side_name(side) if side else ""
                change = words.phase("change", exercise)
                return _("%(change)s. %(side)s.") % {"change": change, "side": name} if name else ""
            case Saying.STRETCH:
                lean = None if phrase.stretch == "reach" else phrase.stretch
                return self._stretches.caption("hold", lean)
            case Saying.STRETCH_WORD:
                return words.stretch(phrase.stretch or "")
            case Saying.HOLD_FOR:
                return _hold_for(phrase.number or 0, exercise.caption(phrase.phase or "", side))
            case Saying.EASIER:
                return exercise.texts.easier
            case _:
                return _count(phrase)


def _first_limb(side_name: str) -> str:
    """The first of two limbs, "left arm, right leg", with whatever comma the language has."""
    return re.split("[,،]", side_name, maxsplit=1)[0]


def _hold_for(seconds: int, caption: str) -> str:
    """How long a hold is, and what to do meanwhile where there is something to say of it."""
    # Translators: spoken; the number is a word up to twenty. "%(what)s" is a sentence such as "Stay up".
    told = ngettext("%(number)s second. %(what)s", "%(number)s seconds. %(what)s", seconds)
    if not caption:
        told = ngettext("%(number)s second", "%(number)s seconds", seconds)
    return _first_letter_up(told % {"number": spelled(seconds), "what": caption})


def _count(phrase: Phrase) -> str:
    match phrase.id:
        case Saying.COUNT:
            number, total = spelled(phrase.number or 0), spelled(phrase.total or 0)
            if phrase.pairs:
                # Translators: spoken; so many repetitions on each side. The number is a word.
                return _first_letter_up(_("%(total)s each side") % {"total": total})
            # Translators: spoken, as one counts: "four of eight". The numbers are words up to twenty.
            return _first_letter_up(_("%(number)s of %(total)s") % {"number": number, "total": total})
        case Saying.TWO_MORE:
            return _("Two more on each side") if phrase.pairs else _("Two more")
        case Saying.LAST_ONE:
            return _("Last one on each side") if phrase.pairs else _("Last one")
        case Saying.HALFWAY:
            return _("Halfway")
        case _:
            return _("That is all")


def spelled(number: int) -> str:
    """Return a number as it is read aloud; beyond twenty an engine does that itself."""
    # Translators: these numbers are spoken, as one counts repetitions.
    spelled_out = (
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"), _("thirteen"),
        _("fourteen"), _("fifteen"), _("sixteen"), _("seventeen"), _("eighteen"), _("nineteen"), _("twenty"),
    )  # fmt: skip
    return spelled_out[number] if 0 <= number < len(spelled_out) else str(number)


def _first_letter_up(text: str) -> str:
    return text[:1].upper() + text[1:]
