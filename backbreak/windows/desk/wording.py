"""What the desk page says of an offer. No Qt."""

from __future__ import annotations

from backbreak.core.exercise import Exercise
from backbreak.windows.desk.outlook import Offer, Outlook
from backbreak.words import _, kit
from backbreak.words.durations import about
from backbreak.words.listing import listed
from backbreak.words.session import amount


def number(exercise: Exercise) -> str:
    """Say which of the article's exercises it is; nothing for one that is not among them."""
    if not exercise.number:
        return ""
    return _("Exercise %(number)d of the article") % {"number": exercise.number}


def share(offer: Offer) -> str:
    """Say how much of the round is done: "5 of 10 this round"."""
    if not offer.total:
        return _("Always possible, counts for no round")
    values = {"done": offer.done, "total": offer.total}
    if offer.done >= offer.total:
        return _("Done for this round: %(done)d of %(total)d") % values
    if offer.exercise.sides == "none":
        return _("%(done)d of %(total)d this round") % values
    return _("%(done)d of %(total)d a side this round") % values


def row(offer: Offer, turn: bool) -> str:
    """Say it shorter, for a row of the list: "5 of 10 done", "next, 5 of 10 done"."""
    if offer.plan is None:
        return _("needs more time than there is")
    if not offer.total:
        line = _("always possible")
    else:
        line = _("%(done)d of %(total)d done") % {"done": offer.done, "total": offer.total}
    return _("next · %(line)s") % {"line": line} if turn else line


def start(offer: Offer | None) -> str:
    """Label the button with what it leads to: "Start: 5 repetitions, 2 min"."""
    if offer is None or offer.plan is None:
        return _("Start")
    time = about(offer.plan.seconds)
    if not offer.plan.units:
        return _("Start: %(time)s") % {"time": time}
    done = amount(offer.plan.units, pairs=offer.exercise.sides != "none")
    return _("Start: %(amount)s, %(time)s") % {"amount": done, "time": time}


def too_short(offer: Offer) -> str:
    """Say why it cannot be begun."""
    return _("This needs a session of %(seconds)d s or more.") % {"seconds": offer.least_s}


def spoken(offer: Offer, outlook: Outlook) -> str:
    """Say all of a row to those who do not see it."""
    parts = [offer.exercise.name, number(offer.exercise), share(offer)]
    parts += [word for _name, word in needs(offer.exercise)]
    if offer.exercise.id == outlook.turn:
        parts.append(_("next"))
    if offer.plan is None:
        parts.append(too_short(offer))
    return listed(part for part in parts if part)


def needs(exercise: Exercise) -> tuple[tuple[str, str], ...]:
    """Name what it asks of the place, each with its word: ("floor", "floor"), ("mat", "mat")."""
    return tuple((name, kit.thing(name)) for name in kit.needed(exercise))


def instead(offer: Offer) -> str:
    """Say that something else was found."""
    return _("Instead: %(name)s.") % {"name": offer.exercise.name}
