"""A shell as somebody types into it, who asks with a key what a word may become."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cli.program import PATIENCE_S, REPOSITORY, environment

CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("backbreak exer", ("exercises",)),
    ("backbreak st", ("start", "status")),
    ("backbreak --demo 60 wh", ("why",)),
    ("backbreak exercises ch", ("check",)),
    ("backbreak autostart o", ("off", "on")),
    ("backbreak plan --ex", ("--exercise",)),
    ("backbreak plan --exercise pel", ("pelvis-lift",)),
    ("backbreak --home away plan --exercise ne", ("neck-tilt",)),
    ("backbreak plan --home away --exercise=ne", ("neck-tilt",)),
    ("backbreak plan --exercise neck", ()),
    ("backbreak config get look.th", ("look.theme",)),
    ("backbreak config set session.pl", ("session.place",)),
    ("backbreak config set session.place ", ("floor", "standing")),
    ("backbreak config set sound.voice t", ("true",)),
    ("backbreak simulate --persona s", ("skipper", "snoozer", "sometimes")),
    ("backbreak completion ", ("bash", "fish", "powershell", "zsh")),
    ("backbreak log --since ", ("today", "yesterday")),
    ("backbreak pause ", ("tomorrow",)),
    ("backbreak exercises check nec", ("neck-and-hip.toml",)),
    ("backbreak --home aw", ("away",)),
    ("backbreak config path --j", ("--json",)),
    ("backbreak hel", ("help",)),
    ("backbreak help se", ("session", "settings")),
    ("backbreak --home away help wh", ("why",)),
)
"""What is typed before the key, and everything that the last word may become."""


def workplace(folder: Path) -> dict[str, str]:
    """A folder to type in, with a pack and a home that has it; the environment that has `backbreak`."""
    pack = pasted_pack()
    (folder / "neck-and-hip.toml").write_text(pack, encoding="utf-8")
    packs = folder / "away" / "data" / "exercises"
    packs.mkdir(parents=True)
    (packs / "neck-and-hip.toml").write_text(pack, encoding="utf-8")
    program = folder / "bin" / "backbreak"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m backbreak "$@"\n')
    program.chmod(0o755)
    return environment(PATH=f"{program.parent}:{os.environ['PATH']}", TERM="dumb", LC_ALL="C.UTF-8")


def pasted_pack() -> str:
    """The document's example of a pack."""
    document = (REPOSITORY / "docs" / "exercise-packs.md").read_text(encoding="utf-8")
    return document.partition("```toml\n")[2].partition("```")[0]


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, words: Sequence[str], folder: Path, env: dict[str, str]) -> None:
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:  # the child
            os.chdir(folder)
            os.execvpe(words[0], list(words), env)
        self._heard = ""

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def until(self, pattern: str) -> re.Match[str]:
        """Read on until it has answered so, and give what was found."""
        end = time.monotonic() + PATIENCE_S
        while (found := re.search(pattern, self._heard, re.DOTALL)) is None:
            assert time.monotonic() < end, f"waited too long for {pattern!r}: {self._heard!r}"
            if select.select([self._terminal], [], [], 0.1)[0]:
                self._heard += os.read(self._terminal, 4096).decode(errors="replace")
        self._heard = self._heard[found.end() :]
        return found

    def end(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def offered(self, typed: str, key: str) -> list[str]:
        """Everything the last word may become: the key puts it all on the line, which is then printed.

        A word that nothing fits comes back as it was typed.
        """
        head, _, word = typed.rpartition(" ")
        self.type(f"{typed}{key}\x01printf '[%s]' \x05; echo 'e''nd'\n")
        words = re.findall(r"\[([^]]*)\]", self.until(r"\r\n((?:\[[^]]*\])+)end\r\n")[1])
        before = head.split(" ")
        assert words[: len(before)] == before
        attached = word.partition("=")[0] + "=" if "=" in word else ""
        found = [one.removeprefix(attached) for one in words[len(before) :]]
        return [] if found == [word.removeprefix(attached)] else sorted(found)


@contextmanager
def shell(words: Sequence[str], folder: Path, env: dict[str, str]) -> Iterator[Shell]:
    found = Shell(words, folder, env)
    try:
        yield found
    finally:
        found.end()
