"""Private buses for services that a test drives: python-dbusmock's, and the desktops' own small ones."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from . import xfce
from .processes import Processes
from .waiting import PATIENCE_S

MOCK = "org.freedesktop.DBus.Mock"
DCONF_SERVICE = "ca.desrt.dconf.service"


class PrivateBus:
    """One bus, system or session, with the programs on it and a home for them."""

    def __init__(self, folder: Path, kind: str, *, activated: bool = False) -> None:
        self.folder = folder / kind
        for name in ("logs", "home"):
            (self.folder / name).mkdir(parents=True)
        self.run = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir="/tmp"))
        self.kind = kind
        self.processes = Processes(self.folder / "logs")
        self.env = self.processes.env
        home = str(self.folder / "home")
        self.env.update(
            HOME=home, XDG_CONFIG_HOME=f"{home}/.config", XDG_RUNTIME_DIR=str(self.run), LC_ALL="C"
        )
        config = xfce.write_bus_config(self.folder, kind, self.run, services=activated)
        if activated:
            (self.folder / f"{kind}-services" / DCONF_SERVICE).symlink_to(xfce.SERVICES / DCONF_SERVICE)
        self.address = self.processes.spawn_telling(
            ["dbus-daemon", f"--config-file={config}", "--nofork"], "--print-address=%d"
        )
        self.env[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = self.address

    def close(self) -> None:
        """End the bus and all that is on it."""
        self.processes.close()
        shutil.rmtree(self.run, ignore_errors=True)

    @asynccontextmanager
    async def join(self) -> AsyncIterator[Client]:
        """A connection of the test's own."""
        bus = await MessageBus(bus_address=self.address).connect()
        try:
            yield Client(bus)
        finally:
            bus.disconnect()
            await asyncio.sleep(0)

    def spawn_mock(self, *arguments: str) -> Popen[bytes]:
        """Start python-dbusmock with a template, or with a name, a path and an interface."""
        kind = ["--system"] if self.kind == "system" else ["--session"]
        return self.processes.spawn(["/usr/bin/python3", "-m", "dbusmock", *kind, *arguments], log="dbusmock")


class Client:
    """Calls on a bus, awaited; it can wait for names too."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus

    async def call(self, name: str, path: str, member: str, signature: str = "", *body: Any) -> Any:
        """Call "interface.Method" and give its first value, if any."""
        interface, _, method = member.rpartition(".")
        reply = await self.bus.call(
            Message(
                destination=name, path=path, interface=interface, member=method,
                signature=signature, body=list(body),
            )
        )  # fmt: skip
        assert reply is not None and reply.message_type is not MessageType.ERROR, (member, reply)
        return reply.body[0] if reply.body else None

    async def wait_for(self, name: str, *, there: bool = True) -> None:
        """Until somebody owns that name, or nobody does."""

        async def owned() -> bool:
            bus = "org.freedesktop.DBus"
            return bool(await self.call(bus, "/org/freedesktop/DBus", f"{bus}.NameHasOwner", "s", name))

        async with asyncio.timeout(PATIENCE_S):
            while await owned() is not there:
                await asyncio.sleep(0.02)

    async def emit(self, name: str, path: str, interface: str, member: str, *values: bool) -> None:
        """Have a mock send a signal with these truths."""
        body = [Variant("b", value) for value in values]
        arguments = (interface, member, "b" * len(values), body)
        await self.call(name, path, f"{MOCK}.EmitSignal", "sssav", *arguments)


async def until(condition: Callable[[], object], what: str, timeout: float = PATIENCE_S) -> None:
    """Wait in the loop until it is true."""
    try:
        async with asyncio.timeout(timeout):
            while not condition():
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"not within {timeout:g} s: {what}") from None
