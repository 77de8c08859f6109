"""Lines at the door: what is written can be read, and nothing else gets in."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.door.protocol import (
    DoorError,
    decode,
    encode,
    greeting,
    push,
    read_greeting,
    read_reply,
    read_request,
    refusal,
    reply,
    request,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(), json_values))
def test_a_message_is_one_line_and_comes_back_as_it_was(message: dict[str, object]) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line) == message


@settings(deadline=None)
@given(st.integers(), st.text(min_size=1), st.dictionaries(st.text(), json_values))
def test_a_request_is_read_as_it_was_made(number: int, cmd: str, args: dict[str, object]) -> None:
    read = read_request(request(number, cmd, args))
    assert (read.id, read.cmd, read.args) == (number, cmd, args)


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_at_all_do_more_than_be_refused(line: bytes) -> None:
    try:
        read_request(line)
    except DoorError as error:
        assert error.code == "usage"
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello\n",
        b"[1]\n",
        b'{"cmd":"status"}\n',
        b'{"id":true,"cmd":"status"}\n',
        b'{"id":1}\n',
        b'{"id":1,"cmd":""}\n',
        b'{"id":1,"cmd":"status","args":[]}\n',
        b"[" * 60000,
        b'{"id":1,"cmd":"a\xff"}\n',
    ],
)
def test_a_line_that_is_no_request_is_a_usage_error(line: bytes) -> None:
    with pytest.raises(DoorError) as caught:
        read_request(line)
    assert caught.value.code == "usage"


def test_a_reply_belongs_to_its_request_and_pushes_are_passed_over() -> None:
    assert read_reply(reply(3, {"a": 1}), 3) == {"a": 1}
    assert read_reply(reply(2, {"a": 1}), 3) is None
    assert read_reply(push("snapshot", {}), 3) is None


@pytest.mark.parametrize("code", ["nonsense", "usage", "failed"])
def test_a_refusal_keeps_its_code_and_words(code: str) -> None:
    with pytest.raises(DoorError, match="nothing is due") as caught:
        read_reply(refusal(3, DoorError(code, "nothing is due")), 3)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_a_refusal_of_an_unread_request_is_heard_by_whoever_waits() -> None:
    with pytest.raises(DoorError):
        read_reply(refusal(None, DoorError("usage", "what?")), 3)


def test_a_name_that_is_not_utf_8_can_be_asked_for() -> None:
    read = read_request(request(1, "start", {"exercise": os.fsdecode(b"leg\xff")}))
    assert read.args == {"exercise": "leg?"}


def test_a_greeting_tells_version_and_protocol() -> None:
    read = read_greeting(encode(greeting("1.2.3", 17, "/tmp/x")))
    assert (read.version, read.protocol, read.pid, read.home) == ("1.2.3", 1, 17, "/tmp/x")


@pytest.mark.parametrize(
    "line", [b"SSH-2.0-OpenSSH\n", b"{}\n", b'{"hello":"someone","version":"1","protocol":1}\n']
)
def test_a_stranger_at_the_door_is_recognised(line: bytes) -> None:
    with pytest.raises(DoorError, match="not backbreak"):
        read_greeting(line)
