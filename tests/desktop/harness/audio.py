"""A sound server of a test's own, with nothing but sinks that lead nowhere, and what was heard of them."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from array import array
from collections.abc import Sequence
from pathlib import Path

from .waiting import is_listened_to, wait_until

RATE = 44_100
QUIET = 150
"""Softer than the beginning of any tone at the usual volume."""


class SoundServer:
    """PulseAudio in a runtime folder; `env` leads a program to it, whose default sink is the first."""

    def __init__(self, run: Path, sinks: Sequence[str] = ("out",)) -> None:
        self.run, self._sinks = run, sinks
        (run / "pulse").mkdir(parents=True, mode=0o700)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PULSE_")}
        self.env = {**kept, "XDG_RUNTIME_DIR": str(run), "HOME": str(run)}
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start it (again)."""
        socket = self.run / "pulse" / "native"
        socket.unlink(missing_ok=True)
        nowhere = [f"--load=module-null-sink sink_name={name} rate={RATE} channels=1" for name in self._sinks]
        door = f"--load=module-native-protocol-unix socket={socket}"
        how = ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            ["pulseaudio", *how, *nowhere, door], env=self.env, stdout=quiet, stderr=quiet
        )
        wait_until(lambda: is_listened_to(socket), "pulseaudio listens")
        return self.process

    def close(self) -> None:
        """End it, even if it stands still."""
        self.process.kill()
        self.process.wait()


class Recording:
    """What a sink was given, with the monotonic time of every piece."""

    def __init__(self, server: SoundServer, sink: str = "out") -> None:
        # Raw samples, without a library in between that could be late as well.
        self._process = subprocess.Popen(
            ["parec", "-d", f"{sink}.monitor", "--raw", "--format=s16ne", f"--rate={RATE}", "--channels=1",
             "--latency-msec=10"],
            env=server.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._bytes = bytearray()
        self._pieces: list[tuple[float, int]] = []
        self.samples = array("h")
        """All that was heard, once the recording is closed."""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            while piece := os.read(pipe.fileno(), 1 << 16):
                self._bytes += piece
                self._pieces.append((time.monotonic(), len(self._bytes) // 2))

    def close(self) -> None:
        """Hear no more."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        self.samples = array("h", bytes(self._bytes[: len(self._bytes) // 2 * 2]))

    def began_s(self, about_s: float | None = None) -> float:
        """When sample 0 was heard, going by the pieces about a moment: some come late, none early."""
        near = [one for one in self._pieces if about_s is None or abs(one[0] - about_s) < 1.5]
        return min(moment_s - count / RATE for moment_s, count in near or self._pieces)

    def onset(self, about_s: float, within_s: float = 0.15) -> float | None:
        """The monotonic moment of the first sound near one; None if there is none."""
        began_s, samples = self.began_s(about_s), self.samples
        first = max(round((about_s - within_s - began_s) * RATE), 0)
        last = round((about_s + within_s - began_s) * RATE)
        loud = (at for at in range(first, min(last, len(samples))) if abs(samples[at]) > QUIET)
        found = next(loud, None)
        return None if found is None else began_s + found / RATE

    def onsets(self, silence_s: float = 0.04) -> list[float]:
        """The monotonic moments at which something began after so much silence."""
        found, last = [], -RATE
        for at, value in enumerate(self.samples):
            if value > QUIET or value < -QUIET:
                if at - last > silence_s * RATE:
                    found.append(self.began_s(self.began_s() + at / RATE) + at / RATE)
                last = at
        return found

    def last_before(self, moment_s: float) -> float:
        """The monotonic moment of the last sound before one."""
        began_s = self.began_s(moment_s)
        until = round((moment_s - began_s) * RATE)
        return began_s + next(at for at in range(until, 0, -1) if abs(self.samples[at]) > QUIET) / RATE

    def loud_s(self) -> float:
        """For how many seconds something was heard."""
        return sum(abs(value) > QUIET for value in self.samples) / RATE
