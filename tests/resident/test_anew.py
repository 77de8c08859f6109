"""When the session bus ends: with one that is there again the program starts anew, without it ends."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resident.conftest import BUS_CONFIG
from resident.running import PATIENCE_S, prepared, running, wait_for


@contextmanager
def bus_at(socket: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A session bus at a place of its own, as the system keeps one for each user."""
    config = socket.with_suffix(".conf")
    config.write_text(BUS_CONFIG.replace("unix:tmpdir=/tmp", f"unix:path={socket}"))
    with subprocess.Popen(["dbus-daemon", f"--config-file={config}", "--nofork"]) as daemon:
        try:
            wait_for(socket.exists, "the bus")
            yield daemon
        finally:
            daemon.kill()
    socket.unlink(missing_ok=True)


def test_a_bus_that_did_not_answer_at_the_start_is_used_once_it_does(tmp_path: Path) -> None:
    socket = tmp_path / "bus"
    home = prepared(tmp_path / "home")
    with bus_at(socket) as bus:
        bus.send_signal(signal.SIGSTOP)
        with running(home, DBUS_SESSION_BUS_ADDRESS=f"unix:path={socket}") as resident:
            log = resident.places.log_file
            told = "the session bus cannot be used"
            wait_for(lambda: log.exists() and told in log.read_text(), "the program to go on without")
            pid, spell = resident.process.pid, resident.ask("status")["sitting_since"]
            bus.send_signal(signal.SIGCONT)
            wait_for(lambda: "on the session bus as" in log.read_text(), "the program to be on the bus")
            resident.until("sitting")
            assert resident.process.pid == pid and resident.ask("status")["sitting_since"] == spell
            assert resident.end() == 0


def test_a_bus_that_broke_off_and_is_there_again_finds_the_program_on_it_again(tmp_path: Path) -> None:
    socket = tmp_path / "bus"
    home = prepared(tmp_path / "home")
    with bus_at(socket) as first, running(home, DBUS_SESSION_BUS_ADDRESS=f"unix:path={socket}") as resident:
        log = resident.places.log_file

        def on_the_bus() -> int:
            return log.read_text().count("on the session bus as") if log.exists() else 0

        wait_for(lambda: on_the_bus() == 1, "the program to be on the bus")
        pid, spell = resident.process.pid, resident.ask("status")["sitting_since"]
        with bus_at(tmp_path / "next") as second:
            first.kill()
            first.wait()
            (tmp_path / "next").replace(socket)  # at once: it looks for a few seconds and no longer
            wait_for(lambda: on_the_bus() == 2, "the program to be on the new bus")
            resident.until("sitting", "held")
            assert (resident.process.pid, resident.process.poll()) == (pid, None)
            assert resident.ask("status")["sitting_since"] == spell
            second.kill()
            assert resident.process.wait(PATIENCE_S) == 0, "and with a bus that is gone it ends"
    assert "Traceback" not in log.read_text() + resident.log.read_text()
