"""Sentences the command line puts together from values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from backbreak.words import _
from backbreak.words import session as words
from backbreak.words.durations import about, spell

if TYPE_CHECKING:
    from backbreak.core.cues import Plan
    from backbreak.core.exercise import Exercise


def session_line(plan: Plan, exercise: Exercise) -> str:
    """What a session is: "Pelvis lift, 5 repetitions, 2 min; round 3: 9 of 145 done"."""
    if not plan.units:
        return f"{exercise.name}, {about(plan.seconds)}"
    amount, time = words.amount(plan.units, exercise.sides != "none"), about(plan.seconds)
    if not plan.round.total:
        return f"{exercise.name}, {amount}, {time}"
    return _("%(name)s, %(amount)s, %(length)s; round %(number)d: %(done)d of %(total)d done") % {
        "name": exercise.name,
        "amount": amount,
        "length": time,
        "number": plan.round.number,
        "done": plan.round.done,
        "total": plan.round.total,
    }


def logged_line(entry: Mapping[str, object], exercise: Exercise) -> str:
    """What was written: "Logged: partial, Pelvis lift, 3 of 5 repetitions"."""
    outcome = words.outcome(str(entry.get("outcome")))
    units, planned = entry.get("units"), entry.get("planned_units")
    if not planned:
        return _("Logged: %(outcome)s, %(name)s") % {"outcome": outcome, "name": exercise.name}
    return _("Logged: %(outcome)s, %(name)s, %(units)s of %(planned)s") % {
        "outcome": outcome,
        "name": exercise.name,
        "units": units,
        "planned": planned,
    }


def length(value: object) -> str:
    """A number of seconds as people say it."""
    return spell(timedelta(seconds=value if isinstance(value, int | float) else 0))
