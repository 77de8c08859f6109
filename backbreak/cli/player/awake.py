"""The screen stays on while a session is played in this terminal without a resident, which would see to it.

All of it is on a thread of its own: a session bus that is slow, hung or not there keeps nobody waiting. What
is asked for ends with the connection, and that with the process. Where no such bus is, nothing happens.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from threading import Thread

PATIENCE_S = 0.2
"""How long the end of a session may wait for the thread; what is left undone the end of the process does."""


class KeepAwake:
    """Keeps the screen on from `hold` to `release`; either may be said again."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._environ = environ
        self._work: asyncio.Task[None] | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> KeepAwake:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def hold(self) -> None:
        """Begin to keep it on; over SSH the screen is another machine's, and left alone."""
        remote = bool(self._environ.get("SSH_CONNECTION"))
        if self._thread is None and sys.platform.startswith("linux") and not remote:
            self._work = asyncio.new_event_loop().create_task(_keep())
            self._thread = Thread(target=_live, args=(self._work,), daemon=True)
            self._thread.start()

    def release(self) -> None:
        """Let it be."""
        if self._thread is None or self._work is None:
            return
        with suppress(RuntimeError):  # it has ended by itself: there was no bus
            self._work.get_loop().call_soon_threadsafe(self._work.cancel)
        self._thread.join(PATIENCE_S)
        self._thread = self._work = None


def _live(work: asyncio.Task[None]) -> None:
    """The thread: all that is to be done, and then nothing is left waiting."""
    loop = work.get_loop()
    with suppress(asyncio.CancelledError):
        loop.run_until_complete(work)
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left))
    loop.close()


async def _keep() -> None:
    # Imported here, on the thread: the first picture does not wait for it.
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import AuthError, InvalidAddressError

    from backbreak.resident.awake import Awake
    from backbreak.resident.surroundings import has_session_bus
    from backbreak.words import _

    if not has_session_bus():
        return
    try:
        bus = await MessageBus().connect()
    except (OSError, EOFError, AuthError, InvalidAddressError):
        return
    try:
        Awake(bus, _("a guided break is being played")).keep(True)
        await asyncio.Event().wait()
    finally:
        bus.disconnect()
