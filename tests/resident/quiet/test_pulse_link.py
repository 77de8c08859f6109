"""The connection to a sound server: who asks is vouched for, also before the server wants to know."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from contextlib import suppress
from pathlib import Path

from backbreak.resident.quiet.pulse_link import PulseLink


def test_what_is_sent_before_the_server_asks_who_we_are_says_so_nonetheless(tmp_path: Path) -> None:
    """A busy server takes the connection first, and has the kernel tell of senders only after that."""

    async def story() -> bytes:
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "native"))
            server.listen()
            link = PulseLink(loop, tmp_path / "native")
            ours, _address = server.accept()
            greeting = asyncio.ensure_future(link.greet())
            with ours:
                arrived = asyncio.Event()
                loop.add_reader(ours.fileno(), arrived.set)
                await asyncio.wait_for(arrived.wait(), 20)
                loop.remove_reader(ours.fileno())
                ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)  # only now
                _data, told, _flags, _address = ours.recvmsg(4096, socket.CMSG_SPACE(12))
            greeting.cancel()
            with suppress(asyncio.CancelledError):
                await greeting
            link.close()
        ((level, kind, who),) = told
        assert (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS)
        return who

    assert struct.unpack("3i", asyncio.run(story())) == (os.getpid(), os.getuid(), os.getgid())
