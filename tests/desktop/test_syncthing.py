"""A desktop and a laptop whose journals lie in a folder that two real Syncthing nodes keep the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from cli.program import run
from desktop.harness.waiting import wait_until
from desktop.syncing import FOLDER, PATIENCE_S, Node, cut, join, two_nodes
from resident.running import Resident, prepared, running

from backbreak.storage.journal_moving import move_journal
from backbreak.storage.places import places_for


class Device:
    """A home with a resident that runs, and the node that syncs its journal."""

    def __init__(self, home: Path, node: Node, resident: Resident) -> None:
        self.home, self.node, self.resident = home, node, resident
        self.logged: list[str] = []

    def break_done(self, units: int) -> None:
        """Do a break of so many units."""
        with self.resident.door() as door:
            session = str(door.request("session-begin")["session"]["id"])
            for unit in range(1, units + 1):
                door.request("session-beat", {"session": session, "units": unit, "played_s": 10.0 * unit})
            door.request("session-finish", {"session": session, "units": units, "played_s": 10.0 * units})
        self.logged.append(session)
        self.node.ask(f"db/scan?folder={FOLDER}", "POST")  # it would notice within seconds by itself

    def seen(self) -> set[str]:
        """The breaks that are in its journal."""
        return {entry["id"] for entry in run("log", "--json", "--home", self.home).json}

    def status(self) -> dict[str, Any]:
        return self.resident.ask("status")

    def files(self) -> dict[str, bytes]:
        """What lies in the shared folder, but for what is Syncthing's own."""
        found = (path for path in self.node.shared.rglob("*") if path.is_file())
        return {path.name: path.read_bytes() for path in found if ".stfolder" not in path.parts}


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[tuple[Device, Device]]:
    with two_nodes(tmp_path) as nodes, ExitStack() as ended:
        made = []
        for node in nodes:
            home = prepared(node.home / "home")
            move_journal(places_for(home), node.shared / "breaks")
            made.append(Device(home, node, ended.enter_context(running(home))))
        yield made[0], made[1]


def within(condition: Callable[[], object], what: str) -> None:
    wait_until(condition, what, PATIENCE_S)


def test_breaks_on_both_meet_again_whatever_came_between_and_both_show_one_round(
    devices: tuple[Device, Device],
) -> None:
    desk, laptop = devices
    desk.break_done(2)
    within(lambda: laptop.status()["round"]["done"] == 2, "the desktop's break on the laptop")

    within(lambda: desk.status()["sitting_s"] >= 2, "two seconds of sitting")
    since = desk.status()["sitting_since"]
    laptop.break_done(1)
    within(lambda: desk.status()["round"]["done"] == 3, "the laptop's break in the desktop's round")
    within(lambda: desk.status()["sitting_since"] > since, "a new spell: who stood there has not sat here")

    cut(desk.node, laptop.node)
    for device, units in ((desk, 2), (laptop, 1), (desk, 1), (laptop, 2)):
        device.break_done(units)
    assert (len(desk.seen()), len(laptop.seen())) == (4, 4)  # of six

    join(desk.node, laptop.node)
    everything = {*desk.logged, *laptop.logged}
    within(lambda: desk.seen() == laptop.seen() == everything, "every break on both")
    within(lambda: desk.status()["round"] == laptop.status()["round"], "one round on both")
    rounds = [run("report", "--json", "--home", device.home).json["round"] for device in devices]
    assert rounds[0] == rounds[1] and rounds[0]["done"] == desk.status()["round"]["done"] > 3

    within(lambda: desk.files() == laptop.files(), "the same files on both")
    assert len(desk.files()) == 2
    assert not [name for name in desk.files() if "conflict" in name or name.endswith(".tmp")]
    lines = [line for content in desk.files().values() for line in content.splitlines()]
    assert len(lines) == len(set(lines)) == len(everything) == 6
