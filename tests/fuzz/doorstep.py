"""Harmed lines at a real resident's door: it stays, answers others within a second, and does not grow."""

from __future__ import annotations

import json
import re
import socket
from contextlib import suppress
from pathlib import Path
from random import Random

from fuzz.documents import VALUES, as_json, changed
from fuzz.mutators import harmed
from resident.running import Resident, prepared, running
from stopwatch import Stopwatch, quickest_s

from backbreak.door.protocol import LINE_LIMIT

DOCUMENTS: tuple[dict[str, object], ...] = tuple(
    {"id": number, "cmd": word, "args": args}
    for number, (word, args) in enumerate([
        ("status", {}), ("why", {}), ("sources", {}), ("subscribe", {}), ("start", {"exercise": "lumbar",
        "seconds": 60}),
        ("stretch", {}), ("snooze", {"minutes": 5.5}), ("skip", {}), ("pause", {"until": "90m"}), ("resume",
        {}),
        ("meeting", {"minutes": 30}), ("plan", {"exercise": "leg-lifts", "seconds": 120, "units": 3}),
        ("desk", {}),
        ("panel", {"activation": "x"}), ("history", {"activation": "x"}), ("panel-attach", {}),
        ("raised", {}), ("prompt-attach", {}),
        ("tray-attach", {}), ("tray-choose", {"row": "snooze"}), ("session-attach", {"session": "01A"}),
        ("session-beat", {"session": "01A", "units": 2, "owed_side": "left", "played_s": 30.5}),
        ("session-finish", {"session": "01A", "units": 2, "owed_side": None, "played_s": 30.5,
        "completed": True}),
        ("session-feel", {"session": "01A", "feel": "better"}),
        ("session-swap", {"session": "01A", "units": 1, "owed_side": None, "played_s": 9.0}),
    ])
)  # fmt: skip
ODD = (*VALUES, *(document["cmd"] for document in DOCUMENTS), "tomorrow", "1e9h", "99999999999999d", "-5m")
_LINES = tuple(json.dumps(document).encode() for document in DOCUMENTS)

AT_A_TIME = 20
PATIENCE_S = 1.0
MOST_GROWTH_KB = 3 * 1024


def line(chance: Random) -> bytes:
    """One line with harm done to its letters, or to what it asks for."""
    if chance.random() < 0.2:
        return harmed(chance.choice(_LINES), chance, _LINES).replace(b"\n", b" ") or b"0"
    return as_json(changed(chance.choice(DOCUMENTS), chance, ODD, most=3)).encode()


class Peer:
    """A program that talks at the door for as long as it is let, and knocks again when it is not."""

    def __init__(self, path: Path) -> None:
        self._path, self._sock, self.answers = path, socket.socket(), 0
        self._sock.close()

    def say(self, lines: list[bytes]) -> None:
        """Say them all, several at a time; what comes after a line that closes the door is said again."""
        while lines:
            if self._sock.fileno() < 0:
                self._knock()
            some = lines[:AT_A_TIME]
            with suppress(ConnectionError):  # closed while we spoke; what it said is there to be read
                self._sock.sendall(b"\n".join(some) + b"\n")
            answered = self._read(len(some))
            self.answers += answered
            lines = lines[max(answered, 1) :]

    def _read(self, wanted: int) -> int:
        """The answers to so many lines, as far as there are any."""
        for number in range(wanted):
            try:
                while (answer := self._file.readline()) and answer.startswith(b'{"push"'):
                    pass
            except ConnectionError:
                answer = b""
            if not answer or json.loads(answer)["id"] is None:
                self.close()
                return number + bool(answer)
        return wanted

    def _knock(self) -> None:
        self._sock = socket.socket(socket.AF_UNIX)
        self._sock.settimeout(60)
        self._sock.connect(str(self._path))
        self._file = self._sock.makefile("rb")
        assert b"hello" in self._file.readline()

    def close(self) -> None:
        """Leave."""
        if self._sock.fileno() >= 0:
            self._file.close()
            self._sock.close()


def memory_kb(pid: int) -> int:
    """What a process has for itself alone."""
    found = re.search(r"^Private_Dirty:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    assert found
    return int(found[1])


def campaign(seed: int, count: int, folder: Path) -> int:
    """Say that many harmed lines; gives how many were answered. Every few hundred somebody else asks."""
    with running(prepared(folder / "home")) as resident:
        return _through(resident, seed, count)


def _through(resident: Resident, seed: int, count: int) -> int:
    chance, peer = Random(seed), Peer(resident.places.socket_path)
    before = None
    for said in range(0, count, 250):
        peer.say([line(chance)[: LINE_LIMIT + 1000] for _ in range(min(250, count - said))])
        assert quickest_s(PATIENCE_S, lambda: _asking_s(resident)) < PATIENCE_S, (seed, said)
        if before is None and said >= count // 3:
            before = memory_kb(resident.process.pid)
    after = memory_kb(resident.process.pid)
    peer.close()
    assert before is None or after - before < MOST_GROWTH_KB, (before, after)
    assert resident.end() == 0
    told = resident.places.log_file.read_text(errors="replace") + resident.log.read_text(errors="replace")
    assert "Traceback" not in told, told[told.index("Traceback") :][:3000]
    return peer.answers


def _asking_s(resident: Resident) -> float:
    """How long somebody else waits for an answer."""
    watch = Stopwatch(resident.process.pid)
    assert resident.ask("status")["running"] is True
    return watch.seconds()
