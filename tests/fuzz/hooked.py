"""A hooks folder with anything in it, under the names of events and odd ones: none blocks, good ones run."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from fuzz.mutators import LETTERS
from resident.hooking import STATUS, until, write

from backbreak.core.entry import Entry, Outcome
from backbreak.resident.happenings import EVENTS, Happening
from backbreak.resident.hooks import Hooks

GOOD = "completed"
BAD = tuple(event for event in EVENTS if event != GOOD)
ENTRY = Entry(id="01A", at=datetime(2026, 1, 5, tzinfo=UTC), outcome=Outcome.COMPLETED)
MODES = (0, 0o1, 0o100, 0o444, 0o600, 0o644, 0o666, 0o700, 0o755, 0o777, 0o4700, 0o1777)
CONTENT = (
    b"",
    b"#!",
    b"#!/nonexistent\n",
    b"#!/bin/sh\nexit 3\n",
    b"\x7fELF" + bytes(60),
    b"\0" * 99,
    b"#!/bin/false",
)


def _file(path: Path, chance: Random) -> None:
    content = chance.choice(CONTENT) if chance.random() < 0.9 else b"#!" + b"x" * 70_000
    path.write_bytes(content)
    runs = not chance.randrange(20)  # a start takes a while, and most are refused before it
    path.chmod(
        0o700 if runs else chance.choice([mode for mode in MODES if mode not in (0o100, 0o700, 0o755)])
    )


def _huge(path: Path, chance: Random) -> None:
    path.touch()
    os.truncate(path, 1 << 40)  # a terabyte that is nowhere
    path.chmod(chance.choice((0o644, 0o666)))


def _socket(path: Path, chance: Random) -> None:
    if len(os.fsencode(path.name)) > 60:
        return os.mkfifo(path, 0o700)  # no socket's address is so long
    near = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.fsencode(f"/proc/self/fd/{near}/{path.name}"))
    return os.close(near)


def _link(path: Path, chance: Random) -> None:
    names = (
        "/",
        "/dev/zero",
        "/dev/null",
        "/nonexistent",
        path.name,
        "..",
        ".",
        BAD[0],
        BAD[1],
        "/proc/self/fd/0",
    )
    path.symlink_to(chance.choice(names))


KINDS: tuple[Callable[[Path, Random], None], ...] = (
    _file,
    _file,
    _huge,
    _socket,
    _link,
    _link,
    lambda path, chance: os.mkfifo(path, chance.choice((0o600, 0o700))),
    lambda path, chance: path.mkdir(chance.choice((0o000, 0o700, 0o755))),
    lambda path, chance: None,
)


def odd_name(chance: Random) -> str:
    """A name that is none of an event's, or nearly one's, and that a folder can hold."""
    event = chance.choice(EVENTS)
    letters = chance.choice([one for one in LETTERS if b"\0" not in one]).decode(errors="surrogateescape")
    found = (
        event.upper(),
        event + letters,
        letters + event,
        "." + event,
        event + ".sh",
        event * 20,
        letters * 9,
        "-rf",
    )
    return chance.choice(found)[:120]


def harm(folder: Path, chance: Random) -> str:
    """Put something else in the place of a hook, or beside them; gives its name."""
    name = chance.choice(BAD) if chance.random() < 0.7 else odd_name(chance)
    path = folder / name
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    chance.choice(KINDS)(path, chance)
    return name


def campaign(seed: int, count: int, folder: Path) -> int:
    """Harm a folder that often and have its event happen each time; gives how often the good hook ran."""
    chance, ran = Random(seed), folder / "ran"
    hooks = folder / "hooks"
    hooks.mkdir(exist_ok=True)
    write(hooks, GOOD, f"echo >> {ran}; cat > /dev/null")
    log = logging.getLogger("backbreak.resident.hooks")
    log.setLevel(logging.CRITICAL)

    async def happen() -> int:
        made, wanted = Hooks(asyncio.get_running_loop(), hooks), 0
        for number in range(count):
            name = harm(hooks, chance)
            event = name if name in EVENTS else chance.choice(BAD)
            began = time.monotonic()
            made.run(Happening(event, ENTRY if number % 2 else None), STATUS)
            if number % 500 == 250:
                made.run(Happening(GOOD, ENTRY), STATUS)
                wanted += 1
                await until(lambda: GOOD not in made.running, 30)
            assert time.monotonic() - began < 30, (seed, number, name)
            await asyncio.sleep(0)
        await until(lambda: not made.running, 30)
        assert len(os.listdir("/proc/self/fd")) < 64
        return wanted

    try:
        wanted = asyncio.run(happen())
    finally:
        log.setLevel(logging.NOTSET)
    assert ran.read_text().count("\n") == wanted
    return wanted
