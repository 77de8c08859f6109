"""Nonsense at the door and on the bus: refused in one line each, and the resident lives on as it was.

What is nearly sense, ten thousand times, is in tests/fuzz.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from resident.calling import Caller, RefusedError, calling
from resident.running import Resident, prepared, running

from backbreak.door.protocol import CODES, DoorError
from backbreak.resident.bus import bus_name
from backbreak.resident.bus_object import ERRORS

WORDS = [
    "status", "why", "sources", "subscribe", "start", "stretch", "snooze", "skip", "pause", "resume",
    "meeting", "plan", "desk", "panel", "panel-attach", "prompt-attach", "tray-attach", "tray-choose",
    "session-attach", "session-beat", "session-finish", "session-feel", "session-swap", "raised",
]  # fmt: skip
KEYS = [
    "exercise", "quietly", "seconds", "minutes", "until", "units", "activation", "session", "owed_side",
    "played_s", "completed", "feel", "row",
]  # fmt: skip

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
commands = st.tuples(
    st.sampled_from(WORDS) | texts.filter(lambda word: word != "quit"),
    st.dictionaries(st.sampled_from(KEYS) | texts, values, max_size=4),
)
calls = (
    st.tuples(st.sampled_from(["Start", "Pause"]), st.just("s"), texts)
    | st.tuples(st.sampled_from(["Snooze", "Meeting"]), st.just("d"), st.floats())
    | st.tuples(st.sampled_from(["Start", "Snooze", "Nothing"]), st.just("as"), st.lists(texts, max_size=2))
)  # fmt: skip


@pytest.fixture
def resident(tmp_path: Path, bus_daemon: tuple[str, subprocess.Popen[str]]) -> Iterator[Resident]:
    """One without a display, so that nothing opens a window."""
    with running(prepared(tmp_path / "home"), DBUS_SESSION_BUS_ADDRESS=bus_daemon[0]) as one:
        yield one
        assert one.end() == 0
        assert "Traceback" not in one.places.log_file.read_text()


fuzzed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def test_no_command_at_the_door_does_more_than_be_refused(resident: Resident) -> None:
    @settings(fuzzed, max_examples=80)
    @given(commands)
    def ask(command: tuple[str, dict[str, object]]) -> None:
        word, args = command
        with resident.door() as door:
            try:
                door.request(word, args)
            except DoorError as error:
                assert error.code in CODES and len(str(error).splitlines()) == 1
                assert "inside the resident" not in str(error)

    ask()
    assert resident.ask("status")["running"] is True


def test_no_bytes_at_the_door_do_more_than_close_it(resident: Resident) -> None:
    @settings(fuzzed, max_examples=40)
    @given(st.binary(max_size=300) | values.map(lambda value: json.dumps(value).encode()))
    def send(line: bytes) -> None:
        with socket.socket(socket.AF_UNIX) as peer:
            peer.settimeout(5)
            peer.connect(str(resident.places.socket_path))
            peer.sendall(line + b"\n")
            peer.shutdown(socket.SHUT_WR)
            while peer.recv(65536):
                pass

    send()
    assert resident.ask("status")["running"] is True


def test_no_call_on_the_bus_does_more_than_be_refused(
    resident: Resident, bus_daemon: tuple[str, subprocess.Popen[str]]
) -> None:
    async def every(wanted: list[tuple[str, str, object]]) -> None:
        async with calling(bus_daemon[0], bus_name(resident.places)) as caller:
            for member, signature, value in wanted:
                await one(caller, member, signature, value)

    async def one(caller: Caller, member: str, signature: str, value: object) -> None:
        try:
            await caller.call(member, signature, value)
        except RefusedError as refused:
            foreign = refused.name == "org.freedesktop.DBus.Error.UnknownMethod"
            assert foreign == (signature == "as")
            assert foreign or refused.name in ERRORS.values()
            assert "\n" not in refused.text and "see the log" not in refused.text
        else:
            assert member != "Start" and signature != "as"

    @settings(fuzzed, max_examples=40)
    @given(st.lists(calls, min_size=5, max_size=10))
    def call(wanted: list[tuple[str, str, object]]) -> None:
        asyncio.run(every(wanted))

    call()
    assert resident.ask("status")["running"] is True
