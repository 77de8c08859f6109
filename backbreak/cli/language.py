"""The language of the command line, found before anything is said; it costs nothing where it is English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from backbreak.cli.options import folder
from backbreak.storage.places import places_for
from backbreak.storage.reading import read_at_once
from backbreak.words import use

_NAME: Final = b"language"


def speak(home: Path | None) -> None:
    """Speak as this home's settings say; they are only read where a file of theirs names the setting."""
    places = places_for(home)
    if any(
        file is not None and _names_it(file) for file in (places.settings_file, places.site_settings_file)
    ):
        from backbreak.storage.settings import load

        use(load(places)[0].look.language)
    else:
        use("system")


def home_of(argv: Sequence[str]) -> Path | None:
    """The home that arguments name which may be wrong elsewhere."""
    for index, word in enumerate(argv):
        value = word.removeprefix("--home=")
        if value == word:
            value = argv[index + 1] if word == "--home" and index + 1 < len(argv) else ""
        if value:
            return folder(value)
    return None


def _names_it(file: Path) -> bool:
    try:
        return _NAME in read_at_once(file)
    except OSError:
        return False
