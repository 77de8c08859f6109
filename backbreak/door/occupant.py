"""Who has a home, by what its resident has written in the lock file: its process, machine and door.

The runtime folder in which the door lies may be another one in a shell by SSH, in a timer and in a login; the
home's state is the same for all of them.
"""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Doorstep(Protocol):
    """What the door needs of the places: where its socket lies, and the lock that is the home's own."""

    @property
    def socket_path(self) -> Path: ...

    @property
    def resident_lock(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class Occupant:
    """A resident: its process id, the machine it runs on and the socket of its door."""

    pid: int
    host: str
    door: Path

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine; a home in a network has several."""
        return self.host == socket.gethostname()


def this_process(door: Path) -> bytes:
    """What is written in the lock file by the process that has the door."""
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "door": str(door)}).encode() + b"\n"


def occupant(lock: Path) -> Occupant | None:
    """Give what the lock file says, which a killed resident leaves behind; None where it says nothing."""
    try:
        told = json.loads(lock.read_bytes()[:65536])
        pid, host, door = told["pid"], told["host"], told["door"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None
    if not (isinstance(pid, int) and isinstance(host, str) and isinstance(door, str) and door):
        return None
    return Occupant(pid, host, Path(door))


def door_elsewhere(doorstep: Doorstep) -> Path | None:
    """Give the door of this machine's last resident of the home if it is not where it is looked for first."""
    found = occupant(doorstep.resident_lock)
    return found.door if found and found.is_here and found.door != doorstep.socket_path else None
