"""What the window tests share: a Qt without a screen, and a resident's door that a test scripts."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbreak import words
from backbreak.door.protocol import DoorError, Request, greeting
from backbreak.door.server import Peer, Server
from backbreak.storage.places import Places, places_for
from backbreak.windows import clock

Answer = Callable[[Mapping[str, object]], Mapping[str, object]]

PATIENCE_S = 30
"""So long a busy machine may take for what nobody has promised the time of."""

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""A Wednesday."""


@pytest.fixture(autouse=True, scope="module")
def noon() -> Iterator[None]:
    """Have the windows' clock go on from a certain noon: no test sees a midnight or another weekday."""
    begun_s = time.monotonic()

    def now() -> datetime:
        at = NOW + timedelta(seconds=time.monotonic() - begun_s)
        return at.replace(microsecond=at.microsecond // 1000 * 1000)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", now)
        yield


class Patient(QtBot):
    """Waits for a fact as long as it takes; whoever says how long means a limit."""

    def waitUntil(self, callback, *, timeout=PATIENCE_S * 1000):
        return super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE_S * 1000, **how):
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitExposed(self, widget, *, timeout=PATIENCE_S * 1000):
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget, *, timeout=PATIENCE_S * 1000):
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In place of pytest-qt's own."""
    return Patient(request)


@dataclass(frozen=True)
class Doorstep:
    socket_path: Path

    @property
    def resident_lock(self) -> Path:
        return self.socket_path.with_name("resident.lock")


class ScriptedResident:
    """The real server on a thread of its own; a test says what it answers and sees what it was asked."""

    def __init__(self, socket_path: Path) -> None:
        self.socket_path = socket_path
        self.answers: dict[str, Answer] = {"subscribe": lambda _args: {}}
        self.asked: list[tuple[str, dict[str, object]]] = []
        self._held: list[threading.Event] = []
        self._loop = asyncio.new_event_loop()
        self._server = Server(Doorstep(socket_path), greeting("0.1.0", os.getpid(), ""), self._handle)
        self._thread = threading.Thread(target=self._run)
        self._open = threading.Event()
        self._thread.start()
        assert self._open.wait(PATIENCE_S)

    def commands(self) -> list[str]:
        return [command for command, _args in self.asked]

    def args_of(self, command: str) -> dict[str, object]:
        return next(args for asked, args in reversed(self.asked) if asked == command)

    def push(self, data: Mapping[str, object]) -> None:
        self._loop.call_soon_threadsafe(self._server.push, data)

    def order(self, order: str) -> None:
        def to_all() -> None:
            for peer in self._server.peers:
                self._server.order(peer, order)

        self._loop.call_soon_threadsafe(to_all)

    def dies_at(self, command: str, nth: int) -> None:
        """Go away as a killed process would, by itself when a command comes for the nth time."""

        def answer(_args: Mapping[str, object]) -> Mapping[str, object]:
            if self.commands().count(command) == nth:
                self._death = self._loop.create_task(self._server.stop())
            return {}

        self.answers[command] = answer

    def holds_back(self, command: str) -> Callable[[], None]:
        """Answer nobody any more from this command on, until what is given is called."""
        answer, free = self.answers.get(command, lambda _args: {}), threading.Event()
        self._held.append(free)
        self.answers[command] = lambda args: (free.wait(PATIENCE_S) and answer(args)) or {}
        return free.set

    def stop(self) -> None:
        """Go away as a killed process would: every connection closes."""
        for held in self._held:
            held.set()
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._server.stop(), self._loop).result(PATIENCE_S)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.start())
        self._open.set()
        self._loop.run_forever()
        self._loop.close()

    async def _handle(self, request: Request, _peer: Peer) -> Mapping[str, object]:
        self.asked.append((request.cmd, dict(request.args)))
        if request.cmd not in self.answers:
            raise DoorError("usage", f"no command {request.cmd}")
        return self.answers[request.cmd](request.args)


@pytest.fixture
def make_resident() -> Iterator[Callable[[Path], ScriptedResident]]:
    """Open a scripted resident's door at a path."""
    made: list[ScriptedResident] = []

    def make(socket_path: Path) -> ScriptedResident:
        made.append(ScriptedResident(socket_path))
        return made[-1]

    yield make
    for scripted in made:
        scripted.stop()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A home that was made."""
    made = places_for(tmp_path / "home")
    made.ensure()
    return made


@pytest.fixture
def resident(tmp_path: Path, make_resident: Callable[[Path], ScriptedResident]) -> ScriptedResident:
    return make_resident(tmp_path / "door")


@pytest.fixture
def longer() -> Iterator[None]:
    """A language whose every word is two fifths longer."""
    from windows.session.test_longer_words import Lengthened

    words.speak(Lengthened(), "xx")
    yield
    words.speak(None)


@pytest.fixture
def twice_as_large(qapp: QApplication) -> Iterator[None]:
    """Type of 200 %."""
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(larger)
    yield
    qapp.setFont(before)
