"""One window of a kind for every home: whoever opens a second one brings the first to the front."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from backbreak.storage.places import Places

WAIT_MS = 1000
_VARIABLES = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")

SETTINGS, HISTORY = "set", "his"
"""The windows' short names: the path of a socket has little room."""


def meeting_point(places: Places, name: str = SETTINGS) -> Path:
    """Where a window of a home listens: beside the door."""
    door = places.socket_path
    return door.with_name(f"{door.stem}-{name}{door.suffix}")


def bring_up(places: Places, name: str = SETTINGS) -> bool:
    """Ask that window of that home to come to the front; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(str(meeting_point(places, name)))
    if not socket.waitForConnected(WAIT_MS):
        return False
    leave = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    socket.write(leave.encode() + b"\n")
    heard = socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return heard


class Lone(QObject):
    """Listens for those who come after; `wanted` is emitted with their leave to take the keyboard.

    Where nobody can listen, as on a full disk, there may be two windows, and nothing worse.
    """

    wanted = Signal(str)

    def __init__(self, places: Places, parent: QObject, name: str = SETTINGS) -> None:
        super().__init__(parent)
        path = meeting_point(places, name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        QLocalServer.removeServer(
            str(path)
        )  # of a window that was killed: a living one has just not answered
        self._server.listen(str(path))

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _heard(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self.wanted.emit(bytes(socket.readLine().data()).decode().strip()))
