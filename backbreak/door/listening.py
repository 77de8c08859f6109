"""The socket beneath the door: who may have it, how it is opened, and who is at the other end."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import struct
from pathlib import Path

from backbreak.door.protocol import AlreadyRunningError


def credentials(sock: socket.socket) -> tuple[int, int]:
    """The process id (0 where the system does not say) and user id of a Unix socket's other end."""
    peercred = getattr(socket, "SO_PEERCRED", None)
    if peercred is not None:
        pid, uid, _gid = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, peercred, 12))
        return pid, uid
    local_peercred = 0x001  # BSD and macOS: struct xucred at the socket's own level
    _version, uid = struct.unpack_from("=II", sock.getsockopt(0, local_peercred, 76))
    return 0, uid


def lock_home(path: Path) -> int:
    """Take the home's lock for good; it falls with the process, however that ends."""
    lock = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if error.errno not in (errno.EAGAIN, errno.EACCES):
            raise
        raise AlreadyRunningError(
            "a backbreak runs already at %(path)s: use it, or end it with backbreak quit", path=path
        ) from None
    return lock


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
