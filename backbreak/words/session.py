"""The words of a guided session, one vocabulary for window, terminal and voice: phases, counts, outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbreak.words import _, ngettext

if TYPE_CHECKING:
    from backbreak.core.exercise import Exercise


def phase(name: str, exercise: Exercise | None = None) -> str:
    """The word for a phase of the timeline, shown big and said: the exercise's own where it has one."""
    own = exercise.texts.words.get(name) if exercise is not None else None
    if own:
        return own
    words = {
        "prepare": _("Get ready"),
        "lift": _("Lift"),
        "hold": _("Hold"),
        "lower": _("Lower"),
        "settle": _("Settle"),
        "rest": _("Rest"),
        "change": _("Change sides"),
        "finish": _("Get up"),
    }
    return words.get(name, name)


def stretch(name: str) -> str:
    """What to do in one of the stretches: "reach", "right" or "left"."""
    words = {"reach": _("Reach up"), "right": _("Lean to the right"), "left": _("Lean to the left")}
    return words.get(name, name)


def outcome(name: str) -> str:
    """How a break ended, as the journal's listings say it."""
    words = {
        "completed": _("completed"),
        "partial": _("partial"),
        "skipped": _("skipped"),
        "missed": _("missed"),
        "natural": _("stood up"),
    }
    return words.get(name, name)


def counted(name: str, n: int) -> str:
    """How many breaks ended so: "3 completed"."""
    # Translators: breaks, of which "3 completed, 1 skipped" is said.
    forms = {
        "completed": ngettext("%(n)d completed", "%(n)d completed", n),
        "partial": ngettext("%(n)d partial", "%(n)d partial", n),
        "skipped": ngettext("%(n)d skipped", "%(n)d skipped", n),
        "missed": ngettext("%(n)d missed", "%(n)d missed", n),
        "natural": ngettext("%(n)d stood up", "%(n)d stood up", n),
    }
    return forms[name] % {"n": n}


def amount(units: int, pairs: bool) -> str:
    """A number of units: "5 repetitions", or "5 on each side"."""
    if pairs:
        return _("%(units)d on each side") % {"units": units}
    return ngettext("%(units)d repetition", "%(units)d repetitions", units) % {"units": units}


def round_without(number: int) -> str:
    """How far a round is that asks for none of the article's exercises, because all are left out."""
    return _("Round %(round)d: you can always stand and stretch") % {"round": number}


def eased(halved: bool) -> str:
    """What is easier from now on: half the hold, or half the way where moving is the work."""
    return _("Easier: half the hold.") if halved else _("Easier: half the way.")


def as_before() -> str:
    """Easier is taken back."""
    return _("As before.")


def how_it_felt() -> str:
    """The question after a session: better, same, it hurts."""
    return _("How do you feel now?")


def position_again() -> str:
    """What to do while 3-2-1 counts after a pause."""
    return _("Take your position again.")
