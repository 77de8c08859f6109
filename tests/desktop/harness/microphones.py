"""Sound servers with a microphone that hears nothing, and people who record from it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .audio import SoundServer
from .pipewire import PipeWire
from .waiting import wait_until

MICROPHONE = {
    "pulseaudio": ["module-null-source", "source_name=mic"],
    "pipewire": ["module-null-sink", "media.class=Audio/Source/Virtual", "sink_name=mic", "channel_map=mono"],
}


class Server:
    """A sound server with a microphone and a sink, and who records from them."""

    def __init__(self, kind: str, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        self._microphone = MICROPHONE[kind]
        self.own: SoundServer | PipeWire
        self.own = SoundServer(folder) if kind == "pulseaudio" else PipeWire(folder, sound=True)
        self.env, self.run = self.own.env, self.own.run
        self.process = self.own.process if isinstance(self.own, SoundServer) else self.own.server
        self._started: list[subprocess.Popen[bytes]] = []
        if kind == "pipewire":
            self._load("module-null-sink", "sink_name=out")
        self.plug_in()

    def plug_in(self) -> None:
        """Have a microphone, which a server that was started anew has not."""
        self._load(*self._microphone)
        wait_until(lambda: "mic" in self.control("list", "short", "sources"), "there is a microphone")

    def control(self, *words: str) -> str:
        """What pactl says."""
        told = subprocess.run(["pactl", *words], env=self.env, capture_output=True, text=True)
        return told.stdout

    def _load(self, *module: str) -> None:
        """Load a module, as soon as the server takes it."""
        wait_until(lambda: self.control("load-module", *module), f"{module[0]} is loaded")

    def record(self, source: str = "mic", *options: str) -> subprocess.Popen[bytes]:
        """Somebody records; returns when the server knows."""
        before = self.control("list", "short", "source-outputs").count("\n")
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            ["parec", "-d", source, "--latency-msec=20", *options], env=self.env, stdout=quiet, stderr=quiet
        )
        self._started.append(process)
        wait_until(
            lambda: self.control("list", "short", "source-outputs").count("\n") > before, "somebody records"
        )
        return process

    def close(self) -> None:
        """End it all."""
        self.own.close()
        for process in self._started:
            process.kill()
            process.wait()
