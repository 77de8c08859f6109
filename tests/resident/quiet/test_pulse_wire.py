"""The bytes of PulseAudio's protocol: what we ask, what is answered, and whatever else may come."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.resident.quiet import pulse_wire as wire
from backbreak.resident.quiet.listeners import in_call

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
NUMBER = st.integers(0, 0xFFFFFFFF)
VALUE = st.one_of(
    NUMBER, TEXT, st.binary(max_size=300), st.booleans(), st.none(), st.dictionaries(TEXT, TEXT, max_size=4)
)

# One recording as PulseAudio 16 answers a client of version 19: paused, from source 1, two properties.
RECORDING = (
    b"L\0\0\0\x07" b"tparec\0" b"L\0\0\0\x02" b"L\0\0\0\x03" b"L\0\0\0\x01"
    b"a\x03\x02\0\0\xac\x44" b"m\x02\x01\x02" b"U\0\0\0\0\0\0\0\0" b"U\0\0\0\0\0\0\0\0"
    b"N" b"tprotocol-native.c\0"
    b"P" b"tapplication.id\0L\0\0\0\x04x\0\0\0\x04foo\0" b"tmedia.name\0L\0\0\0\x02x\0\0\0\x02a\0" b"N"
    b"1"
)  # fmt: skip


def reply(body: bytes, channel: bytes = b"\xff\xff\xff\xff") -> bytes:
    """A frame that answers question 5."""
    body = b"L\0\0\0\x02L\0\0\0\x05" + body
    return len(body).to_bytes(4, "big") + channel + bytes(12) + body


def recording(**changes: object) -> wire.Recording:
    """Somebody in a call, but for what is changed."""
    values: dict[str, object] = {
        "index": 1,
        "name": "RecordStream",
        "module": wire.NONE,
        "client": 3,
        "source": 1,
        "resampler": "speex-float-1",
        "properties": {"application.id": "org.mozilla.firefox"},
        "corked": False,
    }
    return wire.Recording(**{**values, **changes})  # type: ignore[arg-type]


def test_a_question_is_the_bytes_that_the_server_reads() -> None:
    frame = wire.pack(wire.SUBSCRIBE, 3, [wire.MASK_SOURCE_OUTPUT])
    assert frame == bytes.fromhex(
        "0000000f ffffffff 00000000 00000000 00000000 4c00000023 4c00000003 4c00000008"
    )
    assert wire.pack(0, 0, [{"a": "b"}])[30:] == b"Pta\0L\0\0\0\x02x\0\0\0\x02b\0N"


def test_an_answer_is_read_with_all_kinds_of_values_that_it_skips() -> None:
    (message,) = wire.Frames().feed(reply(RECORDING))
    assert (message.command, message.tag) == (wire.REPLY, 5)
    assert wire.recordings(message.values) == [
        wire.Recording(7, "parec", 2, 3, 1, "", {"application.id": "foo", "media.name": "a"}, True)
    ]


def test_a_source_is_a_monitor_if_it_names_the_sink() -> None:
    def source(sink: bytes) -> bytes:
        head = b"L\0\0\0\x01tmic\0" + b"N" + b"a\x03\x02\0\0\xac\x44"
        before = head + b"m\x01\x01" + b"L\0\0\0\x01" + b"v\x01\0\x01\0\0" + b"0"
        return before + b"L" + sink + b"N" + b"U" + bytes(8)

    for sink, monitor in ((b"\xff\xff\xff\xff", False), (b"\0\0\0\0", True)):
        (message,) = wire.Frames().feed(reply(source(sink)))
        assert wire.is_monitor(message.values) is monitor
    with pytest.raises(wire.WireError):
        wire.is_monitor((1, "mic"))


def test_samples_that_nobody_asked_for_are_passed_over() -> None:
    assert wire.Frames().feed(reply(b"L\0\0\0\x01", channel=bytes(4)) + reply(b"N")) == [
        wire.Message(wire.REPLY, 5, (None,))
    ]


def test_a_message_longer_than_any_answer_is_not_waited_for() -> None:
    with pytest.raises(wire.WireError, match="2147483647 bytes"):
        wire.Frames().feed(b"\x7f\xff\xff\xff" + bytes(16))


@given(NUMBER, NUMBER, st.lists(VALUE, max_size=6), st.integers(1, 50))
def test_what_is_packed_comes_out_again_however_the_bytes_arrive(
    command: int, tag: int, values: list[wire.Value], piece: int
) -> None:
    sent = wire.pack(command, tag, values)
    frames, found = wire.Frames(), []
    for at in range(0, len(sent), piece):
        found += frames.feed(sent[at : at + piece])
    assert found == [wire.Message(command, tag, tuple(values))]


@given(st.binary(max_size=200))
def test_rubbish_is_an_error_of_ours_and_no_other(body: bytes) -> None:
    with suppress(wire.WireError):
        wire.Frames().feed(body)
    with suppress(wire.WireError):
        for message in wire.Frames().feed(reply(body)):
            wire.recordings(message.values)
            wire.is_monitor(message.values)


@given(st.lists(VALUE, min_size=13, max_size=26), st.integers(0, len(RECORDING) - 1), st.integers(0, 255))
def test_an_answer_that_is_almost_right_is_an_error_of_ours_and_no_other(
    values: list[wire.Value], at: int, byte: int
) -> None:
    with suppress(wire.WireError):
        wire.recordings(values)
    with suppress(wire.WireError):
        changed = RECORDING[:at] + bytes([byte]) + RECORDING[at + 1 :]
        for message in wire.Frames().feed(reply(changed)):
            wire.recordings(message.values)


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("a paused recording", {"corked": True}),
        ("a module of the server", {"client": wire.NONE}),
        ("a stream for levels only", {"resampler": "peaks"}),
        ("a level in English", {"name": "Peak detect"}),
        ("pavucontrol", {"properties": {"application.id": "org.PulseAudio.pavucontrol"}}),
        ("GNOME's settings", {"properties": {"application.id": "org.gnome.VolumeControl"}}),
        ("a spectrum", {"properties": {"application.process.binary": "cava"}}),
        ("a level in PipeWire", {"properties": {"resample.peaks": "true"}}),
        ("a filter chain", {"properties": {"node.link-group": "filter-chain-1234-1"}}),
        ("what says itself that it is virtual", {"properties": {"node.virtual": "true"}}),
    ],
    ids=lambda one: one.replace(" ", "-") if isinstance(one, str) else "",
)
def test_what_listens_all_day_is_no_call(what: str, changes: dict[str, object]) -> None:
    assert in_call(recording())
    assert not in_call(recording(**changes)), what


def test_marks_that_say_no_do_not_make_a_call_harmless() -> None:
    assert in_call(recording(properties={"node.virtual": "false", "stream.monitor": "false"}))
    assert in_call(recording(name="", properties={}))
