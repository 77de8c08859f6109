"""What can be wrong with a translation and can be seen without knowing the language.

A translator gets every complaint as one line: the English sentence and what to do. The tests ask the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from gettext import c2py  # what the program's own gettext reads plural rules with

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"%\((\w+)\)[-+ #0]*\d*(?:\.\d+)?([a-zA-Z])|%(%)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-z]+;|&#\d+;")
_ACCELERATOR = re.compile(r"(?<!&)&(?=[^\s&;])(?!\w+;)")
_TYPED = re.compile(r"--[a-z][a-z-]*|\b[A-Z]+(?:_[A-Z]+)+\b|\b[a-z]+(?:_[a-z]+)+\b|~/[\w./-]+")
_ENDS = {
    "؟": "?", "！": "!", "？": "?", "。": ".", "．": ".", "،": ",", "؛": ";", "：": ":", "।": ".",
}  # fmt: skip
_PUNCTUATION = ".,;:!?…"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_MARKS = "\u200e\u200f\u061c"  # left-to-right, right-to-left and Arabic letter mark
_UNSEEN = "\u200b\ufeff\u202a\u202b\u202c\u202d\u202e"
_NUMBERS_TRIED = 1000
COMMANDS_AFTER = "backbreak"


def complaints(catalogue: Catalog, template: Catalog, commands: Iterable[str] = ()) -> Iterator[str]:
    """Everything to repair before the catalogue is whole; `commands` are the words after `backbreak`."""
    yield from _as_a_whole(catalogue, template)
    typed = re.compile(rf"(?<!has )\b{COMMANDS_AFTER} (?:{'|'.join(sorted(commands)) or '$.'})\b")
    for message in catalogue:
        if message.id:
            for problem in _problems(message, catalogue, typed):
                yield f"{_shown(message)}: {problem}"


def _as_a_whole(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    here = {(message.context, message.id) for message in catalogue if message.id}
    wanted = {(message.context, message.id) for message in template if message.id}
    for _context, name in sorted(here ^ wanted, key=repr):
        told = "is not in the catalogue" if (_context, name) in wanted else "is no sentence any more"
        yield f"{_first(name)!r} {told}: run make translations"
    for obsolete in catalogue.obsolete.values():
        yield f"{_shown(obsolete)}: is obsolete: run make translations"


def _problems(message: Message, catalogue: Catalog, typed: re.Pattern[str]) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked fuzzy: look at it, and take the mark away"
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.pluralizable and len(forms) != catalogue.num_plurals:
        yield f"needs {catalogue.num_plurals} plural forms, not {len(forms)}"
        return
    if not all(forms):
        yield "is not translated"
        return
    for nth, form in enumerate(forms):
        english = _english_of(message, catalogue, nth)
        where = f"form {nth}: " if message.pluralizable else ""
        for problem in _compared(english, form, message, _only_one_number(catalogue, nth), typed):
            yield where + problem


def _compared(
    english: str, ours: str, message: Message, alone: bool, typed: re.Pattern[str]
) -> Iterator[str]:
    """The problems of one form; `alone` where it is used for a single number, which it may spell out."""
    want, have = _placeholders(english), _placeholders(ours)
    missing, extra = want - have, have - want
    if message.pluralizable and alone and sum(missing.values()) == 1:
        missing = Counter()
    if missing or extra:
        told = ", ".join([f"{one} is missing" for one in missing] + [f"{one} is too many" for one in extra])
        yield f"placeholders: {told}"
    if message.python_format and "%" in PLACEHOLDER.sub("", ours):
        yield "a % that begins no placeholder: write %%"
    if _edges(english) != _edges(ours):
        yield "begins or ends with other white space than the English"
    if english.count("\n") != ours.count("\n"):
        yield "has another number of lines than the English"
    if _end(english) != _end(ours) and message.context != "decimal separator":
        yield f"ends with {_end(ours) or 'a letter'!r}, the English with {_end(english) or 'a letter'!r}"
    if Counter(_TAG.findall(english)) != Counter(_TAG.findall(ours)):
        yield "has other tags or entities than the English"
    if len(_ACCELERATOR.findall(english)) != len(_ACCELERATOR.findall(ours)):
        yield "has another number of & for a key than the English"
    for pattern in (_TYPED, typed):
        lost = Counter(pattern.findall(PLACEHOLDER.sub("", english)))
        lost -= Counter(pattern.findall(PLACEHOLDER.sub("", ours)))
        if lost:
            yield f"{', '.join(lost)} is typed or written just so: leave it as it is"
    if unseen := sorted({f"U+{ord(sign):04X}" for sign in ours if _is_stray(sign)}):
        yield f"has characters nobody sees: {', '.join(unseen)}"
    if sum(ours.count(sign) for sign in _ISOLATES) != ours.count(_END_OF_ISOLATE):
        yield "begins an isolate (U+2066 to U+2068) that U+2069 does not end"


def _english_of(message: Message, catalogue: Catalog, nth: int) -> str:
    """What a form is held against: the plural, or the singular where it is for one alone."""
    if not message.pluralizable:
        return str(message.id)
    return str(message.id[0] if _numbers(catalogue, nth) == [1] else message.id[1])


def _only_one_number(catalogue: Catalog, nth: int) -> bool:
    return len(_numbers(catalogue, nth)) == 1


def _numbers(catalogue: Catalog, nth: int) -> list[int]:
    """The numbers up to a thousand that take a plural form."""
    return [number for number, form in enumerate(_forms(catalogue.plural_expr)) if form == nth]


@cache
def _forms(rule: str) -> list[int]:
    return list(map(c2py(rule), range(_NUMBERS_TRIED)))


def plural_of(catalogue: Catalog) -> Callable[[int], int]:
    """Which form a number takes, by the catalogue's own header."""
    return c2py(catalogue.plural_expr)


def _placeholders(text: str) -> Counter[str]:
    return Counter(match[0] for match in PLACEHOLDER.finditer(text))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _end(text: str) -> str:
    """The punctuation a text ends with, as English writes it; empty for a letter."""
    last = text.rstrip().rstrip(_MARKS + _END_OF_ISOLATE)[-1:]
    last = _ENDS.get(last, last)
    return last if last in _PUNCTUATION else ""


def _is_stray(sign: str) -> bool:
    return (sign < " " and sign != "\n") or "\x7f" <= sign < "\xa0" or sign in _UNSEEN


def _first(name: str | tuple[str, ...]) -> str:
    return name if isinstance(name, str) else name[0]


def _shown(message: Message) -> str:
    text = _first(message.id)
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
