"""What tests of the desktop's settings share: settings files, a bus, and a portal of a test's own."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BUS_CONFIG = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""

Child = subprocess.Popen[str]
Follow = Callable[[str], Child]


@pytest.fixture
def config(tmp_path, monkeypatch) -> Path:
    """A desktop's settings files, of which there are none yet, and no bus."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "system"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return tmp_path


@pytest.fixture
def children() -> Iterator[ExitStack]:
    """Ends every child process at the end of a test."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def bus(config, children, monkeypatch) -> None:
    """A session bus nobody else is on."""
    (config / "bus.conf").write_text(BUS_CONFIG)
    command = ["dbus-daemon", f"--config-file={config / 'bus.conf'}", "--nofork", "--print-address=1"]
    daemon = children.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    children.callback(daemon.terminate)
    assert daemon.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())


@pytest.fixture
def follow(config, children) -> Follow:
    """Start a process that prints what `Motion` says."""

    def start(setting: str) -> Child:
        return started(children, HERE / "follower.py", setting)

    return start


class Portal:
    """A settings portal; calling it gives settings their values."""

    def __init__(self, process: Child) -> None:
        self._process = process

    def __call__(self, **values: object) -> None:
        assert self._process.stdin is not None
        given = {key.replace("_", "-"): value for key, value in values.items()}
        self._process.stdin.write(json.dumps(given) + "\n")
        self._process.stdin.flush()
        assert said(self._process) == "set"

    def hang(self) -> None:
        """Answer nobody any more."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Answer again, and first whoever has asked meanwhile."""
        self._process.send_signal(signal.SIGCONT)


@pytest.fixture
def portal(bus, children) -> Portal:
    """Start a settings portal that knows nothing yet."""
    return Portal(started(children, HERE / "fake_portal.py"))


def started(children: ExitStack, *command: object) -> Child:
    words = [sys.executable, *(str(word) for word in command)]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    children.enter_context(process)
    children.callback(process.kill)
    return process


def said(process: Child) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def said_within(process: Child, seconds: float) -> str | None:
    return said(process) if select.select([process.stdout], [], [], seconds)[0] else None
