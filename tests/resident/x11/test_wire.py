"""Requests as the standard writes them, replies and events as it gives them."""

from __future__ import annotations

import sys
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resident.x11.greeting import event, reply

from backbreak.resident.x11 import sync, wire, xwayland
from backbreak.resident.x11.wire import (
    ClientMessage,
    DestroyNotify,
    Extension,
    Property,
    PropertyNotify,
    ProtocolError,
)

pytestmark = pytest.mark.skipif(sys.byteorder != "little", reason="the bytes are written down for these")

READERS = [
    wire.number,
    wire.extension,
    wire.property_value,
    wire.window_event,
    sync.read_counters,
    lambda data: sync.read_value(data, 8),
    xwayland.read_version,
    xwayland.read_outputs,
    xwayland.read_output_name,
]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (
            wire.setup(b"MIT-MAGIC-COOKIE-1", bytes(range(16))),
            "6c00 0b00 0000 1200 1000 0000"
            "4d49 542d 4d41 4749 432d 434f 4f4b 4945 2d31 0000 0001 0203 0405 0607 0809 0a0b 0c0d 0e0f",
        ),
        (wire.setup(b"", b""), "6c00 0b00 0000 0000 0000 0000"),
        (wire.select_events(0x111, 0x400000), "0200 0400 1101 0000 0008 0000 0000 4000"),
        (wire.intern_atom("SYNC"), "1000 0300 0400 0000 5359 4e43"),
        (wire.intern_atom("A"), "1000 0300 0100 0000 4100 0000"),
        (
            wire.get_property(0x111, 5),
            "1400 0600 1101 0000 0500 0000 0000 0000 0000 0000 0004 0000",
        ),
        (wire.get_selection_owner(9), "1700 0200 0900 0000"),
        (wire.get_input_focus(), "2b00 0100"),
        (wire.query_extension("XWAYLAND"), "6200 0400 0800 0000 5857 4159 4c41 4e44"),
    ],
)
def test_requests_are_written_by_the_standard(request_: bytes, expected: str) -> None:
    assert request_ == bytes.fromhex(expected)


def test_replies_are_read() -> None:
    assert wire.number(reply(1, pack("=I", 0xCAFE))) == 0xCAFE
    assert wire.extension(reply(1, bytes([1, 134, 83, 134]))) == Extension(134, 83)
    assert wire.extension(reply(1, bytes([0, 0, 0, 0]))) is None
    words = reply(1, pack("=III", 4, 0, 2), data=32, more=pack("=II", 7, 0xFFFFFFFF))
    assert wire.property_value(words) == Property(words=(7, 0xFFFFFFFF))
    text = reply(1, pack("=III", 31, 0, 5), data=8, more=b"a\0bc\0")
    assert wire.property_value(text) == Property(text=b"a\0bc\0")
    assert wire.property_value(reply(1)) == Property()


def test_a_property_longer_than_its_reply_is_an_error() -> None:
    for bits in (8, 16, 32):
        for count in (3, 0xFFFFFFFF):
            with pytest.raises(ProtocolError):
                wire.property_value(reply(1, pack("=III", 4, 0, count), data=bits))


def test_counters_are_read_with_names_of_any_length() -> None:
    names = ["SERVERTIME", "IDLETIME", "DEVICEIDLETIME 12", "", "A", "AB", "ABC"]
    more = b""
    for number, name in enumerate(names):
        one = pack("=IiIH", 60 + number, 0, 4, len(name)) + name.encode()
        more += one + bytes(-len(one) % 4)
    found = sync.read_counters(reply(1, pack("=I", len(names)), more=more))
    assert [(one.number, one.name) for one in found] == [(60 + at, name) for at, name in enumerate(names)]


def test_outputs_and_their_names_are_read_behind_lists_of_any_length() -> None:
    resources = reply(1, pack("=IIHHHH", 5, 5, 1, 2, 3, 4), more=pack("=III", 62, 63, 64) + bytes(96))
    assert xwayland.read_outputs(resources) == (63, 64)
    assert xwayland.read_version(reply(1, pack("=II", 1, 3))) == (1, 3)
    for controllers, modes, clones in ((0, 0, 0), (1, 2, 3), (4, 0, 1)):
        lists = bytes(4 * (controllers + modes + clones))
        counts = pack("=HHHHH", controllers, modes, 0, clones, len("XWAYLAND0"))
        found = reply(1, bytes(18) + counts[:6], more=counts[6:] + lists + b"XWAYLAND0")
        assert xwayland.read_output_name(found) == "XWAYLAND0"


@settings(deadline=None)
@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_a_counter_s_value_is_read_as_it_was_written(value: int) -> None:
    data = reply(1, pack("=iI", value >> 32, value & 0xFFFFFFFF))
    assert sync.read_value(data, 8) == value


def test_events_of_windows_are_read_also_when_another_program_sent_them() -> None:
    for sent in (0, 0x80):
        assert wire.window_event(event(28 | sent, 1, pack("=II", 7, 8))) == PropertyNotify(7, 8)
        assert wire.window_event(event(17 | sent, 1, pack("=II", 7, 7))) == DestroyNotify(7)
        told = event(33 | sent, 1, pack("=II5I", 7, 8, 1, 2, 3, 4, 5), data=32)
        assert wire.window_event(told) == ClientMessage(7, 8, (1, 2, 3, 4, 5))
    assert wire.window_event(event(17, 1, pack("=II", 7, 9))) is None, "that was a child of it"
    assert wire.window_event(event(22, 1, pack("=II", 7, 7))) is None


@pytest.mark.parametrize("read", READERS)
def test_whatever_is_read_is_read_or_one_kind_of_error(read) -> None:
    @settings(deadline=None, max_examples=60)
    @given(st.binary(min_size=32, max_size=200) | st.binary(min_size=1, max_size=40))
    def tried(data: bytes) -> None:
        try:
            read(data)
        except ProtocolError as error:
            assert str(error)

    tried()
