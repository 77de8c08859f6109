"""What DISPLAY may say, and which key of ~/.Xauthority is taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resident.x11.greeting import INTERNET, LOCAL, WILD, key_entry

from backbreak.resident.x11.address import Address, X11Error, read_address
from backbreak.resident.x11.authority import KIND, Entry, entries, read_cookie

HERE = os.uname().nodename.encode()


@pytest.mark.parametrize(
    ("name", "display", "screen"),
    [(":0", 0, 0), (":12.1", 12, 1), ("unix:3", 3, 0), ("unix:3.2", 3, 2), ("unix/:4", 4, 0)],
)
def test_a_display_of_this_machine_is_a_number_and_a_screen(name: str, display: int, screen: int) -> None:
    found = read_address({"DISPLAY": name})
    assert found == Address(display, screen)
    assert found.sockets == (f"/tmp/.X11-unix/X{display}", f"\0/tmp/.X11-unix/X{display}")


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "not set"),
        ({"DISPLAY": ""}, "not set"),
        ({"DISPLAY": "wayland-0"}, "names no display"),
        ({"DISPLAY": ":"}, "names no display"),
        ({"DISPLAY": ":x"}, "names no display"),
        ({"DISPLAY": ":1."}, "names no display"),
        ({"DISPLAY": ":-1"}, "names no display"),
        ({"DISPLAY": ":²"}, "names no display"),
        ({"DISPLAY": ":" + "9" * 5000}, "names no display"),
        ({"DISPLAY": "desk:0"}, "not a display of this machine"),
        ({"DISPLAY": "localhost:10.0"}, "not a display of this machine"),
    ],
)
def test_anything_else_is_refused_with_a_reason(environ: dict[str, str], said: str) -> None:
    with pytest.raises(X11Error, match=said):
        read_address(environ)


@settings(deadline=None)
@given(st.text())
def test_whatever_display_says_is_an_address_or_an_error_in_one_line(name: str) -> None:
    try:
        assert read_address({"DISPLAY": name}).display >= 0
    except X11Error as error:
        assert str(error)


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ([(LOCAL, HERE, b"5", b"right")], b"right"),
        ([(WILD, b"", b"5", b"right")], b"right"),
        ([(LOCAL, HERE, b"", b"for all")], b"for all"),
        ([(LOCAL, HERE, b"4", b"wrong"), (LOCAL, HERE, b"5", b"right")], b"right"),
        ([(LOCAL, b"another-machine", b"5", b"wrong"), (WILD, b"x", b"5", b"right")], b"right"),
        ([(LOCAL, HERE, b"5", b"first"), (LOCAL, HERE, b"5", b"second")], b"first"),
        ([(INTERNET, b"\x7f\0\0\1", b"5", b"wrong")], None),
        ([(LOCAL, HERE, b"5", b"wrong", b"XDM-AUTHORIZATION-1")], None),
        ([], None),
    ],
)
def test_the_first_cookie_for_this_display_of_this_machine_is_taken(tmp_path: Path, lines, key) -> None:
    (tmp_path / ".Xauthority").write_bytes(b"".join(key_entry(*line) for line in lines))
    assert read_cookie({"HOME": str(tmp_path)}, 5) == key


def test_the_file_that_is_named_comes_before_the_one_at_home(tmp_path: Path) -> None:
    (tmp_path / ".Xauthority").write_bytes(key_entry(WILD, b"", b"", b"at home"))
    named = tmp_path / "named"
    environ = {"HOME": str(tmp_path), "XAUTHORITY": str(named)}
    assert read_cookie(environ, 0) is None
    named.write_bytes(key_entry(WILD, b"", b"", b"named"))
    assert read_cookie(environ, 0) == b"named"


@pytest.mark.parametrize("named", ["/", "a\0b", "/dev/null/x"])
def test_a_file_that_cannot_be_read_has_no_cookie(named: str) -> None:
    assert read_cookie({"XAUTHORITY": named}, 0) is None


fields = st.tuples(
    st.integers(0, 0xFFFF), st.binary(max_size=40), st.binary(max_size=5), st.binary(max_size=40)
)


@settings(deadline=None)
@given(st.lists(fields, max_size=5), st.data())
def test_a_file_that_ends_early_gives_the_entries_before(lines, data) -> None:
    whole = [key_entry(*line) for line in lines]
    cut = data.draw(st.integers(0, sum(map(len, whole))))
    read = list(entries(b"".join(whole)[:cut]))
    kept = sum(1 for number in range(len(whole)) if sum(map(len, whole[: number + 1])) <= cut)
    expected = [Entry(family, address, number, KIND, key) for family, address, number, key in lines]
    assert read == expected[:kept]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_garbage_in_the_file_raises_nothing(data: bytes) -> None:
    assert all(isinstance(one, Entry) for one in entries(data))
