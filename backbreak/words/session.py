"""The words of a guided session, for window and terminal alike: phases, counts, what was done."""

from __future__ import annotations

from backbreak.words import _, ngettext


def phase(name: str) -> str:
    """The word for a phase of the timeline, as it is shown big."""
    words = {
        "prepare": _("get ready"),
        "lift": _("lift"),
        "hold": _("hold"),
        "lower": _("lower"),
        "settle": _("breathe"),
        "rest": _("rest"),
        "change": _("change sides"),
        "finish": _("get up slowly"),
    }
    return words.get(name, name)


def stretch(name: str) -> str:
    """What to do in one of the stretches: "reach", "right" or "left"."""
    words = {"reach": _("reach up"), "right": _("lean to the right"), "left": _("lean to the left")}
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


def amount(units: int, pairs: bool) -> str:
    """A number of units: "5 repetitions", or "5 on each side"."""
    if pairs:
        return _("%(units)d on each side") % {"units": units}
    return ngettext("%(units)d repetition", "%(units)d repetitions", units) % {"units": units}
