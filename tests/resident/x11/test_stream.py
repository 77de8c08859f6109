"""The server's bytes become whole messages, however they arrive; garbage becomes one error."""

from __future__ import annotations

import sys
from itertools import pairwise
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resident.x11.greeting import BASE, MASK, event, failure, padded, refusal, reply, welcome, wish

from backbreak.resident.x11.stream import (
    MOST_BYTES,
    Event,
    Failure,
    Message,
    Refused,
    Reply,
    Stream,
    Welcome,
)
from backbreak.resident.x11.wire import ProtocolError


def generic(more: bytes) -> bytes:
    return pack("=BBHI", 35, 1, 7, len(more) // 4).ljust(32, b"\0") + more


numbers = st.integers(0, 0xFFFF)
messages = st.one_of(
    st.builds(reply, numbers, st.binary(max_size=24), st.integers(0, 255), st.binary(max_size=300)),
    st.builds(failure, numbers, st.integers(1, 255), st.integers(1, 255)),
    st.builds(event, st.integers(2, 34), numbers, st.binary(max_size=28)),
    st.builds(event, st.integers(2 + 128, 34 + 128), numbers, st.binary(max_size=28)),
    st.binary(max_size=80).map(lambda more: generic(padded(more))),
)


def fed(stream: Stream, *pieces: bytes) -> list[Message]:
    return [message for piece in pieces for message in stream.feed(piece)]


def kind_of(data: bytes) -> type:
    return {0: Failure, 1: Reply}.get(data[0], Event)


def test_a_greeting_tells_numbers_and_the_root_of_every_screen() -> None:
    for vendor in (b"", b"x", b"The X.Org Foundation", b"abc"):
        for depths in ((), (3,), (2, 0, 1)):
            data = welcome((0x111, 0x222, 0x333), vendor, depths)
            assert fed(Stream(), data) == [Welcome(BASE, MASK, (0x111, 0x222, 0x333))]


def test_a_refusal_tells_its_reason_in_one_line() -> None:
    said = b"Authorization required,\n but no authorization protocol specified\n"
    assert fed(Stream(), refusal(said)) == [
        Refused("Authorization required, but no authorization protocol specified")
    ]
    assert fed(Stream(), wish(b"try again")) == [Refused("try again")]


@settings(deadline=None)
@given(st.lists(messages, max_size=8), st.data())
def test_messages_come_out_whole_and_in_order_however_they_are_cut(sent: list[bytes], data) -> None:
    whole = welcome() + b"".join(sent)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=20)))
    pieces = [whole[start:end] for start, end in pairwise([0, *cuts, len(whole)])]
    first, *rest = fed(Stream(), *pieces)
    assert isinstance(first, Welcome)
    assert [type(message) for message in rest] == [kind_of(one) for one in sent]
    for message, one in zip(rest, sent, strict=True):
        assert isinstance(message, Failure) or message.data == one
        if one[0] & 0x7F != 11:
            assert message.number == int.from_bytes(one[2:4], sys.byteorder)
        else:
            assert message.number is None


@settings(deadline=None)
@given(st.lists(messages, max_size=3), st.data())
def test_what_is_not_whole_waits_for_its_rest(sent: list[bytes], data) -> None:
    whole = welcome() + b"".join(sent)
    cut = data.draw(st.integers(0, len(whole) - 1))
    ends = [len(welcome())]
    for one in sent:
        ends.append(ends[-1] + len(one))
    assert len(fed(Stream(), whole[:cut])) == sum(1 for end in ends if end <= cut)


def test_a_reply_of_half_a_megabyte_in_small_pieces_is_one_message() -> None:
    more = bytes(range(256)) * 2048
    data = welcome() + reply(1, more=more)
    pieces = [data[at : at + 4000] for at in range(0, len(data), 4000)]
    (_greeting, found) = fed(Stream(), *pieces)
    assert isinstance(found, Reply)
    assert found.data[32:] == more


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x01" + bytes(7),
        welcome(roots=()),
        welcome()[:8] + bytes(len(welcome()) - 8),
        welcome() + pack("=BBHI", 1, 0, 1, MOST_BYTES) + bytes(24),
        welcome() + pack("=BBHI", 35, 0, 1, 0xFFFFFFFF) + bytes(24),
    ],
)
def test_what_no_server_says_is_an_error(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        fed(Stream(), data)


@settings(deadline=None)
@given(st.binary(max_size=600), st.booleans())
def test_garbage_is_messages_or_one_kind_of_error(data: bytes, welcomed: bool) -> None:
    stream = Stream()
    try:
        fed(stream, *([welcome()] if welcomed else []), data)
    except ProtocolError as error:
        assert str(error)


@settings(deadline=None)
@given(st.integers(8, len(welcome()) - 1), st.integers(0, 255))
def test_a_greeting_with_one_wrong_byte_is_read_or_refused(at: int, byte: int) -> None:
    data = bytearray(welcome())
    data[at] = byte
    try:
        (found,) = fed(Stream(), bytes(data))
    except ProtocolError:
        return
    assert isinstance(found, Welcome)
    assert found.roots
