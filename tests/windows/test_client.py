"""The windows' end of the door against the real server, and against things that are none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from backbreak.windows.client import DoorClient, Reply


@pytest.fixture
def client(tmp_path: Path, qtbot: QtBot) -> Iterator[DoorClient]:
    made = DoorClient(tmp_path / "door")
    yield made
    made.close()


def opened(client: DoorClient, qtbot: QtBot) -> None:
    with qtbot.waitSignal(client.greeted):
        client.open()


def test_it_is_greeted_with_the_version(client, resident, qtbot) -> None:
    with qtbot.waitSignal(client.greeted) as greeted:
        client.open()
    assert greeted.args == ["0.1.0"]
    assert client.connected


def test_every_question_gets_its_own_answer(client, resident, qtbot) -> None:
    resident.answers["plan"] = lambda args: {"units": args["units"]}
    opened(client, qtbot)
    got: list[object] = []
    for units in (1, 2, 3):
        client.ask("plan", {"units": units}, lambda reply: got.append(reply.result["units"]))
    qtbot.waitUntil(lambda: len(got) == 3)
    assert got == [1, 2, 3]


def test_a_refusal_carries_the_resident_s_words(client, resident, qtbot) -> None:
    opened(client, qtbot)
    got: list[Reply] = []
    client.ask("dance", {}, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert (got[0].ok, got[0].code, got[0].text) == (False, "usage", "no command dance")


def test_snapshots_and_orders_arrive_as_signals(client, resident, qtbot) -> None:
    opened(client, qtbot)
    subscribed: list[Reply] = []
    client.ask("subscribe", None, subscribed.append)
    qtbot.waitUntil(lambda: bool(subscribed))
    with qtbot.waitSignal(client.snapshot) as snapshot:
        resident.push({"phase": "prompting", "text": "ä" * 70_000})
    assert snapshot.args[0]["phase"] == "prompting"
    with qtbot.waitSignal(client.order) as order:
        resident.order("pause")
    assert order.args == ["pause"]


def test_a_wanted_window_says_that_it_has_heard_so_unless_it_is_closing(client, resident, qtbot) -> None:
    opened(client, qtbot)
    with qtbot.waitSignal(client.order) as order:
        resident.order("raise")
    assert order.args == ["raise"]
    qtbot.waitUntil(lambda: resident.commands() == ["raised"])
    client.order.connect(client.close)
    with qtbot.waitSignal(client.order):
        resident.order("raise")
    qtbot.wait(50)
    assert resident.commands() == ["raised"]


def test_when_the_resident_dies_open_questions_are_answered_before_the_loss_is_told(
    client, resident, qtbot
) -> None:
    opened(client, qtbot)
    story: list[str] = []
    client.lost.connect(lambda why: story.append("lost"))
    resident.answers["plan"] = lambda args: story.append("asked") or {}
    client.ask("plan", {}, lambda reply: story.append(reply.code or "answered"))
    qtbot.waitUntil(lambda: story == ["asked", "answered"])
    client.ask("plan", {}, lambda reply: story.append(reply.code))
    client._socket.abort()  # the question never leaves
    qtbot.waitUntil(lambda: story[2:] == ["lost", "lost"])
    client.ask("plan", {}, lambda reply: story.append("late " + reply.code))
    qtbot.waitUntil(lambda: story[-1] == "late lost")
    assert not client.connected


def test_a_resident_that_stops_is_lost_once(client, resident, qtbot) -> None:
    opened(client, qtbot)
    losses: list[str] = []
    client.lost.connect(losses.append)
    resident.stop()
    qtbot.waitUntil(lambda: bool(losses))
    qtbot.wait(20)
    assert len(losses) == 1


def test_no_resident_is_a_loss_that_says_what_to_do(client, qtbot) -> None:
    with qtbot.waitSignal(client.lost) as lost:
        client.open()
    assert "start it with backbreak" in lost.args[0]


def test_a_question_the_resident_never_answers_is_given_up(client, tmp_path, qtbot) -> None:
    with Impostor(tmp_path, HELLO) as _:
        opened(client, qtbot)
        got: list[Reply] = []
        client.ask("status", {}, got.append, timeout_ms=30)
        qtbot.waitUntil(lambda: bool(got))
        assert got[0].code == "timeout"


def test_an_answer_that_came_while_we_were_busy_is_not_too_late(client, resident, qtbot) -> None:
    opened(client, qtbot)
    resident.answers["status"] = lambda _args: {"phase": "sitting"}
    got: list[Reply] = []
    client.ask("status", {}, got.append, timeout_ms=30)
    client.snapshot.connect(lambda _data: wait_until_answered(resident))
    client.snapshot.emit({})  # as if drawing it took so long
    qtbot.waitUntil(lambda: bool(got))
    assert got[0].ok


def wait_until_answered(resident) -> None:
    """Be busy until the resident has answered, and past the time-out."""
    end = time.monotonic() + 30
    while "status" not in resident.commands() and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.1)


HELLO = b'{"hello":"backbreak","version":"0.1.0","protocol":1,"pid":1,"home":""}\n'


class Impostor:
    """Accepts at the door's path and says exactly these bytes, in the pieces given."""

    def __init__(self, folder: Path, *pieces: bytes) -> None:
        self._server = QLocalServer()
        self._pieces = pieces
        self._peers: list[QLocalSocket] = []
        self._server.newConnection.connect(self._welcome)
        assert self._server.listen(str(folder / "door"))

    def _welcome(self) -> None:
        peer = self._server.nextPendingConnection()
        self._peers.append(peer)
        for piece in self._pieces:
            peer.write(piece)
            peer.flush()

    def __enter__(self) -> Impostor:
        return self

    def __exit__(self, *_reason: object) -> None:
        self._server.close()


