"""A recording that can be paused, or only draws levels, which parec cannot do."""

from __future__ import annotations

import socket
from pathlib import Path

from backbreak.resident.quiet import pulse_wire as wire
from backbreak.resident.quiet.pulse_link import credentials

from .waiting import PATIENCE_S

CREATE_RECORD_STREAM, CORK_RECORD_STREAM = 5, 58


class Recorder:
    """One recording of a source, by a client of its own."""

    def __init__(self, path: Path, source: str, *, corked: bool = False, peaks: bool = False) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect(str(path))
        self._frames = wire.Frames()
        self._ask(wire.AUTH, [wire.VERSION, bytes(wire.COOKIE_BYTES)])
        self._ask(wire.SET_CLIENT_NAME, [{"application.name": "a recorder"}])
        # One channel called mono: 44100 signed 16 bits a second, or 25 levels, which is what volume controls
        # ask for; then the source, which is sought by its name.
        form = (b"a\x05\x01\x00\x00\x00\x19" if peaks else b"a\x03\x01\x00\x00\xac\x44") + b"m\x01\x00"
        # Of the yeses and noes (remix, fixed format, moved ...) only one is ours to choose.
        values: list[wire.Value] = [wire.NONE, source, wire.NONE, corked, 4 if peaks else wire.NONE]
        values += [*[False] * 7, peaks, True, {"media.name": "level meter"}, wire.NONE, False, False, False]
        self._channel = self._ask(CREATE_RECORD_STREAM, values, form)[0]

    def cork(self, corked: bool) -> None:
        """Pause it, or go on."""
        self._ask(CORK_RECORD_STREAM, [self._channel, corked])

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _ask(self, command: int, values: list[wire.Value], form: bytes = b"") -> tuple[wire.Value, ...]:
        """The values of the answer. `form` goes ahead of the values."""
        whole = wire.pack(command, 1, values)
        head = len(wire.pack(command, 1))
        body = whole[20:head] + form + whole[head:]
        self._socket.sendmsg([len(body).to_bytes(4, "big") + whole[4:20] + body], credentials())
        while True:
            for message in self._frames.feed(self._socket.recv(65536)):
                if message.tag == 1:
                    assert message.command == wire.REPLY, f"{command} is refused: {message}"
                    return message.values
