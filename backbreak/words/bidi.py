"""Right-to-left sentences with left-to-right values in them, kept in order by Unicode's isolates.

A path, an English name or a command in an Arabic sentence would move its neighbours about: brackets and full
stops change sides. So every text that is filled into such a sentence is isolated (FSI … PDI), and a sentence
that begins with a Latin word says by a mark which way it reads. Translators need none of these characters.
A number stays in order by itself; several of them, as in a list of times, do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_LANGUAGES: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_ISOLATE, _END, _MARK = "\u2068", "\u2069", "\u200f"
_PLACEHOLDER = re.compile(r"%\(\w+\)[^a-zA-Z]*[a-zA-Z]")
_TEXT_PLACEHOLDER = re.compile(r"%\(\w+\)[sr]")
_STRONG = re.compile(r"[A-Za-z\u00c0-\u02b8\u0370-\u0589]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))


def right_to_left(language: str) -> bool:
    """Whether a language such as "ar" or "ar_EG" is written from right to left."""
    return language.replace("-", "_").partition("_")[0].lower() in _LANGUAGES


@lru_cache(maxsize=1024)
def in_order(template: str) -> str:
    """Give a sentence of such a language with its values isolated, and its direction where one may doubt."""
    begins = _STRONG.search(_PLACEHOLDER.sub("", template))
    if begins is not None and not _RIGHT_TO_LEFT.search(template):
        return template  # is not translated; one of values alone has no letters to tell by
    isolated = _TEXT_PLACEHOLDER.sub(lambda found: f"{_ISOLATE}{found[0]}{_END}", template)
    doubtful = begins is not None and _RIGHT_TO_LEFT.match(begins[0]) is None
    return _MARK + isolated if doubtful or isolated.startswith(_ISOLATE) else isolated


def row(things: Iterable[str], comma: str) -> str:
    """Give the things of a list in the order of reading, each by itself; nothing for none of them."""
    written = comma.join(f"{_ISOLATE}{one}{_END}" for one in things)
    return written and _MARK + written


def plain(text: str) -> str:
    """Take the invisible characters out again: for a voice, and for a terminal, where people copy from."""
    return text if text.isascii() else text.translate(_UNSEEN)
