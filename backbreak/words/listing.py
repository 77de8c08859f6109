"""Several things in a row, as a language writes them: "floor, mat", in Arabic with its own comma."""

from __future__ import annotations

from collections.abc import Iterable

from backbreak.words import language, pgettext


def listed(things: Iterable[str]) -> str:
    """Write things one after the other: "09:00, 11:00"; from the right, even numbers, where one reads so."""
    # Translators: what stands between two things of a list, with its blank: "floor, mat".
    comma = pgettext("between the things of a list", ", ")
    if language() == "en":
        return comma.join(things)
    from backbreak.words import bidi  # an English process does without

    return bidi.row(things, comma) if bidi.right_to_left(language()) else comma.join(things)
