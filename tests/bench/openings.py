"""What windows leave behind in the resident: `python tests/bench/openings.py [TIMES [WINDOW ...]]`.

A real resident, on a session bus of its own with a tray and a notification server, opens every window it can
200 times, waits until the window speaks to it, and has it closed. The budget: its memory stays within 2 MiB
of what it was. Pages that other processes map too count as a share (PSS), which moves as others come and go;
what nobody shares (private) is the steadier figure. Not a test: a busy machine would take for ever.

- panel, history, settings, welcome, desk: asked for at the door, and closed as by their close button.
- session: a break that is asked for, and closed before anything is done.
- care: the same in a home whose user has not read the note, which the session's program shows first.
- card: a demo without notifications that prompts at once, and is snoozed for a minute of it, which takes the
  card away.
- broken: a history that breaks off, which is logged and told. The window that tells of a failure is none of
  the resident's: programs that a person started by hand open it.

Left out is the icon that a window's program shows in an X11 tray: it stays as long as the resident.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this folder: it has a `resident` of its own

from dbus_fast.aio import MessageBus  # noqa: E402
from resident.conftest import Server, Watcher, session_bus  # noqa: E402
from resident.running import QUICK, Resident, attached, hears, prepared, running, wait_for  # noqa: E402

from backbreak.door.client import GoneError  # noqa: E402

PATIENCE_S = 60.0
SEEN_S = 0.1
"""What a window and the resident have to say to each other at first is said by then."""
SETTLED_S = 5.0


@dataclass(frozen=True, slots=True)
class Desk:
    """Whom the resident works for: its arguments, the settings, and whether the note was read."""

    args: tuple[str, ...] = ()
    settings: str = ""
    """Some there must be for whoever has not read the note: somebody new is welcomed."""
    cared: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """How a window is brought forth, and how one that is there is closed."""

    bring: Callable[[Resident], object]
    close: Callable[[Resident, int], object]
    desk: Desk = Desk()


def ask(resident: Resident, command: str, **args: object) -> bool:
    """Ask for something; on a busy machine the answer may come too late, and it is done all the same."""
    with suppress(GoneError):
        resident.ask(command, **args)
        return True
    return False


def signalled(number: int, _resident: Resident, pid: int) -> None:
    """End a window: SIGTERM does what its close button would."""
    os.kill(pid, number)


def begun(resident: Resident) -> None:
    """Ask for a break, and wait until its window has what it is to play."""
    ask(resident, "start")
    wait_for(lambda: windows(resident) and attached(resident), "the session", PATIENCE_S)


def asked(name: str, closing: int = signal.SIGTERM) -> Way:
    return Way(lambda resident: ask(resident, name), partial(signalled, closing))


_closed = partial(signalled, signal.SIGTERM)
WAYS = {
    **{name: asked(name) for name in ("panel", "history", "settings", "welcome", "desk")},
    "session": Way(begun, _closed),
    "broken": asked("history", signal.SIGSEGV),
    "care": Way(begun, _closed, Desk(settings="[prompt]\n", cared=False)),
    "card": Way(
        lambda resident: resident.until("prompting"),
        lambda resident, _pid: ask(resident, "snooze", minutes=1),
        Desk(("--demo", QUICK), "[prompt]\nnotification = false\n"),
    ),
}


def windows(resident: Resident) -> list[int]:
    """The windows it has opened, in much less time than looking for them among all processes takes."""
    own = resident.process.pid
    return [int(pid) for pid in Path(f"/proc/{own}/task/{own}/children").read_text().split()]


def at_the_door(resident: Resident) -> bool:
    """Whether a window that can be asked to end speaks to the resident; nobody else does by then."""
    if not any(hears(pid, signal.SIGTERM) for pid in windows(resident)):
        return False
    lines = Path("/proc/net/unix").read_text(encoding="utf-8").splitlines()
    return sum(line.endswith(f" {resident.places.socket_path}") for line in lines) > 1  # one listens


def open_and_close(resident: Resident, name: str) -> None:
    """Bring a window forth, let it be seen, and have it closed; the resident knows that when this returns."""
    way = WAYS[name]
    way.bring(resident)
    wait_for(lambda: at_the_door(resident), f"{name} at the door", PATIENCE_S)
    (pid,) = windows(resident)
    time.sleep(SEEN_S)
    way.close(resident, pid)
    wait_for(lambda: not Path(f"/proc/{pid}").exists(), f"{name} to be gone", PATIENCE_S)


def memory(resident: Resident) -> str:
    """The resident's memory as the kernel counts it."""
    lines = Path(f"/proc/{resident.process.pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    kib = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines[1:])}
    private = kib["Private_Clean"] + kib["Private_Dirty"]
    return f"{kib['Pss'] / 1024:7.2f} MiB, private {private / 1024:6.2f}"


def measure(home: Path, desk: Desk, names: list[str], times: int) -> None:
    """Print the memory before, after the first of each, and after all."""
    (home / "config").mkdir(parents=True)
    prepared(home, desk.settings)
    if not desk.cared:
        (home / "state" / "care.json").unlink()
    with running(home, *desk.args, QT_QPA_PLATFORM="offscreen", TMPDIR=str(home.parent)) as resident:
        wait_for(lambda: ask(resident, "status"), "the whole program", PATIENCE_S)
        time.sleep(SETTLED_S)
        print(f"before                    {memory(resident)}", flush=True)
        for name in names:
            open_and_close(resident, name)
        print(f"after one of each         {memory(resident)}", flush=True)
        for name in names:
            began = time.monotonic()
            for _time in range(times - 1):
                open_and_close(resident, name)
            took = (time.monotonic() - began) / max(1, times - 1)
            print(f"after {times:3} of {name:12} {memory(resident)} ({took:.2f} s each)", flush=True)
        time.sleep(SETTLED_S)
        print(f"at last                   {memory(resident)}", flush=True)


async def main(times: int = 200, *names: str) -> None:
    """Measure these windows, or all; those for whom one resident will do share it."""
    with tempfile.TemporaryDirectory() as own, session_bus(Path(own)) as (address, _daemon):
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
        bus = await MessageBus(bus_address=address).connect()
        bus.export("/StatusNotifierWatcher", Watcher(host=True))
        bus.export("/org/freedesktop/Notifications", Server())
        await bus.request_name("org.kde.StatusNotifierWatcher")
        await bus.request_name("org.freedesktop.Notifications")
        for desk, some in groupby(names or WAYS, key=lambda name: WAYS[name].desk):
            home = Path(tempfile.mkdtemp(dir=own), "home")
            await asyncio.to_thread(measure, home, desk, list(some), times)
        bus.disconnect()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:2]), *sys.argv[2:]))
