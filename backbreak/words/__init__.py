"""Every sentence a person sees or hears goes through here: `_`, `ngettext` and `pgettext`.

Shared by the resident, the windows and the command line. English is the source language and costs nothing:
no catalogue is opened and `gettext` itself is not imported until a process asks for another language.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from gettext import NullTranslations

DOMAIN = "backbreak"
SOURCE_LANGUAGE = "en"


class _Language:
    """The language of this process. It is a process's nature, like its working folder, hence kept here."""

    __slots__ = ("catalogue", "in_order", "name")

    def __init__(self) -> None:
        self.catalogue: NullTranslations | None = None
        self.name = SOURCE_LANGUAGE
        self.in_order: Callable[[str], str] = _as_it_is

    def be(self, catalogue: NullTranslations | None, name: str) -> None:
        self.catalogue, self.name, self.in_order = catalogue, name, _as_it_is
        if catalogue is not None:
            from backbreak.words import bidi  # an English process does without

            if bidi.right_to_left(name):
                self.in_order = bidi.in_order


def _as_it_is(text: str) -> str:
    return text


_language = _Language()


def _(message: str) -> str:
    """Give the message in the language in use; named %(x)s placeholders are filled by the caller."""
    catalogue = _language.catalogue
    # The empty message is the catalogue's header in gettext, never a sentence.
    return message if catalogue is None or not message else _language.in_order(catalogue.gettext(message))


def ngettext(one: str, many: str, n: int) -> str:
    """Give the form of the sentence that suits n."""
    catalogue = _language.catalogue
    if catalogue is None:
        return one if n == 1 else many
    return _language.in_order(catalogue.ngettext(one, many, n))


def pgettext(context: str, message: str) -> str:
    """Give the message where one English word stands for two things: the context says which it is."""
    catalogue = _language.catalogue
    return message if catalogue is None else _language.in_order(catalogue.pgettext(context, message))


def language() -> str:
    """Name the language in use, e.g. "en" or "de_AT"."""
    return _language.name


def use(wanted: str, folder: Path | None = None, environ: Mapping[str, str] | None = None) -> str:
    """Speak `wanted` ("system", "en", "de", "pt_BR") from now on; returns the language really found.

    Unknown languages fall back to English without a word: a wrong setting never costs a break.
    `folder` holds LANGUAGE/LC_MESSAGES/backbreak.mo; default: the program's own translations.
    """
    environ = os.environ if environ is None else environ
    folder = folder or translations_folder(environ)
    candidates = _wanted_languages(environ) if wanted == "system" else [wanted]
    _language.be(None, SOURCE_LANGUAGE)
    for candidate in candidates:
        if candidate in ("C", "POSIX") or candidate.split("_")[0] == SOURCE_LANGUAGE:
            break
        if _load(candidate, folder):
            break
    return _language.name


def speak(catalogue: NullTranslations | None, name: str = SOURCE_LANGUAGE) -> None:
    """Speak as a catalogue says that is already open, such as one of longer words; None is English."""
    _language.be(catalogue, name)


def translations_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Find the catalogues: inside the package when installed, beside it in a checkout.

    Whoever tries out a catalogue of their own has BACKBREAK_TRANSLATIONS name the folder it is in.
    """
    if own := environ.get("BACKBREAK_TRANSLATIONS"):
        return Path(own)
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources" / "translations"
    return inside if inside.is_dir() else package.parent / "resources" / "translations"


def _wanted_languages(environ: Mapping[str, str]) -> list[str]:
    """The user's languages as gettext reads them: LANGUAGE (a list), then the locale of messages."""
    locale = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "C")
    locale = locale.partition(".")[0].partition("@")[0]
    if locale in ("C", "POSIX"):
        return [SOURCE_LANGUAGE]
    listed = [name.partition(".")[0] for name in environ.get("LANGUAGE", "").split(":") if name]
    return [*listed, locale]


def _load(name: str, folder: Path) -> bool:
    for spelling in dict.fromkeys((name, name.split("_")[0])):
        if not spelling.replace("_", "").isalnum():
            continue  # a name, not a path
        path = folder / spelling / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if not path.is_file():
            continue
        from gettext import GNUTranslations  # 1.3 MiB that an English process never pays

        try:
            with path.open("rb") as file:
                catalogue = GNUTranslations(file)
        except (OSError, ValueError, UnicodeDecodeError):
            continue
        _language.be(catalogue, spelling)
        return True
    return False
