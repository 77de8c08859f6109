"""`known KIND`: the words that may stand somewhere, a line each; the shells ask it while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbreak.cli.output import Exit, say
from backbreak.storage.places import places_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbreak.cli.options import Options


def run(options: Options) -> int:
    """Print them, or nothing. A mistake in a pack is not told in the middle of somebody's line."""
    for word in _words(options):
        say(word)
    return Exit.DONE


def _words(options: Options) -> Iterable[str]:
    if options.own.kind == "exercises":
        return _exercises(options)
    from backbreak.core.fields import Kind
    from backbreak.core.settings import FIELDS, find_field

    if options.own.kind == "settings":
        return [field.name for field in FIELDS]
    field = find_field(options.own.key or "")
    if field is None:
        return ()
    if field.kind is Kind.SWITCH:
        return ("true", "false")
    if field.name == "look.language":
        from backbreak.words.languages import SYSTEM, languages

        return (SYSTEM, *languages())
    return _exercises(options) if field.kind is Kind.NAMES else field.choices


def _exercises(options: Options) -> Iterable[str]:
    from backbreak.storage.packs import load_exercises

    catalogue, _problems = load_exercises(places_for(options.home))
    return [exercise.id for exercise in catalogue]
