"""What the core refuses, in the language in use: it has none itself, only messages with placeholders."""

from __future__ import annotations

from backbreak.core.errors import BackbreakError
from backbreak.words import _


def told(error: BackbreakError) -> str:
    """Say an error as the person reads it; one whose message was made in place stays as it is."""
    message = _(error.message)
    return message % error.values if error.values else message
