"""A message that was made to follow a colon, as a sentence of its own: shown alone on a page."""

from __future__ import annotations

_ENDS = (".", "!", "?", "…")


def sentence(message: str) -> str:
    """Begin with a capital and end with a full stop; a file's name at the beginning stays as it is."""
    first = message.partition(" ")[0].rstrip(",:;")
    begun = message[:1].upper() + message[1:] if first.isalpha() else message
    return begun if not begun or begun.endswith(_ENDS) else f"{begun}."
