"""What could not be done, kept so that it can be said again in whichever language is in use by then."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backbreak.core.errors import BackbreakError
from backbreak.words.refusals import told
from backbreak.words.sentences import sentence

Complaint = Callable[[], str]
"""Says it in the language in use, as a sentence; "" where there is nothing to say."""


def nothing() -> str:
    """Say that nothing is wrong."""
    return ""


def complaint(error: BackbreakError | str) -> Complaint:
    """Give what says an error; a text that was made in place stays as it is."""
    return lambda: sentence(told(error))


def together(complaints: Iterable[Complaint]) -> Complaint:
    """Give what says several, one after the other."""
    kept = tuple(complaints)
    return lambda: " ".join(filter(None, (say() for say in kept)))
