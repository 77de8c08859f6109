"""A speech-dispatcher for tests: a socket that speaks its protocol, or accepts and says nothing."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path


class Server:
    """Speaks enough SSIP; `said` is what it was told to say. A mute one accepts and answers nothing.

    A `flood` is all it says, again and again.
    """

    def __init__(self, path: Path, mute: bool = False, flood: bytes = b"") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.voices = [("Afrikaans", "af"), ("English_(America)", "en-us"), ("Portuguese", "pt")]
        """What it says it has; a server without any says that it cannot tell."""
        self.said: list[str] = []
        self.asked: list[str] = []
        self.mute, self._flood = mute, flood
        self._clients: list[socket.socket] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def end_of_speech(self) -> None:
        self._clients[-1].sendall(b"702-1\r\n702-1\r\n702 END\r\n")

    def close(self) -> None:
        self._listener.close()
        for client in self._clients:
            client.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._clients.append(client)
            if not self.mute:
                threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with suppress(OSError):  # who asked may be gone before the answer
            while self._flood:
                client.sendall(self._flood * 500)
            self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        lines = client.makefile("rb")
        text: list[str] | None = None
        for raw in lines:
            line = raw.decode().rstrip("\r\n")
            if text is not None:
                if line == ".":
                    self.said.append("\n".join(text))
                    text = None
                    client.sendall(b"225-7\r\n225 OK MESSAGE QUEUED\r\n")
                else:
                    text.append(line.removeprefix("."))
                continue
            self.asked.append(line)
            if line == "SPEAK":
                text = []
                client.sendall(b"230 OK RECEIVING DATA\r\n")
            elif line == "LIST OUTPUT_MODULES":
                client.sendall(b"250-espeak-ng\r\n250 OK MODULE LIST SENT\r\n")
            elif line == "LIST SYNTHESIS_VOICES":
                for name, code in self.voices:
                    client.sendall(f"249-{name}\t{code}\tnone\r\n".encode())
                client.sendall(b"249 OK VOICE LIST SENT\r\n" if self.voices else b"304 CANT LIST VOICES\r\n")
            elif line == "QUIT":
                return
            else:
                client.sendall(b"208 OK SET\r\n")
