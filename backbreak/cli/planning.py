"""The next session without a resident: the journal folded, the settings' limits, the choice, the timeline."""

from __future__ import annotations

from backbreak.cli.home import Home
from backbreak.cli.output import UsageError
from backbreak.core.catalogue import UnknownExercise
from backbreak.core.cues import Plan
from backbreak.core.dose import Ledger, choose_wanted, limits_of
from backbreak.core.entry import Entry
from backbreak.core.instead import choose_instead
from backbreak.core.session import lay_out
from backbreak.core.settings import LONGEST_SESSION_S, SHORTEST_SESSION_S
from backbreak.words import _
from backbreak.words.refusals import told


def check_seconds(seconds: float | None) -> None:
    """Raise UsageError for a length no session can have."""
    if seconds is not None and not SHORTEST_SESSION_S <= seconds <= LONGEST_SESSION_S:
        raise UsageError(
            _("--seconds %(seconds)g is not from %(least)d to %(most)d")
            % {"seconds": seconds, "least": SHORTEST_SESSION_S, "most": LONGEST_SESSION_S}
        )


def known_exercise(home: Home, exercise: str) -> str:
    """The id as it was given; raises UsageError when no exercise has it."""
    try:
        return home.catalogue.get(exercise).id
    except UnknownExercise as error:
        raise UsageError(told(error)) from error


def next_plan(home: Home, exercise: str | None, seconds: float | None, units: int | None) -> Plan:
    """The session of the exercise asked for, else the one whose turn it is.

    Raises UsageError for an unknown exercise or a length that cannot be, DoseError for what does not fit.
    """
    check_seconds(seconds)
    limits = limits_of(home.settings, seconds)
    home.check_exclusions()
    if exercise is not None:
        known_exercise(home, exercise)
    ledger = Ledger.of(home.entries)
    return lay_out(
        choose_wanted(ledger, home.catalogue, limits, home.today, exercise, units), home.catalogue, limits
    )


def plan_instead(home: Home, refused: Plan, closing: Entry | None, tried: frozenset[str]) -> Plan:
    """Something one can do here in place of a plan; `closing` is what is being logged of that one.

    Raises DoseError where there is nothing else.
    """
    limits = limits_of(home.settings, refused.budget_s)
    entries = home.store.load()
    ledger = Ledger.of(entries if closing is None else [*entries, closing])
    choice = choose_instead(ledger, home.catalogue, limits, home.today, refused.exercise, tried)
    return lay_out(choice, home.catalogue, limits)
