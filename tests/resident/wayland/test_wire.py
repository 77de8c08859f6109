"""Messages come in any pieces and from anybody: whole ones are read, and what is none is refused."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.resident.wayland.wire import (
    MOST_BYTES,
    Arguments,
    Message,
    Messages,
    WireError,
    message,
    string,
    uint,
)

NUMBERS = st.integers(0, 0xFFFFFFFF)
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200)
MESSAGES = st.lists(
    st.tuples(NUMBERS, st.integers(0, 0xFFFF), st.lists(NUMBERS, max_size=5), TEXTS), max_size=8
)


def test_a_message_has_the_bytes_of_the_protocol() -> None:
    # wl_registry.bind of the global 7 as object 5, from registry 2.
    sent = message(2, 0, uint(7), string("wl_seat"), uint(1), uint(5))
    assert sent == (
        struct.pack("=II", 2, 32 << 16) + struct.pack("=II", 7, 8) + b"wl_seat\0" + struct.pack("=II", 1, 5)
    )


def test_texts_fill_whole_words_and_count_their_end() -> None:
    assert string("abc") == struct.pack("=I", 4) + b"abc\0"
    assert string("abcd") == struct.pack("=I", 5) + b"abcd\0\0\0\0"
    assert string("") == struct.pack("=I", 1) + b"\0\0\0\0"
    assert Arguments(struct.pack("=I", 0)).string() == ""


def test_a_message_that_is_too_long_is_not_sent() -> None:
    with pytest.raises(WireError, match="70024 bytes"):
        message(1, 0, string("x" * 70_011))


@given(MESSAGES, st.lists(st.integers(1, 40), min_size=1))
def test_what_was_sent_is_read_whatever_pieces_it_comes_in(sent: list, cuts: list[int]) -> None:
    stream = b"".join(
        message(target, opcode, *map(uint, numbers), string(said)) for target, opcode, numbers, said in sent
    )
    messages, read, at = Messages(), [], 0
    while at < len(stream):
        size = cuts[len(read) % len(cuts)]
        read += messages.feed(stream[at : at + size])
        at += size
    assert len(read) == len(sent)
    for one, (target, opcode, numbers, said) in zip(read, sent, strict=True):
        arguments = Arguments(one.body)
        assert (one.target, one.opcode) == (target, opcode)
        assert [arguments.uint() for _ in numbers] == numbers
        assert arguments.string() == said
        with pytest.raises(WireError):
            arguments.uint()


@given(st.lists(st.binary(max_size=64), max_size=30))
def test_whatever_comes_is_read_or_refused_and_never_kept_beyond_one_message(pieces: list[bytes]) -> None:
    messages = Messages()
    fed = read = 0
    try:
        for piece in pieces:
            fed += len(piece)
            for one in messages.feed(piece):
                assert isinstance(one, Message)
                read += 8 + len(one.body)
            assert fed - read <= MOST_BYTES
    except WireError as error:
        assert "bytes long" in str(error)


@given(st.binary(max_size=40), st.lists(st.sampled_from(["uint", "string"]), max_size=6))
def test_arguments_that_are_not_there_are_refused(body: bytes, wanted: list[str]) -> None:
    arguments = Arguments(body)
    try:
        for one in wanted:
            value = getattr(arguments, one)()
            assert isinstance(value, int if one == "uint" else str)
    except WireError:
        pass


@pytest.mark.parametrize("length", [0, 4, 7, 9, 10, 11])
def test_a_length_that_cannot_be_is_refused(length: int) -> None:
    with pytest.raises(WireError, match=f"{length} bytes long"):
        list(Messages().feed(struct.pack("=II", 1, length << 16)))


def test_a_text_without_its_end_is_refused() -> None:
    with pytest.raises(WireError, match="without an end"):
        Arguments(struct.pack("=I", 4) + b"abcd").string()
