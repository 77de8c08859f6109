"""The lines that a full disk kept from the journal: they wait in the state. And how that is answered."""

from __future__ import annotations

import json
import logging

from backbreak.core.journal import Entry, EntryError, decode
from backbreak.words import _

log = logging.getLogger(__name__)


def readable(waiting: object) -> list[Entry]:
    """The entries a full disk kept from the journal; they are worth more than the state around them."""
    found = []
    for one in waiting if isinstance(waiting, list) else []:
        try:
            found.append(decode(json.dumps(one)))
        except EntryError as error:
            log.warning("an entry that was still to be written cannot be used: %s", error)
    return found


def done_but(trouble: str, behind: bool) -> str:
    """Say of what somebody asked for that it is so, and what writing it has met with.

    `behind` says whether the state could not be written either: then a restart would not know of it.
    """
    told = _("done, but something still waits to be written in the journal: %(why)s")
    if behind:
        told = _("done, but forgotten if backbreak ends before this can be written: %(why)s")
    return told % {"why": trouble}
