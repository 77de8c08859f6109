"""What nobody foresaw really happens to a running resident: it is told once, and reminders go on."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.program import run, valid
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from resident.running import QUICK, Resident, prepared, running, wait_for

from backbreak.resident.unforeseen import Failures
from backbreak.words import use

SERVER = "org.freedesktop.Notifications"


class Server(threading.Thread):
    """A notification server that keeps what it is told to show, and may answer nonsense."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.shown: list[list[object]] = []
        self.nonsense = self.empty = False
        self._address = address
        self._loop = asyncio.new_event_loop()
        self._there = threading.Event()
        self.start()
        assert self._there.wait(10)

    def run(self) -> None:
        async def serve() -> None:
            bus = await MessageBus(self._address).connect()
            bus.add_message_handler(self._answer)
            await bus.request_name(SERVER)
            self._there.set()
            await bus.wait_for_disconnect()

        try:
            self._loop.run_until_complete(serve())
        except (EOFError, OSError):
            self._loop.close()

    def _answer(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != SERVER:
            return None
        if message.member == "GetCapabilities":
            return Message.new_method_return(message, "as", [["actions", "body"]])
        if message.member == "Notify":
            self.shown.append(message.body)
            answer = ("s", ["yes"]) if self.nonsense else ("u", [len(self.shown)])
            return Message.new_method_return(message, *answer)
        if message.member == "CloseNotification" or self.empty:
            return Message.new_method_return(message)
        return Message.new_error(message, f"{SERVER}.Error", "not here")

    def notices(self) -> list[str]:
        """What it was told to show of errors."""
        return [str(body[4]) for body in self.shown if "nobody foresaw" in str(body[4])]


@pytest.fixture
def server(bus_daemon) -> Iterator[Server]:
    address, daemon = bus_daemon
    one = Server(address)
    one.address = address
    yield one
    daemon.terminate()
    one.join(10)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def rows_of(resident: Resident) -> dict[str, dict[str, object]]:
    with resident.door() as door:
        view = door.request("tray-attach")
    return {row["id"]: row for row in view["rows"]}


def count(resident: Resident) -> int:
    failure = resident.ask("status")["failure"]
    return 0 if failure is None else int(failure["count"])


def crash_a_panel(resident: Resident, signal_number: signal.Signals) -> None:
    resident.ask("panel")
    wait_for(lambda: resident.windows("panel"), "the panel")
    (pid,) = resident.windows("panel")
    os.kill(pid, signal_number)
    wait_for(lambda: not resident.windows("panel"), "its end")


def test_a_window_that_crashes_is_told_of_once(home: Path, server: Server) -> None:
    env = {"DBUS_SESSION_BUS_ADDRESS": server.address, "QT_QPA_PLATFORM": "offscreen"}
    with running(home, **env) as resident:
        assert resident.ask("status")["failure"] is None
        crash_a_panel(resident, signal.SIGTERM)
        assert resident.ask("status")["failure"] is None
        for crashes in (1, 2):
            crash_a_panel(resident, signal.SIGSEGV)
            wait_for(lambda: count(resident) == crashes, "the count")  # noqa: B023 - called at once
        wait_for(lambda: server.notices(), "the notice")
        (told,) = server.notices()
        assert "panel" in told and str(resident.places.log_file) in told
        assert resident.ask("why")["failure"]["text"] == told
        assert not rows_of(resident)["failure"]["visible"]


def test_a_service_that_answers_nonsense_is_told_of_by_a_notice_of_its_own(
    home: Path, server: Server
) -> None:
    server.empty = True
    with running(home, "--demo", QUICK, DBUS_SESSION_BUS_ADDRESS=server.address) as resident:
        resident.until("prompting")
        wait_for(lambda: server.notices(), "the notice")
        wait_for(lambda: count(resident) >= 2, "the second time")
        (told,) = server.notices()
        assert "IndexError in resident/quiet/dnd.py" in told
        assert resident.until("prompting")["reason"]["id"]


def test_where_prompting_itself_fails_the_tray_says_so_and_nothing_else(home: Path, server: Server) -> None:
    server.nonsense = True
    with running(home, "--demo", QUICK, DBUS_SESSION_BUS_ADDRESS=server.address) as resident:
        resident.until("prompting")
        wait_for(lambda: resident.ask("status")["failure"], "the failure to be known")
        failure = resident.ask("status")["failure"]
        assert failure["what"].startswith("ValueError in resident/notify.py, line ")
        assert rows_of(resident)["failure"] == {
            "id": "failure", "label": failure["text"], "enabled": False, "visible": True,
        }  # fmt: skip
        assert server.notices() == []
        log = resident.places.log_file.read_text()
        assert "Traceback" in log and "ValueError" in log
        assert "Traceback" not in resident.log.read_text()
        assert "the notification failed" in resident.log.read_text()
        for command in ("status", "why"):
            assert run(command, "--home", home).out.splitlines()[-1] == failure["text"]
            valid(command, run(command, "--home", home, "--json").json)


EVERYWHERE = """
import asyncio, gc, sys, threading
from pathlib import Path
from backbreak.resident.logs import open_log

class Ends:
    def __del__(self): raise LookupError("secret of Anna")

async def fails(): raise OSError("secret of Anna")

async def main():
    told = []
    failures = open_log(Path(sys.argv[1]))
    failures.listen(told.append, lambda: None)
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: {}["secret of Anna"])
    task = loop.create_task(fails())
    await asyncio.sleep(0)
    del task
    Ends()
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start(); thread.join()
    gc.collect()
    for number in range(30):
        loop.call_soon(eval, f"{number}.nothing_of_it" if number % 2 else "unknown")
    await asyncio.sleep(0)
    failures.handle(__import__("logging").makeLogRecord({"name": "x", "levelno": 40, "window": "panel"}))
    print(failures.as_json()["count"], *sorted(failure.what for failure in told), sep="\\n")
asyncio.run(main())
"""


def test_wherever_it_happens_it_is_heard_of_and_never_a_flood(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-c", EVERYWHERE, str(log)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    count, *told = done.stdout.splitlines()
    assert int(count) == 35
    assert told == ["KeyError", "LookupError", "NameError", "OSError", "ZeroDivisionError"]
    assert log.read_text().count("Traceback") == 34
    assert "secret" not in done.stdout


def test_a_window_that_broke_off_has_its_name_in_every_language(tmp_path: Path) -> None:
    told: list[str] = []
    use("de")
    try:
        failures = Failures(tmp_path / "log")
        failures.listen(lambda failure: told.append(failure.what), lambda: None)
        failures.handle(logging.makeLogRecord({"name": "x", "levelno": 40, "window": "settings"}))
    finally:
        use("en")
    assert told == ["das Fenster Einstellungen brach ab"]
