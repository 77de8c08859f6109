"""Which languages there are words of."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from backbreak.words import DOMAIN, SOURCE_LANGUAGE, translations_folder

SYSTEM: Final = "system"
"""How a setting asks for the language of the desktop."""

_ENGLISH: Final = (SOURCE_LANGUAGE, "C", "POSIX")


def languages(folder: Path | None = None) -> list[str]:
    """Name every language there is a catalogue of, the source's first."""
    found = (folder or translations_folder()).glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return list(dict.fromkeys((SOURCE_LANGUAGE, *sorted(path.parent.parent.name for path in found))))


def is_there(wanted: str, folder: Path | None = None) -> bool:
    """Whether a setting such as "de", "de_AT" or "system" gets what it asks for; else English is spoken."""
    general = wanted.partition("_")[0]
    return wanted == SYSTEM or general in _ENGLISH or bool({wanted, general} & set(languages(folder)))
