"""A message that was made to follow a colon, as a sentence of its own, and the other way round."""

from __future__ import annotations

from backbreak.words import language

_ENDS = (".", "!", "?", "…")
_UNSEEN = "\u2069"
"""Ends a value that is kept in order; the value may have had a full stop."""
_CAPITAL_NOUNS = ("de", "lb")
"""Languages in which a small letter may be wrong wherever it stands."""


def sentence(message: str) -> str:
    """Begin with a capital and end with a full stop; a file's name at the beginning stays as it is."""
    first = message.partition(" ")[0].rstrip(",:;")
    begun = message[:1].upper() + message[1:] if first.isalpha() else message
    return begun if not begun or begun.rstrip(_UNSEEN).endswith(_ENDS) else f"{begun}."


def after_colon(message: str) -> str:
    """Begin with a small letter after a colon, unless the language may write that word with a capital."""
    if language().partition("_")[0] in _CAPITAL_NOUNS:
        return message
    return message[:1].lower() + message[1:]
