"""logind as a test drives it, by python-dbusmock, and our source at it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from desktop.harness.mocks import MOCK, Client, PrivateBus
from desktop.harness.waiting import PATIENCE_S

from backbreak.resident.presence.logind import LOGIN, Logind

MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
ROOT = "/org/freedesktop/login1"
OURS = f"{ROOT}/session/c7"
SILENT = "logind does not answer"


class Login:
    """The mock, and our source at it."""

    def __init__(self, system: PrivateBus, hand: Client, environ: dict[str, str]) -> None:
        self.system = system
        self.hand = hand
        self.locks: list[bool] = []
        self.sleeps: list[bool] = []
        self.source = Logind(lambda: self.locks.append(self.source.locked), self.sleeps.append, environ)

    async def begin(self, *, session: bool = True) -> None:
        self.mock = self.system.spawn_mock("--template", "logind")
        await self.hand.wait_for(LOGIN)
        if session:
            await self.add_session("c7")

    async def add_session(self, name: str) -> None:
        """A session begins, and logind tells of it, which the mock itself does not."""
        await self.hand.call(
            LOGIN, ROOT, f"{MOCK}.AddSession", "ssusb", name, "seat0", os.getuid(), "somebody", True
        )
        told = f"self.EmitSignal('', 'SessionNew', 'so', ['{name}', '{ROOT}/session/{name}'])"
        await self.teach("Announce", told)
        await self.hand.call(LOGIN, ROOT, f"{MANAGER}.Announce")

    async def teach(self, method: str, code: str, takes: str = "", gives: str = "") -> None:
        """Have the mock's manager do this on a call."""
        arguments = (MANAGER, method, takes, gives, code)
        await self.hand.call(LOGIN, ROOT, f"{MOCK}.AddMethod", "sssss", *arguments)

    async def hint(self, locked: bool, path: str = OURS) -> None:
        await self.hand.call(LOGIN, path, f"{SESSION}.SetLockedHint", "b", locked)

    async def say(self, member: str, path: str = OURS) -> None:
        await self.hand.call(LOGIN, path, f"{SESSION}.{member}")

    async def trouble(self) -> str | None:
        """Why the source does not work; asked again where a busy machine kept logind from answering."""
        async with asyncio.timeout(PATIENCE_S):
            while (why := await self.source.unavailable()) == SILENT:
                pass
        return why

    async def end(self) -> None:
        self.mock.kill()
        await self.hand.wait_for(LOGIN, there=False)


@asynccontextmanager
async def login(system: PrivateBus, **environ: str) -> AsyncIterator[Login]:
    async with system.join() as hand:
        one = Login(system, hand, environ)
        try:
            yield one
        finally:
            one.source.close()
            await asyncio.sleep(0.01)
