"""Real compositors without a screen, each with a way to make input in it and nothing else that does."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from dataclasses import dataclass, field
from pathlib import Path

from dbus_fast.aio import MessageBus
from desktop.harness import xfce
from desktop.harness.processes import Processes
from desktop.harness.waiting import PATIENCE_S, POLL_S, wait_until
from desktop.typists import BETWEEN_KEYS_S, ENDLESS, Mouse, repeating

from backbreak.resident.presence.ext_idle import ExtIdle
from backbreak.resident.presence.kde_idle import KdeIdle
from backbreak.resident.presence.mutter import MONITOR, Mutter
from backbreak.resident.presence.sources import IdleSource
from backbreak.resident.wayland.connection import NoCompositorError, connect

Lost = Callable[[str], None]


@dataclass
class Stage:
    """One compositor and the source that is tested with it, which `listen` opens.

    `press` is a key, or a push of the mouse; within `typing` there are many a second, all of a device that
    stays plugged in until the end.
    """

    processes: Processes
    run: Path
    compositor: subprocess.Popen[bytes] | None = None
    press: Callable[[], Awaitable[None]] = field(default=lambda: asyncio.sleep(0))
    typing: Callable[[], AbstractAsyncContextManager[None]] = field(default=lambda: nullcontext())
    make: Callable[[Lost], Awaitable[IdleSource]] | None = None
    bus: MessageBus | None = None

    @property
    def env(self) -> dict[str, str]:
        return self.processes.env

    @asynccontextmanager
    async def listen(self, lost: Lost) -> AsyncIterator[IdleSource]:
        """A source that works, as soon as the compositor answers it in the time it gives it."""
        assert self.make is not None
        source = await self.make(lost)
        async with asyncio.timeout(PATIENCE_S):
            while await source.unavailable() is not None:
                await asyncio.sleep(POLL_S)
        try:
            yield source
        finally:
            source.close()
            if self.bus is not None:
                self.bus.disconnect()

    def kill(self) -> None:
        """End the compositor at once."""
        assert self.compositor is not None
        self.compositor.kill()
        self.compositor.wait()

    async def run_to_end(self, *command: str) -> None:
        process = await asyncio.create_subprocess_exec(*command, env=self.env)
        assert await process.wait() == 0

    def start_bus(self) -> None:
        config = xfce.write_bus_config(self.run, "session", self.run, services=False)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.processes.spawn_telling(
            ["dbus-daemon", f"--config-file={config}", "--nofork"], "--print-address=%d"
        )
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={self.run}/nobody-is-here"

    def use_socket(self, pattern: str) -> None:
        """Wait for the compositor's socket, and have everything use it."""
        found = wait_until(lambda: [*self.run.glob(pattern)], "the compositor listens")
        self.env["WAYLAND_DISPLAY"] = found[0].name


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    logs = folder / "logs"
    logs.mkdir()
    run = Path(tempfile.mkdtemp(prefix="stage-", dir="/tmp"))
    opened = Stage(Processes(logs), run)
    opened.env.update(XDG_RUNTIME_DIR=str(run), HOME=str(run), GSETTINGS_BACKEND="memory")
    try:
        yield opened
    finally:
        opened.processes.close()
        shutil.rmtree(run, ignore_errors=True)


@contextmanager
def sway(folder: Path) -> Iterator[Stage]:
    """sway, typed into by wtype; it does not start as root."""
    with stage(folder) as opened:
        config = opened.run / "config"
        config.write_text("xwayland disable\n")
        opened.env.update(WLR_BACKENDS="headless", WLR_LIBINPUT_NO_DEVICES="1", WLR_RENDERER="pixman")
        opened.compositor = opened.processes.spawn(["sway", "-c", config])
        opened.use_socket("wayland-[0-9]")
        opened.press = lambda: opened.run_to_end("wtype", "a")

        @asynccontextmanager
        async def typing() -> AsyncIterator[None]:
            delay_ms = str(round(BETWEEN_KEYS_S * 1000))
            typist = await asyncio.create_subprocess_exec("wtype", "-d", delay_ms, ENDLESS, env=opened.env)
            try:
                yield
                assert typist.returncode is None, "somebody typed to the end"
            finally:
                with suppress(ProcessLookupError):
                    typist.kill()
                await typist.wait()

        async def make(lost: Lost) -> IdleSource:
            return KdeIdle(opened.env, lost)

        opened.typing, opened.make = typing, make
        yield opened


@contextmanager
def kwin(folder: Path) -> Iterator[Stage]:
    """KWin without a screen, its mouse moved by its own protocol for that."""
    with stage(folder) as opened:
        opened.start_bus()
        program = opened.run / "kwin_wayland"
        # A copy has not the leave to run in real time, which containers refuse together with the program.
        shutil.copyfile(shutil.which("kwin_wayland") or "kwin_wayland", program)
        program.chmod(0o700)
        opened.env.update(KWIN_WAYLAND_NO_PERMISSION_CHECKS="1", KWIN_COMPOSE="Q")
        options = ["--virtual", "--no-lockscreen", "--no-global-shortcuts", "--socket", "wayland-kwin"]
        opened.compositor = opened.processes.spawn([program, *options])
        opened.use_socket("wayland-kwin")

        async def press() -> None:
            mouse = await Mouse.at(opened.env)
            mouse.push()
            await mouse.leave()

        @asynccontextmanager
        async def typing() -> AsyncIterator[None]:
            mouse = await Mouse.at(opened.env)
            async with repeating(mouse.push):
                yield
            await mouse.leave()

        async def make(lost: Lost) -> IdleSource:
            return ExtIdle(opened.env, lost)

        opened.press, opened.typing, opened.make = press, typing, make
        wait_until(lambda: asyncio.run(answers(opened.env)), "KWin answers")
        yield opened


@contextmanager
def mutter(folder: Path) -> Iterator[Stage]:
    """Mutter as an X11 window manager under Xvfb, typed into by xdotool."""
    with stage(folder) as opened:
        opened.start_bus()
        server = ["Xvfb", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset"]
        opened.env["DISPLAY"] = ":" + opened.processes.spawn_telling(server, "-displayfd %d")
        opened.compositor = opened.processes.spawn(["mutter", "--x11", "--sm-disable"])
        opened.press = lambda: opened.run_to_end("xdotool", "key", "a")

        @asynccontextmanager
        async def typing() -> AsyncIterator[None]:
            # A key that is down when its xdotool is killed stays down: this one obeys, line by line.
            pipe = asyncio.subprocess.PIPE
            typist = await asyncio.create_subprocess_exec("xdotool", "-", stdin=pipe, env=opened.env)
            keys = typist.stdin
            assert keys is not None
            async with repeating(lambda: keys.write(b"key a\n")):
                yield
            keys.close()
            assert await typist.wait() == 0

        async def make(lost: Lost) -> IdleSource:
            opened.bus = await MessageBus(bus_address=opened.env["DBUS_SESSION_BUS_ADDRESS"]).connect()
            return Mutter(opened.bus, lost)

        async def works() -> bool:
            source = await make(lambda why: None)
            why = await source.unavailable()
            source.close()
            assert opened.bus is not None
            opened.bus.disconnect()
            return why is None

        opened.typing, opened.make = typing, make
        wait_until(lambda: asyncio.run(works()), f"{MONITOR} answers")
        yield opened


async def answers(env: dict[str, str]) -> bool:
    """Whether this compositor takes part in a roundtrip."""
    with suppress(NoCompositorError):
        connection = await connect(env, lambda why: None)
        await connection.roundtrip()
        connection.close()
        return True
    return False
