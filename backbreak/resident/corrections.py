"""What is said of a session after its end: more was done than was known, or how it felt. As new lines."""

from __future__ import annotations

from dataclasses import replace

from backbreak.core.journal import Entry, Feel, Outcome
from backbreak.core.session_entry import ended
from backbreak.door.protocol import DoorError
from backbreak.storage.journal import JournalStore
from backbreak.words import _


def finished_late(
    store: JournalStore, session: str, units: int, owed_side: str | None, played_s: float
) -> Entry:
    """Correct the line of a player that was given up and has done more since; gives what is on disk now.

    Raises DoorError for a session the journal does not know.
    """
    known = store.find(session)
    if known is None:
        raise DoorError("nonsense", _("session: this session is not going on any more"))
    planned = known.planned_units
    units = units if planned is None else min(units, planned)  # nobody does more than was planned
    if known.units is None or units <= known.units:
        return known
    done = units == planned
    corrected = ended(known, known.at, units, owed_side, played_s, completed=done)
    return store.append(replace(corrected, rev=known.rev + 1))


def felt(store: JournalStore, session: str, feel: str) -> Entry:
    """Add how it felt to an entry, or change it. Raises DoorError for what is no feeling or no session."""
    known = store.find(session)
    if known is None or known.exercise is None:
        raise DoorError("nonsense", _("feel: no such session is in the journal"))
    if feel not in tuple(Feel):
        raise DoorError("usage", _("feel: %(feel)s is not better, same or hurts") % {"feel": feel})
    if known.feel == feel:
        return known  # said twice is said once
    return store.append(replace(known, rev=known.rev + 1, feel=Feel(feel)))


def done(store: JournalStore, session: str) -> Entry | None:
    """The line of a session something was done in; None where there is none."""
    entry = store.find(session)
    recorded = entry is not None and entry.outcome in (Outcome.COMPLETED, Outcome.PARTIAL)
    return entry if recorded else None
