"""What a person may correct of a break that is in the journal: each gives the entry as its next line says it.

The line before stays where it is; readers take the highest `rev` of an id.
"""

from __future__ import annotations

from dataclasses import replace

from .entry import Entry, Feel, Outcome

_DONE = frozenset((Outcome.COMPLETED, Outcome.PARTIAL))


def can_have_a_feel(entry: Entry) -> bool:
    """Tell whether something was done that can have felt like anything."""
    return entry.exercise is not None and entry.outcome in _DONE


def most_fewer(entry: Entry) -> int:
    """Return the most units that are fewer than the entry says; 0 where it cannot be fewer."""
    return max(0, (entry.units or 0) - 1) if can_have_a_feel(entry) else 0


def fewer(entry: Entry, units: int) -> Entry:
    """Return the entry with fewer units, which makes it a partial one.

    Raises ValueError where it says no more than that, and for less than one: such a break is deleted.
    """
    if not 1 <= units <= most_fewer(entry):
        raise ValueError(f"entry {entry.id} cannot be corrected from {entry.units} units to {units}")
    return replace(entry, rev=entry.rev + 1, units=units, outcome=Outcome.PARTIAL)


def felt(entry: Entry, feel: Feel | None) -> Entry:
    """Return the entry with how it felt; None takes that back."""
    return replace(entry, rev=entry.rev + 1, feel=feel)


def deleted(entry: Entry) -> Entry:
    """Return the entry as one that counts no more."""
    return replace(entry, rev=entry.rev + 1, deleted=True)


def as_before(now: Entry, before: Entry) -> Entry:
    """Return an entry as it was before a correction; `now` is the one that counts at present."""
    return replace(before, rev=now.rev + 1)
