"""A session bus with the services that keep do-not-disturb, and all our ways of asking for it."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from backbreak.resident.quiet.dnd import SERVER, SERVER_PATH, dnd_sources
from backbreak.resident.quiet.sources import QuietSource

from .mocks import MOCK, Client, PrivateBus, until
from .waiting import PATIENCE_S


class Session(PrivateBus):
    """A session bus that starts xfconfd and dconf for those who ask, and a screen where one is needed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "session", activated=True)
        self.env["GSETTINGS_BACKEND"] = "dconf"

    def open_screen(self) -> None:
        server = ["Xvfb", "-screen", "0", "640x480x24", "-nolisten", "tcp"]
        self.env["DISPLAY"] = ":" + self.processes.spawn_telling(server, "-displayfd %d")

    def run_tool(self, *command: str) -> str:
        return subprocess.run(
            command, env=self.env, check=True, capture_output=True, text=True, timeout=PATIENCE_S
        ).stdout


class Quiet:
    """All sources on a connection of ours, and a count of the news."""

    def __init__(self, ours: Client, hand: Client) -> None:
        self.hand = hand
        self.sources = dnd_sources(ours.bus)
        self.news = 0

    async def used(self) -> QuietSource:
        """The one that works; all others say why not in a line."""
        found = [source for source in self.sources if await self.trouble(source) is None]
        assert len(found) == 1, [source.name for source in found]
        return found[0]

    async def trouble(self, source: QuietSource) -> str | None:
        """Why it does not work, if so; asked again where a busy machine kept it from answering in time."""
        async with asyncio.timeout(PATIENCE_S):
            while (why := await source.unavailable()) == "it does not answer":
                pass
        assert why is None or (why and "\n" not in why)
        return why

    async def watch(self, source: QuietSource) -> None:
        await source.watch(self._changed)

    def _changed(self) -> None:
        self.news += 1

    async def becomes(self, source: QuietSource, quiet: bool) -> None:
        """There is news, and after it, or after what is said of the same once more, the answer is this."""
        answer = None
        while answer is not quiet:
            await until(lambda: self.news > 0, f"news of it, {answer} before")
            self.news = 0
            answer = await source.read()

    async def play(self, session: Session, name: str) -> None:
        """A server of this name, which has no do-not-disturb yet."""
        session.spawn_mock(SERVER, SERVER_PATH, SERVER)
        await self.hand.wait_for(SERVER)
        await self.teach(SERVER, "GetServerInformation", "", "ssss", f"ret = ('{name}', 'v', '1', '1.2')")

    async def teach(
        self, interface: str, method: str, takes: str, gives: str, code: str, path: str = SERVER_PATH
    ) -> None:
        arguments = (interface, method, takes, gives, code)
        await self.hand.call(SERVER, path, f"{MOCK}.AddMethod", "sssss", *arguments)


@asynccontextmanager
async def quiet(session: Session) -> AsyncIterator[Quiet]:
    async with session.join() as ours, session.join() as hand:
        one = Quiet(ours, hand)
        try:
            yield one
        finally:
            for source in one.sources:
                source.close()


async def add_object(one: Quiet, path: str, interface: str) -> None:
    """Have the mock offer another object."""
    await one.hand.call(SERVER, SERVER_PATH, f"{MOCK}.AddObject", "ssa{sv}a(ssss)", path, interface, {}, [])
