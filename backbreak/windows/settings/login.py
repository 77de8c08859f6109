"""Starting at login: what the system says, read back after every change."""

from __future__ import annotations

from backbreak.core.autostart import Standing, State
from backbreak.core.errors import BackbreakError
from backbreak.storage import autostart
from backbreak.storage.places import Places
from backbreak.words import autostart as words
from backbreak.words.refusals import told
from backbreak.words.sentences import sentence


def standing(places: Places) -> tuple[Standing | None, str]:
    """Read what happens at login, and say it; None where that cannot be read."""
    try:
        found = autostart.standing(places)
    except BackbreakError as error:
        return None, sentence(told(error))
    return found, said(found)


def said(found: Standing) -> str:
    """Say what happens at login, and what to do where that is not as it should be."""
    parts = (words.told(found), words.doubled(found), words.remedy(found))
    return " ".join(sentence(part) for part in parts if part)


def is_on(found: Standing | None) -> bool:
    """Whether it starts."""
    return found is not None and found.state is State.ON


def can_be_switched(found: Standing | None) -> bool:
    """Whether this system can be told."""
    return found is not None and found.state is not State.IMPOSSIBLE
