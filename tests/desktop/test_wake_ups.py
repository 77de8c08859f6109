"""Beside two buses full of other programs' chatter nothing of ours wakes; what concerns us does."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

from dbus_fast import Message, Variant
from dbus_fast.aio import MessageBus
from desktop.harness.dnd import Session
from desktop.harness.mocks import MOCK, PrivateBus, until

from backbreak.resident.presence.logind import LOGIN
from backbreak.resident.quiet.dnd import SERVER, SERVER_PATH

LISTENER = Path(__file__).parent / "listener.py"
LISTENS_S = 2.0
PAUSE_S = 1 / 20
LOOKS = 60
"""So many looks, five milliseconds apart, tell whether a process sleeps."""
ROOT = "/org/freedesktop/login1"
PROPERTIES = "org.freedesktop.DBus.Properties"


def switches(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)


async def asleep(pid: int) -> int:
    """Its switches so far, once they have been the same for a while."""
    counts: list[int] = []

    def still() -> bool:
        counts.append(switches(pid))
        return counts[-LOOKS:].count(counts[-1]) == LOOKS

    await until(still, "the listener has done all it had to do, and sleeps")
    return counts[-1]


def chatter(round_: int) -> list[Message]:
    """What other programs say all day, some of it nearly what we listen for."""
    changed = {"Metadata": Variant("s", str(round_))}
    player, saver = "org.mpris.MediaPlayer2.Player", "org.gnome.ScreenSaver"
    return [
        Message.new_signal("/x", PROPERTIES, "PropertiesChanged", "sa{sv}as", [player, changed, []]),
        Message.new_signal("/org/gnome/ScreenSaver", saver, "ActiveChanged", "b", [True]),
        Message.new_signal("/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyRemoved", "ss", ["a", "/b"]),
        Message.new_signal(ROOT, "org.freedesktop.login1.Manager", "PrepareForSleep", "b", [True]),
    ]


async def chat(bus: MessageBus) -> None:
    """Twenty signals of each kind a second, for ever, and a name that comes and goes."""
    round_ = 0
    while True:
        for message in chatter(round_):
            await bus.send(message)
        await (bus.release_name if round_ % 2 else bus.request_name)("org.example.Elsewhere")
        round_ += 1
        await asyncio.sleep(PAUSE_S)


async def measured(system: PrivateBus, session: Session, seconds: float) -> int:
    """How often the listener was switched to meanwhile; and it hears what is meant for it."""
    system.spawn_mock("--template", "logind")
    session.spawn_mock(SERVER, SERVER_PATH, SERVER)
    async with system.join() as hand, session.join() as other:
        await hand.wait_for(LOGIN)
        await other.wait_for(SERVER)
        for name in ("c7", "c9"):
            seat = (name, "seat0", os.getuid(), "somebody", True)
            await hand.call(LOGIN, ROOT, f"{MOCK}.AddSession", "ssusb", *seat)
        listener = session.processes.spawn(
            [sys.executable, str(LISTENER)],
            env={"DBUS_SYSTEM_BUS_ADDRESS": system.address, "XDG_SESSION_ID": "c7",
                 "PYTHONPATH": str(Path(__file__).parents[2])},
            log="listener",
        )  # fmt: skip
        log = session.processes.logs / "listener.log"
        await until(lambda: "ready" in log.read_text(), "the listener is ready")
        assert log.read_text().startswith("None no screen saver"), log.read_text()
        talking = [asyncio.ensure_future(chat(one.bus)) for one in (hand, other)]
        before = await asleep(listener.pid)
        for _ in range(2):  # another session's screen
            for locked in (True, False):
                path = f"{ROOT}/session/c9"
                await hand.call(LOGIN, path, "org.freedesktop.login1.Session.SetLockedHint", "b", locked)
        await asyncio.sleep(seconds)
        found = switches(listener.pid) - before
        for one in talking:
            one.cancel()
            with suppress(asyncio.CancelledError):
                await one
        await hand.call(
            LOGIN, f"{ROOT}/session/c7", "org.freedesktop.login1.Session.SetLockedHint", "b", True
        )
        await until(lambda: "lock" in log.read_text().split(), "it hears its own lock")
        await hand.emit(LOGIN, ROOT, "org.freedesktop.login1.Manager", "PrepareForSleep", True)
        await until(lambda: "sleep" in log.read_text().split(), "it hears of sleep")
        return found


def test_other_programs_signals_do_not_wake_the_listener(tmp_path: Path) -> None:
    system, session = PrivateBus(tmp_path, "system"), Session(tmp_path)
    try:
        assert asyncio.run(measured(system, session, LISTENS_S)) == 0
    finally:
        session.close()
        system.close()
