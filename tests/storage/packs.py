"""The worked example of the documents, and what random mistakes make of it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_DOCUMENT = (REPOSITORY / "docs" / "exercise-packs.md").read_text(encoding="utf-8")
_FOUND = re.search(r"```toml\n(.*?)```", _DOCUMENT, re.DOTALL)
assert _FOUND
EXAMPLE = _FOUND[1]
_WORDS = (
    '"long"',
    "-1",
    "0",
    "1e400",
    "nan",
    "-inf",
    "true",
    "[]",
    "{}",
    "[[]]",
    '""',
    "1979-05-27",
    "999999999999",
    "0x" + "f" * 5000,
    '"\\u001b[2J"',
    '"a\\nb"',
    "[1, 2]",
    '{ value = 4, mark = "guessed" }',
    "'" + "x" * 500 + "'",
    "0.0004",
    "600",
    "3600",
    "-10",
    '"none"',
    '"grouped"',
    '"mirror"',
    '"front"',
    '"stand-and-stretch"',
)
_BYTES = (b"\x00", b"\xff", b'"', b"'", b"[", b"]", b"{", b"}", b"=", b"\n", b"#", b".", b"\\", b"-", b"e9")


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """The example with one to four mistakes in it: of letters, of lines, of values."""
    chance = random.Random(seed)
    for _ in range(count):
        content = EXAMPLE.encode()
        for _ in range(chance.randint(1, 4)):
            content = chance.choice((_letters, _lines, _values, _values, _torn))(content, chance)
        yield content


def _letters(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return (
        content[:at]
        + chance.choice(_BYTES) * chance.choice((1, 1, 1, 3))
        + content[at + chance.randrange(3) :]
    )


def _lines(content: bytes, chance: random.Random) -> bytes:
    """A line lost, told twice, or put elsewhere."""
    lines = content.splitlines(keepends=True) or [b"\n"]
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.randrange(3)):
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def _values(content: bytes, chance: random.Random) -> bytes:
    """Another value for a key."""
    lines = content.splitlines()
    keys = [at for at, line in enumerate(lines) if b" = " in line]
    if keys:
        at = chance.choice(keys)
        lines[at] = lines[at].partition(b" = ")[0] + b" = " + chance.choice(_WORDS).encode()
    return b"\n".join(lines)


def _torn(content: bytes, chance: random.Random) -> bytes:
    """Cut off, or doubled: seldom."""
    kind = chance.randrange(8)
    if kind == 0:
        return content[: chance.randrange(len(content) + 1)]
    return content + content if kind == 1 else content
