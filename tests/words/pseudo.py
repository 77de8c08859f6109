"""A language in which every translated sentence stands in ⟦brackets⟧: what is outside never was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

NAME = "xx"
OPEN, CLOSE = "⟦", "⟧"
_INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


def write_catalogue(folder: Path, template: Any) -> Path:
    """Compile the language into a folder of catalogues, as a translator would; returns that folder."""
    import catalogues
    from babel.messages.catalog import Catalog

    catalogue = Catalog(charset="utf-8")
    catalogue.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n != 1);")]
    for message in template:
        if message.id:
            forms = message.id if message.pluralizable else (message.id,)
            marked = tuple(f"{OPEN}{form}{CLOSE}" for form in forms)
            catalogue.add(message.id, marked if message.pluralizable else marked[0], context=message.context)
    file = folder / NAME / "LC_MESSAGES" / "backbreak.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogues.compiled(catalogue))
    return folder


def unmarked(text: str) -> str:
    """What of a text stands in no brackets."""
    before = ""
    while text != before:
        before, text = text, _INNERMOST.sub("", text)
    return text


def words_outside(text: str, allowed: re.Pattern[str]) -> list[str]:
    """The words outside the brackets that are no names, keys or paths."""
    return re.findall(r"[^\W\d_]{2,}", allowed.sub(" ", unmarked(text)))
