"""Starting at login on Windows: a value of the user's Run key, and what the Task Manager says beside it.

Written by Microsoft's documentation, and not verified on Windows.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Final, Protocol

from backbreak.core.autostart import Because, Kind, Standing, State
from backbreak.core.system_errors import reason
from backbreak.storage.failures import StorageError
from backbreak.storage.places import Places

from .program import own_command, own_name

RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED: Final = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the Task Manager and the Settings note what the user has switched off: the first byte is odd then."""

_ENABLED: Final = bytes([2]) + bytes(11)


class Registry(Protocol):
    """The part of HKEY_CURRENT_USER that is needed. Each raises OSError for what cannot be done."""

    def read(self, key: str, name: str) -> object: ...
    def write(self, key: str, name: str, value: str | bytes) -> None: ...
    def delete(self, key: str, name: str) -> None: ...
    def exists(self, program: str) -> bool: ...


def standing(places: Places, registry: Registry | None = None) -> Standing:
    """Read back what Windows does at login."""
    registry = registry or _of_windows()
    name = own_name(places)
    where = rf"HKEY_CURRENT_USER\{RUN}\{name}"
    try:
        line = registry.read(RUN, name)
        approved = registry.read(APPROVED, name)
    except OSError as error:
        raise StorageError("cannot read %(where)s: %(why)s", where=where, why=reason(error)) from error
    if not isinstance(line, str):
        return Standing(State.OFF, kind=Kind.RUN_KEY)
    command = tuple(split_command(line))

    def found(state: State, because: Because | None = None) -> Standing:
        return Standing(state, because, where, command, Kind.RUN_KEY)

    if isinstance(approved, bytes) and approved and approved[0] & 1:
        return found(State.DISABLED, Because.SWITCH)
    if not command:
        return found(State.GONE, Because.NO_COMMAND)
    return found(State.ON) if registry.exists(command[0]) else found(State.GONE, Because.NO_PROGRAM)


def switch_on(places: Places, program: Sequence[str], registry: Registry | None = None) -> Standing:
    """Set the value, and undo the Task Manager's switch if it says off."""
    registry = registry or _of_windows()
    name, line = own_name(places), subprocess.list2cmdline(own_command(places, program))
    try:
        registry.write(RUN, name, line)
        if registry.read(APPROVED, name) is not None:
            registry.write(APPROVED, name, _ENABLED)
    except OSError as error:
        raise StorageError("cannot write the registry: %(why)s", why=reason(error)) from error
    return standing(places, registry)


def switch_off(places: Places, registry: Registry | None = None) -> Standing:
    """Take the value away, and what the Task Manager has noted of it."""
    registry = registry or _of_windows()
    name = own_name(places)
    try:
        registry.delete(RUN, name)
        registry.delete(APPROVED, name)
    except OSError as error:
        raise StorageError("cannot write the registry: %(why)s", why=reason(error)) from error
    return standing(places, registry)


def split_command(line: str) -> list[str]:
    """The words of a command line as Windows' C library separates them."""
    words: list[str] = []
    word, inside, begun, slashes = "", False, False, 0
    for char in line + " ":
        if char == "\\":
            slashes += 1
            continue
        if char == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                inside = not inside
            begun = True
        elif char in " \t" and not inside:
            word += "\\" * slashes
            if begun or word:
                words.append(word)
            word, begun = "", False
        else:
            word += "\\" * slashes + char
        slashes = 0
    return words


def _of_windows() -> Registry:
    from .winreg import UserRegistry  # there is none elsewhere

    return UserRegistry()
