"""Two real Syncthing nodes that share one folder over the loopback, and know of nobody else."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desktop.harness.waiting import wait_until

FOLDER, KEY, PATIENCE_S = "journal", "key-of-a-test", 60
CONFIG = """<configuration version="36">
  <folder id="{folder}" path="{path}" type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="true"
      fsWatcherDelayS="1">{members}</folder>
  {devices}
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <startBrowser>false</startBrowser>
    <reconnectionIntervalS>5</reconnectionIntervalS>
  </options>
</configuration>"""
DEVICE = '<device id="{id}" compression="never"><address>{address}</address></device>'


class Node:
    """One of the two: its own home, ports and shared folder."""

    def __init__(self, home: Path) -> None:
        self.home, self.shared = home, home / "Sync"
        self.shared.mkdir(parents=True)
        self.port, self.gui = free_port(), free_port()
        self.environ = {**os.environ, "HOME": str(home), "STNOUPGRADE": "1", "STNODEFAULTFOLDER": "1"}
        self.process: subprocess.Popen[bytes] | None = None
        self._run("generate", "--no-default-folder", "--skip-port-probing")
        self.id = self._run("--device-id").strip()

    def start(self, nodes: list[Node]) -> None:
        """Run, knowing these nodes, and call those that are named later; those before call us.

        Two that call each other at the same moment wait for each other's greeting for twenty seconds.
        """
        later = nodes[nodes.index(self) + 1 :]
        calls = {node.id: f"tcp://127.0.0.1:{node.port}" for node in later}
        config = CONFIG.format(
            folder=FOLDER, path=self.shared, gui=self.gui, key=KEY, port=self.port,
            members="".join(f'<device id="{node.id}"/>' for node in nodes),
            devices="".join(DEVICE.format(id=one.id, address=calls.get(one.id, "dynamic")) for one in nodes),
        )  # fmt: skip
        (self.home / "st" / "config.xml").write_text(config)
        with (self.home / "syncthing.log").open("wb") as log:
            self.process = subprocess.Popen(
                ["syncthing", "serve", "--no-restart", "--no-browser", "--home", self.home / "st"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environ,
            )  # fmt: skip

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE_S)

    def ask(self, what: str, method: str = "GET") -> Any:
        """Ask its REST interface; None while it does not answer."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.gui}/rest/{what}", headers={"X-API-Key": KEY}, method=method
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with suppress(OSError), direct.open(request, timeout=PATIENCE_S) as answer:
            return json.loads(answer.read() or b"{}")
        return None

    def sees(self, other: Node) -> bool:
        """Whether it is connected to another."""
        told = self.ask("system/connections")
        return bool(told and told["connections"].get(other.id, {}).get("connected"))

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["syncthing", *words, "--home", self.home / "st"],
            env=self.environ, check=True, capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        return done.stdout


@contextmanager
def two_nodes(folder: Path) -> Iterator[tuple[Node, Node]]:
    """Two nodes that are connected, ended at the end."""
    nodes = one, other = Node(folder / "desk"), Node(folder / "laptop")
    try:
        other.start([one, other])
        wait_until(lambda: other.ask("system/ping"), "the node that is called", PATIENCE_S)
        one.start([one, other])
        wait_until(lambda: one.sees(other) and other.sees(one), "the nodes to be connected", PATIENCE_S)
        yield nodes
    finally:
        for node in nodes:
            node.stop()


def cut(one: Node, other: Node) -> None:
    """Take the network away between the two."""
    one.ask(f"system/pause?device={other.id}", "POST")
    wait_until(lambda: not one.sees(other) and not other.sees(one), "the nodes to be apart", PATIENCE_S)


def join(one: Node, other: Node) -> None:
    """Give it back."""
    one.ask(f"system/resume?device={other.id}", "POST")
    wait_until(lambda: one.sees(other) and other.sees(one), "the nodes to be together again", PATIENCE_S)


def free_port() -> int:
    """A TCP port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
