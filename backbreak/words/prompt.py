"""What an invitation says, and what its buttons promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from backbreak.core.exercise import SHORT_STRETCH_S
from backbreak.words import _, ngettext
from backbreak.words.durations import about, clock, minutes, spell


@dataclass(frozen=True, slots=True)
class Offer:
    """What the session would be: the exercise's name as the catalogue has it, and its length."""

    exercise: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Invitation:
    """Every text of a prompt; the labels say their consequence. An empty one stands for no such button."""

    title: str
    text: str
    start: str
    snooze: str
    stretch: str
    skip: str
    elsewhere: str
    """Where it can be answered when it has no buttons."""


def invitation(
    sat: timedelta,
    snoozes: int,
    offer: Offer,
    snooze: timedelta,
    next_at: datetime,
    zone: tzinfo,
    now: datetime,
) -> Invitation:
    """The prompt for somebody who has sat `sat`; `next_at` is when the next one comes after a skip."""
    sitting = _("You have been sitting for %(time)s.") % {"time": spell(sat)}
    if snoozes:
        often = ngettext("Snoozed once", "Snoozed %(times)d times", snoozes) % {"times": snoozes}
        sitting = _("%(often)s, sitting for %(time)s.") % {"often": often, "time": spell(sat)}
    return Invitation(
        title=_("Time to stand up"),
        text=_("%(sitting)s How about %(length)s of %(exercise)s?")
        % {"sitting": sitting, "length": about(offer.seconds), "exercise": _(offer.exercise)},
        start=_("Start"),
        snooze=_("Snooze %(time)s") % {"time": minutes(snooze.total_seconds() / 60)},
        stretch=stretch(),
        skip=_("Skip: next at %(time)s") % {"time": clock(next_at, zone, now)},
        elsewhere=_("Answer in the tray, or open backbreak."),
    )


def stretch() -> str:
    """The shortest break there is, which is better than none."""
    return _("Stand and stretch, %(time)s") % {"time": about(SHORT_STRETCH_S)}


def heads_up(due: datetime, zone: tzinfo, now: datetime) -> tuple[str, str]:
    """Title and text of the early notice."""
    return (
        _("A break is coming"),
        _("You will be invited at %(time)s: time to finish the sentence.") % {"time": clock(due, zone, now)},
    )
