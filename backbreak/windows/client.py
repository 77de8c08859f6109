"""The windows' end of the door: a QLocalSocket that speaks JSON lines with the resident.

A window asks and is told by callbacks; whatever the resident says unasked (snapshots, orders) arrives as
signals. However the connection ends, every open question gets an answer first, then `lost` is emitted once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from backbreak.core.errors import BackbreakError
from backbreak.door.protocol import PROTOCOL, REPLY_LIMIT, DoorError, decode, read_greeting, request
from backbreak.words import _
from backbreak.words.refusals import told as refused

REPLY_TIMEOUT_MS = 5_000

UNREAD_MS = 50
"""So long whoever was busy drawing has for what came meanwhile, before an answer is called too late."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the resident; `code` is "nonsense", "usage", "failed", or ours: "lost", "timeout"."""

    ok: bool
    result: Mapping[str, object] = field(default_factory=dict)
    code: str = ""
    text: str = ""

    def why(self) -> str:
        """Say why it failed: in the language in use where the words are ours, else in the resident's."""
        return _too_late().text if self.code == "timeout" else self.text


class RefusedError(BackbreakError):
    """A wish that was refused; `code` as at the door."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Question:
    on_reply: Callable[[Reply], None]
    deadline: QDeadlineTimer


class DoorClient(QObject):
    """One connection to the resident of a home."""

    greeted = Signal(str)
    """The resident is there and speaks our protocol; its version."""
    snapshot = Signal(object)
    """The status document (a dict with "prompt"), after `subscribe`."""
    tray = Signal(object)
    """What the tray is to show (a dict), after `tray-attach`."""
    order = Signal(str)
    """"pause", "resume" or "close", for an attached session; "raise" for a window that is wanted."""
    lost = Signal(str)
    """The connection failed or ended; one line saying why. Emitted once."""

    def __init__(self, socket_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = socket_path
        self._buffer = b""
        self._next_id = 1
        self._questions: dict[int, _Question] = {}
        self._greeted = False
        self._over = False
        self._impatience = QTimer(self, singleShot=True)
        self._impatience.timeout.connect(self._hear_out)
        # No child of ours: children die after us, and a dying socket still says that it is disconnected.
        self._socket = QLocalSocket()
        self._socket.readyRead.connect(self._read)
        self._socket.errorOccurred.connect(self._failed)
        self._socket.disconnected.connect(self._disconnected)

    @property
    def connected(self) -> bool:
        """Whether the resident has greeted and the connection stands."""
        return self._greeted and not self._over

    def open(self) -> None:
        """Connect; `greeted` or `lost` follows, also when the resident accepts but never says hello."""
        patience = QTimer(self, singleShot=True, interval=REPLY_TIMEOUT_MS)
        patience.timeout.connect(lambda: QTimer.singleShot(UNREAD_MS, self, self._expect_greeting))
        patience.start()
        self._socket.connectToServer(str(self._path))

    def ask(
        self,
        command: str,
        args: Mapping[str, object] | None = None,
        on_reply: Callable[[Reply], None] | None = None,
        timeout_ms: int = REPLY_TIMEOUT_MS,
    ) -> None:
        """Send a command; `on_reply` is called exactly once, later, with the answer, "lost" or "timeout"."""
        number = self._next_id
        self._next_id += 1
        patience_ms = 0 if self._over else timeout_ms
        self._questions[number] = _Question(on_reply or _ignore, QDeadlineTimer(patience_ms))
        self._arm()
        if self._over:
            return
        self._socket.write(request(number, command, args or {}))

    def subscribe(self) -> None:
        """Ask for snapshots from now on."""
        self.ask("subscribe")

    def close(self) -> None:
        """Hang up on purpose: what was written is sent, nothing is emitted any more."""
        self._over = True
        self._questions.clear()
        self._impatience.stop()
        self._socket.disconnectFromServer()

    def drop(self) -> None:
        """Hang up on a resident that is stuck, as if it had gone: `lost` is emitted."""
        self._end(_gone().text)

    def _read(self) -> None:
        self._buffer += self._socket.readAll().data()
        while not self._over:
            line, newline, rest = self._buffer.partition(b"\n")
            if not newline:
                break
            self._buffer = rest
            if line.strip():
                self._handle(line)
        if len(self._buffer) > REPLY_LIMIT:
            self._end(_("the resident sent a line without end: restart it"))

    def _handle(self, line: bytes) -> None:
        try:
            if self._greeted:
                self._heard(decode(line))
            else:
                self._greet(line)
        except DoorError as error:
            self._end(refused(error))

    def _greet(self, line: bytes) -> None:
        greeting = read_greeting(line)
        if greeting.protocol == PROTOCOL:
            self._greeted = True
            self.greeted.emit(greeting.version)
        else:
            self._end(
                _("the running backbreak is version %(version)s and speaks another protocol: restart it")
                % {"version": greeting.version}
            )

    def _heard(self, message: Mapping[str, object]) -> None:
        if "push" in message:
            self._pushed(message.get("push"), message.get("data"))
            return
        number = message.get("id")
        if isinstance(number, int):
            self._answer(number, _reply(message))

    def _pushed(self, kind: object, data: object) -> None:
        if not isinstance(data, dict):
            return
        if kind == "snapshot":
            self.snapshot.emit(data)
        elif kind == "tray":
            self.tray.emit(data)
        elif kind == "order" and isinstance(data.get("order"), str):
            self.order.emit(data["order"])
            if data["order"] == "raise":  # one that has hung up meanwhile does not say so, and another comes
                self.ask("raised")

    def _answer(self, number: int, reply: Reply) -> None:
        question = self._questions.pop(number, None)
        if question is None:  # it came after its time-out
            return
        question.on_reply(reply)

    def _arm(self) -> None:
        """Wait for the most impatient of the questions; one timer serves them all."""
        if self._questions:
            self._impatience.start(min(one.deadline.remainingTime() for one in self._questions.values()))

    def _hear_out(self) -> None:
        """What has come while we were busy ourselves is not too late: it is read before we give up."""
        QTimer.singleShot(UNREAD_MS, self, self._give_up)

    def _give_up(self) -> None:
        late = [number for number, one in self._questions.items() if one.deadline.hasExpired()]
        for number in late:
            self._answer(number, _gone() if self._over else _too_late())
        self._arm()

    def _expect_greeting(self) -> None:
        if not self._greeted and not self._over:
            self._end(_("the resident does not answer: end it and start it again"))

    def _failed(self, _error: QLocalSocket.LocalSocketError) -> None:
        self._end(
            _("no resident answers at %(path)s (%(why)s): start it with backbreak")
            % {"path": self._path, "why": self._socket.errorString()}
        )

    def _disconnected(self) -> None:
        self._end(_gone().text)

    def _end(self, why: str) -> None:
        if self._over:
            return
        self._over = True
        for number in list(self._questions):
            self._answer(number, Reply(False, code="lost", text=why))
        self._socket.abort()
        self.lost.emit(why)


def _ignore(_reply: Reply) -> None:
    pass


def _gone() -> Reply:
    return Reply(False, code="lost", text=_("the resident has gone: start it with backbreak"))


def _too_late() -> Reply:
    return Reply(False, code="timeout", text=_("the resident did not answer in time: try again"))


def _reply(message: Mapping[str, object]) -> Reply:
    result = message.get("result")
    if message.get("ok") is True:
        return Reply(True, result if isinstance(result, dict) else {})
    error = message.get("error")
    error = error if isinstance(error, dict) else {}
    return Reply(False, code=str(error.get("code", "failed")), text=str(error.get("text", "")))
