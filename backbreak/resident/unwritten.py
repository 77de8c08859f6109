"""The lines that a full disk kept from the journal: they wait in the state."""

from __future__ import annotations

import json
import logging

from backbreak.core.journal import Entry, EntryError, decode

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
