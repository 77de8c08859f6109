"""A share in hundredths, written as the language writes it."""

from __future__ import annotations

from backbreak.words import _


def percent(share: float) -> str:
    """Say a share of one: 0.814 is "81%"; German and Spanish put a space there at which no line ends."""
    # Translators: with a no-break space where your language has a space before the sign.
    return _("%(percent)d%%") % {"percent": round(share * 100)}
