"""The socket beneath the door: who may have it, how it is opened, and who is at the other end."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import socket
import struct
from contextlib import suppress
from pathlib import Path

from backbreak.core.errors import Message
from backbreak.door.occupant import Doorstep, occupant, this_process
from backbreak.door.protocol import AlreadyRunningError

log = logging.getLogger(__name__)


def credentials(sock: socket.socket) -> tuple[int, int]:
    """The process id (0 where the system does not say) and user id of a Unix socket's other end."""
    peercred = getattr(socket, "SO_PEERCRED", None)
    if peercred is not None:
        pid, uid, _gid = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, peercred, 12))
        return pid, uid
    local_peercred = 0x001  # BSD and macOS: struct xucred at the socket's own level
    _version, uid = struct.unpack_from("=II", sock.getsockopt(0, local_peercred, 76))
    return 0, uid


def take_home(doorstep: Doorstep) -> list[int]:
    """Take the locks of the home's door and state for good; they fall with the process, however that ends.

    Raises AlreadyRunningError where a resident has one of them.
    """
    path = doorstep.socket_path
    refused = Message(
        "a backbreak runs already at %(path)s: use it, or end it with backbreak quit", path=path
    )
    locks = [_lock_now(path.with_name(path.name + ".lock"), refused)]
    try:
        locks.append(_lock_now(doorstep.resident_lock, None))
    except AlreadyRunningError:
        os.close(locks[0])
        raise
    except OSError as error:  # a state that cannot be written is no reason to remind nobody
        log.warning("%s: %s", doorstep.resident_lock, error.strerror)
    else:
        with suppress(OSError):  # a full disk costs others the way to our door
            os.ftruncate(locks[1], 0)
            os.write(locks[1], this_process(path))
    return locks


def leave_home(locks: list[int]) -> None:
    """Let go of the locks; nobody is to be looked for at the door any more."""
    for handle in locks:
        with suppress(OSError):
            os.ftruncate(handle, 0)
        os.close(handle)


def _lock_now(path: Path, refused: Message | None) -> int:
    """Lock a file, or raise AlreadyRunningError; without words for it the file says who has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES):
            os.close(handle)
            raise AlreadyRunningError(refused or _taken(path)) from None
        log.warning("%s: no locks here (%s): another resident may go unnoticed", path, error.strerror)
    return handle


def _taken(lock: Path) -> Message:
    found = occupant(lock)
    if found is None:
        told = "a backbreak runs already for this home and does not answer: backbreak doctor says which"
        return Message(told)
    if not found.is_here:
        told = "a backbreak runs already for this home, on %(host)s as process %(pid)d: end it there first"
        return Message(told, host=found.host, pid=found.pid)
    told = (
        "a backbreak runs already for this home, as process %(pid)d, and does not answer at %(path)s: "
        "end it and start again"
    )
    return Message(told, pid=found.pid, path=found.door)


def listen(path: Path) -> socket.socket:
    """A socket at `path`, in the place of a stale one; never in the place of one that answers."""
    probe = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        probe.settimeout(1.0)
        probe.connect(str(path))
    except FileNotFoundError:
        pass
    except ConnectionRefusedError:
        path.unlink(missing_ok=True)
    else:
        raise AlreadyRunningError(
            "a backbreak answers already at %(path)s: use it, or end it with backbreak quit", path=path
        )
    finally:
        probe.close()
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    try:
        before = os.umask(0o177)
        try:
            listening.bind(str(path))
        finally:
            os.umask(before)
        listening.listen(64)
    except BaseException:
        listening.close()
        raise
    return listening
