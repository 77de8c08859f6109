"""What a running resident costs: `python tests/bench/resident.py [IDLE_SECONDS] [CYCLES] [ENTRIES]`.

On a session bus of its own with a tray and a notification server, without a display. Prints the time from the
start to the docked icon; memory (PSS) and context switches while idle; what prompts and sessions leave
behind; and the same with ten years of journal. Budgets: docked within 0.15 s, 24 MiB, one switch a minute,
2 MiB over 200 cycles. Not a test: a busy machine would fail it.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this folder: it has a `resident` of its own, this file
os.environ.pop("DISPLAY", None)
os.environ.pop("WAYLAND_DISPLAY", None)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once

from dbus_fast.aio import MessageBus  # noqa: E402
from resident.conftest import Server, Watcher, session_bus  # noqa: E402
from resident.running import Resident, prepared, pss_mib, running  # noqa: E402

from backbreak.core.journal import Entry, Outcome, encode  # noqa: E402

PARTS = ("opposite-arm-leg", "leg-lifts", "pelvis-lift", "hip-flex", "lumbar", "obliques")


def told(resident: Resident, file: str, key: str) -> int:
    """The sum of the process's values whose names end so: kB of memory, counts of switches."""
    lines = Path(f"/proc/{resident.process.pid}/{file}").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.split(":")[0].endswith(key))


async def docking_s(watcher: Watcher, home: Path) -> float:
    """From the start of the process to the icon being registered."""
    watcher.items.clear()
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "backbreak", "--home", str(home)])
    while not watcher.items:
        await asyncio.sleep(0.001)
    took = time.perf_counter() - began
    process.terminate()
    await asyncio.to_thread(process.wait)
    return took


def empty_s() -> float:
    """How long this machine takes at present to start a Python that does nothing."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


def idle(home: Path, seconds: float) -> None:
    with running(home, TMPDIR=str(home)) as resident:
        resident.ask("status")
        time.sleep(5)
        before = told(resident, "status", "ctxt_switches")
        time.sleep(seconds)
        switches = told(resident, "status", "ctxt_switches") - before
        cpu = sum(map(int, Path(f"/proc/{resident.process.pid}/stat").read_text().split()[13:15]))
        print(f"  memory after {seconds:.0f} s idle     {pss_mib(resident):7.2f} MiB")
        print(f"  switches a minute idle    {switches * 60 / seconds:7.2f}")
        print(f"  processor time so far     {cpu / os.sysconf('SC_CLK_TCK'):7.2f} s")
        began = time.perf_counter()
        resident.ask("status")
        print(f"  status answered in        {(time.perf_counter() - began) * 1000:7.2f} ms")


def cycles(home: Path, count: int) -> None:
    """Prompts, each snoozed once and then answered by a session."""
    with running(home, "--demo", "14400") as resident:
        first = 0.0
        for number in range(count + 20):
            if number == 20:  # by then everything has been loaded and used
                first = pss_mib(resident)
            resident.until("prompting")
            resident.ask("snooze", minutes=1)
            resident.until("prompting")
            with resident.door() as door:
                session = door.request("session-begin")["session"]
                assert isinstance(session, dict)
                door.request("session-beat", {"session": session["id"], "units": 1, "played_s": 9})
                door.request("session-finish", {"session": session["id"], "units": 1, "played_s": 9})
        print(f"  memory before and after   {first:7.2f} {pss_mib(resident):7.2f} MiB")


def write_years(home: Path, count: int) -> None:
    """A diligent user's journal."""
    at = datetime.now(UTC) - timedelta(hours=2.9 * count)
    folder = home / "data" / "journal"
    folder.mkdir(parents=True)
    with (folder / "desk-3fa1.jsonl").open("w") as out:
        for number in range(count):
            at += timedelta(hours=2.9)
            entry = Entry(id=f"01JD{number:022}", at=at, device="desk-3fa1", outcome=Outcome.COMPLETED,
                          prompted=at, round=1 + number // 24, exercise=PARTS[number % 6], units=5,
                          planned_units=5, seconds=120.0, sat_s=7300)  # fmt: skip
            out.write(encode(entry) + "\n")


async def main(idle_s: float = 60, count: int = 200, entries: int = 30_000) -> None:
    with tempfile.TemporaryDirectory() as name, session_bus(Path(name)) as (address, _daemon):
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
        bus = await MessageBus(bus_address=address).connect()
        watcher = Watcher(host=True)
        bus.export("/StatusNotifierWatcher", watcher)
        bus.export("/org/freedesktop/Notifications", Server())
        await bus.request_name("org.kde.StatusNotifierWatcher")
        await bus.request_name("org.freedesktop.Notifications")
        took = [await docking_s(watcher, prepared(Path(name, "docking"))) for _ in range(6)]
        print(f"start to docked             {min(took[1:]):7.3f} s at best, {max(took[1:]):.3f} at worst")
        print(f"an empty Python starts in   {min(empty_s() for _ in range(6)):7.3f} s (0.01 if left alone)")
        print("an empty journal")
        await asyncio.to_thread(idle, prepared(Path(name, "idle")), idle_s)
        print(f"{count} prompts and sessions")
        await asyncio.to_thread(cycles, prepared(Path(name, "cycles")), count)
        print(f"{entries} entries in the journal")
        old = Path(name, "old")
        write_years(old, entries)
        await asyncio.to_thread(idle, prepared(old), idle_s)
        bus.disconnect()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
