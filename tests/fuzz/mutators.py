"""Random harm to bytes and lines, the same for the same seed. That to documents is in `fuzz.documents`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

LETTERS = (
    b"\0", b"\x00\x00\x00", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b'"', b"'", b'"""', b"'''",
    b"[", b"]",
    b"{", b"}", b"=", b":", b",", b"\n", b"\r", b"\r\n", b"#", b".", b"\\", b"\\u", b"\\ud800", b"\\u0000",
    b"-", b"e9",
    b"\x1b[2J", b"\t", b" ", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b"\xf0\x9f\xa7\x98",
    b"a\xcc\x81",
    b"\xc2\x85", b"\xd9\xa3", b"nan", b"inf", b"1e999", b"null", b"true", b"0x",
)  # fmt: skip
"""What may get between the letters of a text: quotes, brackets, ends of lines, marks, halves of letters."""

LONG: tuple[Callable[[], bytes], ...] = (
    lambda: b"[" * 20_000,
    lambda: b"{" * 20_000,
    lambda: b'{"a":' * 20_000,
    lambda: b"[" * 20_000 + b"]" * 20_000,
    lambda: b"a." * 3_000,
    lambda: b"9" * 5_000,
    lambda: b"x" * 1_000_000,
    lambda: b"\0" * 65_536,
    lambda: b"\n" * 2_000,
)
"""What is longer than anybody thought, put in seldom."""

def harmed(content: bytes, chance: Random, others: Sequence[bytes] = (), most: int = 4) -> bytes:
    """Give the content with one to `most` harms done to it; `others` are what may be spliced in."""
    for _ in range(chance.randint(1, most)):
        content = chance.choice(_HARMS)(content, chance, others or (content,))
    return content


def _at(content: bytes, chance: Random) -> tuple[int, int]:
    """A range of it, mostly a short one."""
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice((0, 1, 1, 2, 5, 20, 200)))


def _flip(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    if not content:
        return b"\x00"
    at = chance.randrange(len(content))
    return content[:at] + bytes((content[at] ^ 1 << chance.randrange(8),)) + content[at + 1 :]


def _insert(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    start, end = _at(content, chance)
    return content[:start] + chance.choice(LETTERS) * chance.choice((1, 1, 1, 3)) + content[end:]


def _delete(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    start, end = _at(content, chance)
    return content[:start] + content[end:]


def _double(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    start, end = _at(content, chance)
    return content[:end] + content[start:]


def _splice(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def _truncate(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    return content[: chance.randrange(len(content) + 1)] if chance.random() < 0.5 else content


def _lines(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """A line lost, told twice, or put elsewhere."""
    lines = content.splitlines(keepends=True) or [b"\n"]
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.randrange(3)):
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def _foreign(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """As an editor of another system would keep it."""
    kind = chance.randrange(4)
    if kind == 0:
        return b"\xef\xbb\xbf" + content
    if kind == 1:
        return content.replace(b"\n", b"\r\n")
    return content.decode("latin-1").encode("utf-16") if kind == 2 else content + b"\x1a"


def _long(content: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    if chance.random() < 0.95:
        return _insert(content, chance, others)
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(LONG)() + content[at:]


_HARMS = (
    _flip,
    _flip,
    _insert,
    _insert,
    _insert,
    _delete,
    _double,
    _splice,
    _truncate,
    _lines,
    _lines,
    _foreign,
    _long,
)
