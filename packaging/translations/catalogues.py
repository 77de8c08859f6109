"""Read and write the catalogues: a .pot of all there is, a .po a language, and the .mo the program reads.

The .mo is kept in the repository beside the .po it is made of, so that nobody who runs or packages backbreak
needs the tools that make it. What a tool would write in only to have it changed (dates, versions, line
numbers) is left out: a catalogue changes when a sentence does.
"""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from extracting import ROOT

FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "backbreak.pot"
_MAGIC = 0x950412DE
_WITHOUT_MILLIONS = {"ca": "(n != 1)", "es": "(n != 1)", "fr": "(n > 1)", "it": "(n != 1)", "pt": "(n > 1)"}
"""Languages whose third form is for whole millions, which nothing here is counted in."""
_PASSING = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team'
    r'|Report-Msgid-Bugs-To):.*\\n"\n',
    re.MULTILINE,
)


def languages() -> list[str]:
    """The languages there are catalogues of."""
    return sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/backbreak.po"))


def po_of(language: str) -> Path:
    """Where a language's catalogue is edited."""
    return FOLDER / language / "LC_MESSAGES" / "backbreak.po"


def mo_of(language: str) -> Path:
    """Where the program reads it."""
    return po_of(language).with_suffix(".mo")


def read(language: str) -> Catalog:
    """The catalogue of a language as it is on the disk."""
    with po_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def new(language: str) -> Catalog:
    """A catalogue without a sentence, with the plural forms of its language; raises ValueError."""
    try:
        locale = Locale.parse(language)
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"{language} is no language Babel knows, like fr or pt_BR") from error
    comment = f"# The sentences of backbreak in {locale.english_name}."
    made = Catalog(locale=locale, project="backbreak", charset="utf-8", header_comment=comment, fuzzy=False)
    if rule := _WITHOUT_MILLIONS.get(locale.language):
        made.mime_headers = [("Plural-Forms", f"nplurals=2; plural={rule};")]
    return made


def renewed(catalogue: Catalog, template: Catalog) -> Catalog:
    """The catalogue with the sentences of today: what is gone is gone, and nothing is guessed."""
    comment = catalogue.header_comment
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.header_comment = comment
    catalogue.obsolete.clear()
    return catalogue


def text_of(catalogue: Catalog) -> str:
    """The catalogue as its file holds it."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, include_lineno=False, ignore_obsolete=True, sort_by_file=True)
    return _PASSING.sub("", buffer.getvalue().decode("utf-8"))


def whole(message: Message) -> bool:
    """Whether it is translated, in every plural form."""
    return bool(message.string) and (isinstance(message.string, str) or all(message.string))


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it: what is translated, in gettext's binary form.

    The same catalogue is the same bytes on every computer, with whatever version of Babel.
    """
    header = (
        f"Content-Type: text/plain; charset=utf-8\nLanguage: {catalogue.locale_identifier or ''}\n"
        f"Plural-Forms: nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};\n"
    )
    entries = {b"": header.encode(), **dict(_entry(one) for one in catalogue if one.id and whole(one))}
    keys = sorted(entries)
    start = 28 + 16 * len(keys)
    places, texts = [], b""
    for text in (*keys, *(entries[key] for key in keys)):
        places.append(struct.pack("<2I", len(text), start + len(texts)))
        texts += text + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + b"".join(places) + texts


def _entry(message: Message) -> tuple[bytes, bytes]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    context = f"{message.context}\x04" if message.context else ""
    return (context + "\0".join(ids)).encode(), "\0".join(strings).encode()


def write(path: Path, content: str | bytes) -> bool:
    """Write a file if that changes it; tells whether it did. Who reads meanwhile has the whole old one."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.new")
    half.write_bytes(data)
    half.replace(path)
    return True
