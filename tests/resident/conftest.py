"""What the tests of the resident's edges share: leave to nudge the clock, and a bus with its services."""

# No `from __future__ import annotations` here: dbus-fast reads the annotations, and a "None" confuses it.

import asyncio
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated

import pytest
from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusDict, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

BUS_CONFIG = """<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>"""
Names = Annotated[list[str], DBusSignature("as")]


@pytest.fixture
def set_clock() -> Iterator[Callable[[int], None]]:
    """Set the wall clock off by some nanoseconds, and put it right at the end; skipped where not allowed."""
    offset_ns = 0

    def step(by_ns: int) -> None:
        nonlocal offset_ns
        time.clock_settime_ns(time.CLOCK_REALTIME, time.clock_gettime_ns(time.CLOCK_REALTIME) + by_ns)
        offset_ns += by_ns

    try:
        step(0)
    except PermissionError:
        pytest.skip("only root may set the clock")
    yield step
    step(-offset_ns)


@contextmanager
def session_bus(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A session bus nobody else is on, which starts no services: its address and its process."""
    config = folder / "bus.conf"
    config.write_text(BUS_CONFIG)
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip(), daemon
        finally:
            daemon.terminate()


@pytest.fixture
def bus_daemon(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with session_bus(tmp_path) as bus:
        yield bus


class Watcher(ServiceInterface):
    """A tray: the watcher's side of the protocol, with a host that can come and go."""

    def __init__(self, host: bool) -> None:
        super().__init__("org.kde.StatusNotifierWatcher")
        self.items: list[str] = []
        self.host = host
        self.host_at_registration: list[bool] = []

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> Names:
        return [f"{item}/StatusNotifierItem" for item in self.items]

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> DBusBool:
        return self.host

    @dbus_method()
    def RegisterStatusNotifierItem(self, service: DBusStr) -> None:
        self.items.append(service)
        self.host_at_registration.append(self.host)
        self.StatusNotifierItemRegistered(f"{service}/StatusNotifierItem")

    @dbus_signal()
    def StatusNotifierItemRegistered(self, service: str) -> DBusStr:
        return service

    @dbus_signal()
    def StatusNotifierHostRegistered(self) -> None: ...


class Server(ServiceInterface):
    """A notification server that remembers what it was told.

    `late_s` makes it slow; where `hangs` is an event, it shows nothing before that is set.
    """

    def __init__(self, capabilities: tuple[str, ...] = ("actions", "body", "body-markup")) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.capabilities = capabilities
        self.late_s = 0.0
        self.hangs: asyncio.Event | None = None
        self.asked = 0
        self.shown: dict[int, SimpleNamespace] = {}
        self.closed: list[int] = []
        self.next_id = 1

    @dbus_method()
    def GetCapabilities(self) -> Names:
        return list(self.capabilities)

    @dbus_method()
    async def Notify(
        self,
        app: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Names,
        hints: DBusDict,
        expire_ms: DBusInt32,
    ) -> DBusUInt32:
        self.asked += 1
        await asyncio.sleep(self.late_s)
        if self.hangs is not None:
            await self.hangs.wait()
        number = replaces or self.next_id
        self.next_id = max(self.next_id, number) + (0 if replaces else 1)
        plain = {key: value.value for key, value in hints.items()}
        self.shown[number] = SimpleNamespace(
            replaces=replaces, summary=summary, body=body, actions=actions, hints=plain, expire_ms=expire_ms
        )
        return number

    @dbus_method()
    def CloseNotification(self, number: DBusUInt32) -> None:
        self.closed.append(number)
        if self.shown.pop(number, None) is not None:
            self.NotificationClosed(number, 3)

    @dbus_signal()
    def ActivationToken(self, number: int, token: str) -> Annotated[list[object], DBusSignature("us")]:
        return [number, token]

    @dbus_signal()
    def ActionInvoked(self, number: int, key: str) -> Annotated[list[object], DBusSignature("us")]:
        return [number, key]

    @dbus_signal()
    def NotificationClosed(self, number: int, reason: int) -> Annotated[list[int], DBusSignature("uu")]:
        return [number, reason]


@pytest.fixture
def desk(bus_daemon):
    """The bus, its services to be, and a way to join it."""
    bus_address, daemon = bus_daemon

    @asynccontextmanager
    async def join():
        bus = await MessageBus(bus_address=bus_address).connect()
        try:
            yield bus
        finally:
            bus.disconnect()
            await asyncio.sleep(0)

    @asynccontextmanager
    async def offer(name: str, path: str, service: ServiceInterface):
        async with join() as bus:
            bus.export(path, service)
            await bus.request_name(name)
            yield service

    async def cut(bus: MessageBus):
        """Kill the bus, and wait until this connection has noticed."""
        # dbus-fast says goodbye on the dead socket and never looks at the error; asyncio would log that.
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        daemon.kill()
        with suppress(EOFError, OSError):
            await asyncio.wait_for(bus.wait_for_disconnect(), 20)

    async def until(condition, seconds=20.0):
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.002)

    return SimpleNamespace(
        address=bus_address,
        cut=cut,
        join=join,
        until=until,
        watcher=lambda host=True: offer(
            "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", Watcher(host)
        ),
        server=lambda *capabilities: offer(
            "org.freedesktop.Notifications",
            "/org/freedesktop/Notifications",
            Server(capabilities) if capabilities else Server(),
        ),
    )
