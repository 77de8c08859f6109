"""Our object on the session bus: asked, told and listened to as any other program would."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from cli.program import run, valid
from dbus_fast import introspection
from dbus_fast.aio import MessageBus
from resident.calling import Caller, RefusedError, calling
from resident.running import PATIENCE_S, QUICK, REPOSITORY, prepared, running

from backbreak import __version__
from backbreak.core.instants import read_instant
from backbreak.resident.bus import bus_name
from backbreak.resident.bus_object import ERRORS, NAME
from backbreak.storage.places import places_for

REFERENCE = (REPOSITORY / "docs" / "dbus.md").read_text()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


@pytest.fixture
def address(bus_daemon: tuple[str, subprocess.Popen[str]]) -> str:
    return bus_daemon[0]


def told(address: str, home: Path, story: Callable[[Caller], Awaitable[object]]) -> None:
    """Run what a caller does, with the resident of that home."""

    async def whole() -> None:
        async with calling(address, bus_name(places_for(home))) as caller:
            await story(caller)

    asyncio.run(whole())


def named(arguments: list[introspection.Arg]) -> str:
    """They as the document writes them."""
    return ", ".join(f"{one.signature} {one.name}" for one in arguments)


def test_what_can_be_introspected_is_what_the_document_lists(home: Path, address: str) -> None:
    listed = {line for line in REFERENCE.splitlines() if line.startswith("| `")}
    names = {name for line in listed for name in re.findall(r"`([A-Z][A-Za-z]+)", line.split("|")[1])}

    async def story(caller: Caller) -> None:
        xml = await caller.call("Introspect", interface="org.freedesktop.DBus.Introspectable")
        node = introspection.Node.parse(xml)
        (ours,) = [one for one in node.interfaces if one.name == NAME]
        members = [*ours.methods, *ours.properties, *ours.signals]
        assert {member.name for member in members} == names
        for method in ours.methods:
            given = "".join(f" -> {arg.signature} {arg.name}" for arg in method.out_args)
            assert f"`{method.name}({named(method.in_args)}){given}`" in REFERENCE
        for signal in ours.signals:
            assert f"`{signal.name}({named(signal.args)})`" in REFERENCE
        for one in ours.properties:
            assert re.search(rf"`{one.name}`.*\({one.signature}\)", REFERENCE)

    with running(home, DBUS_SESSION_BUS_ADDRESS=address):
        told(address, home, story)


def test_the_documents_are_those_of_the_command_line_and_the_properties_agree(
    home: Path, address: str
) -> None:
    async def story(caller: Caller) -> None:
        status = await caller.document("Status")
        valid("status", status)
        valid("why", await caller.document("Why"))
        found = await caller.properties()
        assert found["Phase"] == status["phase"] == "sitting" and found["Version"] == __version__
        assert (found["Reason"], found["ReasonId"]) == (status["reason"]["text"], status["reason"]["id"])
        assert found["Deadline"] == read_instant(status["deadline"]).timestamp()
        assert found["SittingSince"] == read_instant(status["sitting_since"]).timestamp()
        assert (found["RoundNumber"], found["RoundDone"], found["RoundTotal"]) == (1, 0, 145)
        assert found["Snoozes"] == found["PausedUntil"] == found["MeetingUntil"] == 0

    with running(home, DBUS_SESSION_BUS_ADDRESS=address):
        told(address, home, story)


@pytest.mark.parametrize(
    ("member", "signature", "value", "command", "kind"),
    [
        ("Snooze", "d", [0.0], ["snooze"], "nonsense"),
        ("Skip", "", [], ["skip"], "nonsense"),
        ("Resume", "", [], ["resume"], "nonsense"),
        ("Pause", "s", ["noon"], ["pause", "noon"], "usage"),
        ("Start", "s", ["yoga"], ["start", "--exercise", "yoga"], "usage"),
        ("Start", "s", [""], ["start"], "failed"),  # no display
    ],
)
def test_a_refusal_is_the_sentence_of_the_command_line(
    home: Path, address: str, member: str, signature: str, value: list[object], command: list[str], kind: str
) -> None:
    async def story(caller: Caller) -> None:
        with pytest.raises(RefusedError) as refused:
            await caller.call(member, signature, *value)
        assert refused.value.name == ERRORS[kind]
        err = (await asyncio.to_thread(run, *command, "--home", home, QT_QPA_PLATFORM="")).err
        assert err == f"backbreak: {refused.value.text}\n"

    with running(home, DBUS_SESSION_BUS_ADDRESS=address):
        told(address, home, story)


def test_properties_are_told_when_they_change_and_at_no_other_time(home: Path, address: str) -> None:
    async def story(caller: Caller) -> None:
        await caller.listen()
        await caller.call("Pause", "s", "90m")
        await caller.hear("Paused")
        assert [member for member, _ in caller.heard] == ["PropertiesChanged", "Paused"]
        interface, changed, invalid = caller.heard[0][1]
        found = await caller.properties()
        assert (interface, invalid) == (NAME, []) and set(changed) == {
            "Phase", "Reason", "ReasonId", "Deadline", "PausedUntil",
        }  # fmt: skip
        assert changed == {key: found[key] for key in changed}
        assert changed["Phase"] == "paused" and changed["PausedUntil"] == changed["Deadline"] > 0
        caller.heard.clear()
        await caller.document("Status")
        await caller.document("Why")
        with pytest.raises(RefusedError):
            await caller.call("Skip")
        await caller.call("Resume")
        await caller.hear("Resumed")
        assert [member for member, _ in caller.heard] == ["PropertiesChanged", "Resumed"]
        await caller.call("Meeting", "d", 45.0)
        found = await caller.properties()
        assert found["MeetingUntil"] - read_instant((await caller.document("Status"))["due"]).timestamp() < 0

    with running(home, DBUS_SESSION_BUS_ADDRESS=address):
        told(address, home, story)


def test_an_invitation_and_the_entry_that_comes_of_it_are_signals(home: Path, address: str) -> None:
    with running(home, "--demo", QUICK, DBUS_SESSION_BUS_ADDRESS=address) as resident:

        async def story(caller: Caller) -> None:
            await caller.listen()
            assert await caller.hear("Prompted") == [False]
            await caller.call("Snooze", "d", 0.2)
            await caller.hear("Snoozed")
            caller.heard.clear()
            await caller.hear("Prompted")
            assert (await caller.properties())["Snoozes"] == 1
            await caller.call("Skip")
            (line,) = await caller.hear("Recorded")
            valid("log", [json.loads(line)])
            (entry,) = resident.entries
            assert json.loads(line) == entry.as_json() and entry.outcome == "skipped"

        told(address, home, story)


def test_homes_have_names_of_their_own_on_one_bus(tmp_path: Path, home: Path, address: str) -> None:
    other = prepared(tmp_path / "other")
    names = [bus_name(places_for(one)) for one in (home, other)]
    shell = 'printf %s "$(realpath "$0")" | sha256sum | cut -c1-32'
    for one, name in zip((home, other), names, strict=True):
        said = subprocess.run(["sh", "-c", shell, one], capture_output=True, text=True, check=True)
        assert name == f"{NAME}.Home{said.stdout.strip()}" and shell.replace('"$0"', "DIR") in REFERENCE
    assert bus_name(places_for(None)) == NAME
    linked = tmp_path / "linked"
    linked.symlink_to(home)
    assert bus_name(places_for(linked)) == names[0] != names[1]
    with running(home, DBUS_SESSION_BUS_ADDRESS=address), running(other, DBUS_SESSION_BUS_ADDRESS=address):
        told(address, home, lambda caller: caller.call("Pause", "s", ""))

        async def story(caller: Caller) -> None:
            assert (await caller.properties())["Phase"] == "sitting"

        told(address, other, story)


def test_a_name_that_somebody_else_has_is_a_line_in_the_log(home: Path, address: str) -> None:
    name = bus_name(places_for(home))

    async def whole() -> None:
        bus = await MessageBus(bus_address=address).connect()
        await bus.request_name(name)
        with running(home, DBUS_SESSION_BUS_ADDRESS=address) as one:
            async with asyncio.timeout(20):
                while "another program is" not in one.log.read_text():
                    await asyncio.sleep(0.01)
            assert one.ask("status")["phase"] == "sitting"
            assert name in one.log.read_text() and one.log.read_text().count("\n") == 1
            one.ask("pause", until="90m")
            assert one.end() == 0
        bus.disconnect()

    asyncio.run(whole())


def test_quit_is_answered_and_then_the_program_ends(home: Path, address: str) -> None:
    with running(home, DBUS_SESSION_BUS_ADDRESS=address) as resident:
        told(address, home, lambda caller: caller.call("Quit"))
        assert resident.process.wait(PATIENCE_S) == 0
        assert resident.log.read_text() == ""
