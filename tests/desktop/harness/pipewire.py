"""PipeWire of a test's own: its graph, and, where asked for, what speaks PulseAudio for it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .waiting import is_listened_to, wait_until

Dumped = Mapping[str, Any]


class PipeWire:
    """PipeWire in a runtime folder; `env` leads a program to it. `sound` adds its PulseAudio and the manager
    that links streams."""

    def __init__(self, run: Path, *, sound: bool = False) -> None:
        self.run = run
        run.mkdir(mode=0o700, exist_ok=True)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PULSE_", "PIPEWIRE_"))
        }
        self.env = {
            **kept,
            "XDG_RUNTIME_DIR": str(run),
            "HOME": str(run),
            "XDG_STATE_HOME": str(run / "state"),
        }
        self._processes: list[subprocess.Popen[bytes]] = []
        if sound:  # the manager wants a bus, and ends without
            self._start("dbus-daemon", "--session", "--nofork", f"--address=unix:path={run / 'bus'}")
            wait_until(lambda: is_listened_to(run / "bus"), "the bus listens")
            self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={run / 'bus'}"
        self.server = self._start("pipewire")
        wait_until(lambda: is_listened_to(run / "pipewire-0"), "PipeWire listens")
        if sound:
            self._start("wireplumber")
            self._start("pipewire-pulse")
            pulse = run / "pulse" / "native"
            wait_until(lambda: is_listened_to(pulse), "PipeWire's PulseAudio listens")

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program that ends with this."""
        return self._start(*command)

    def stream(self, **properties: str) -> int:
        """A video stream with these properties ("_" for "."): its node's number."""
        named = ",".join(f"{key.replace('_', '.')}={value}" for key, value in properties.items())
        self._start(
            "gst-launch-1.0", "-q", "videotestsrc", "is-live=true", "!",
            "video/x-raw,format=BGRx,width=16,height=16,framerate=5/1", "!",
            "pipewiresink", "mode=provide", f"stream-properties=props,{named}",
        )  # fmt: skip
        name = properties["node_name"]
        return int(wait_until(lambda: self._node(name), f"a node {name}")["id"])

    def take(self, giver: int, **properties: str) -> subprocess.Popen[bytes]:
        """Have somebody take a stream: the program that does."""
        named = ",".join(f"{key.replace('_', '.')}={value}" for key, value in properties.items())
        name = properties["node_name"]
        taker = self._start(
            "gst-launch-1.0", "-q",
            "pipewiresrc", f"path={giver}", f"stream-properties=props,{named}", "!", "fakesink",
        )  # fmt: skip
        wait_until(lambda: self._node(name), f"a node {name}")
        node = next(one for one in self.dump() if one["id"] == giver)
        ports = [f"{node['info']['props']['node.name']}:out_0", f"{name}:in_0"]
        # A manager would link the two; linking is no part of what is asked here.
        wait_until(
            lambda: subprocess.run(["pw-link", *ports], env=self.env, stderr=-3).returncode == 0, "a link"
        )
        return taker

    def dump(self) -> list[Dumped]:
        """All that pw-dump tells."""
        told = subprocess.run(
            ["pw-dump", "--no-colors"], env=self.env, capture_output=True, check=True
        ).stdout
        return list(json.loads(told))

    def close(self) -> None:
        """End it all."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _node(self, name: str) -> Dumped | None:
        nodes = [one for one in self.dump() if one["type"].endswith(":Node")]
        return next((one for one in nodes if one["info"]["props"].get("node.name") == name), None)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, env=self.env, stdin=quiet, stdout=quiet, stderr=quiet)
        self._processes.append(process)
        return process