def test_lines_may_come_in_pieces_and_several_at_once(client, tmp_path, qtbot) -> None:
    pushes = b'{"push":"order","data":{"order":"resume"}}\n\n{"push":"order","data":{"order":"close"}}\n'
    heard: list[str] = []
    client.order.connect(heard.append)
    with Impostor(tmp_path, HELLO[:9], HELLO[9:] + pushes[:25], pushes[25:60], pushes[60:]):
        opened(client, qtbot)
        qtbot.waitUntil(lambda: heard == ["resume", "close"])


@pytest.mark.parametrize(
    "line",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b'{"hello":"frontbreak","version":"1","protocol":1}\n',
        b"[1, 2]\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        HELLO + b"not json\n",
        HELLO.replace(b'"protocol":1', b'"protocol":2'),
    ],
)
def test_whatever_is_not_our_protocol_is_a_loss_and_harms_nobody(client, tmp_path, qtbot, line) -> None:
    with Impostor(tmp_path, line), qtbot.waitSignal(client.lost) as lost:
        client.open()
    assert lost.args[0]


@pytest.mark.parametrize(
    "line",
    [
        b'{"push":"order","data":{"order":7}}\n',
        b'{"push":"order","data":[]}\n',
        b'{"push":"weather","data":{}}\n',
        b'{"id":99,"ok":true,"result":{}}\n',
        b'{"id":"x","ok":true}\n',
        b'{"id":null,"ok":false,"error":null}\n',
        b"{}\n",
    ],
)
def test_what_a_newer_resident_may_say_is_passed_over(client, tmp_path, qtbot, line) -> None:
    heard: list[str] = []
    client.order.connect(heard.append)
    with Impostor(tmp_path, HELLO, line, b'{"push":"order","data":{"order":"pause"}}\n'):
        opened(client, qtbot)
        qtbot.waitUntil(lambda: heard == ["pause"])


def test_a_line_without_end_is_a_loss(client, tmp_path, qtbot) -> None:
    with Impostor(tmp_path, HELLO, b"x" * (5 << 20)), qtbot.waitSignal(client.lost):
        client.open()
