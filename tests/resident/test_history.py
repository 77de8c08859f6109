"""The history is asked for in the tray and the panel: one window at a time, and none without a screen."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from resident.running import prepared, running, wait_for
from resident.test_opening import SEEN_BY_NOBODY

from backbreak.door.protocol import DoorError
from backbreak.resident.windows import Windows
from backbreak.storage.places import places_for


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    home = prepared(tmp_path / "home")
    yield home
    for pid in histories(home):
        os.kill(pid, 9)


def histories(home: Path) -> list[int]:
    """The processes of this home's histories."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0") if folder.name.isdigit() else []
        except OSError:
            continue
        if b"history" in words and b"window" in words and os.fsencode(home) in words:
            found.append(int(folder.name))
    return found


def test_whoever_asks_twice_gets_one_window(home: Path) -> None:
    with running(home, **SEEN_BY_NOBODY) as resident:
        resident.ask("history")
        wait_for(lambda: histories(home), "the history")
        first = histories(home)
        resident.ask("history", activation="leave-7")
        assert histories(home) == first
        os.kill(first[0], 9)
        wait_for(lambda: first[0] not in histories(home), "its end")
        resident.ask("history")
        wait_for(lambda: histories(home), "another one")
        assert len(histories(home)) == 1


@pytest.fixture
def raised() -> list[int]:
    """The processes that were asked to bring their window to the front."""
    return []


@pytest.fixture
def windows(home: Path, raised: list[int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    loop = asyncio.new_event_loop()

    def bring_up(pid: int) -> bool:
        raised.append(pid)
        return True

    made = Windows(loop, places_for(home), home, lambda _code: None, bring_up)
    yield made
    made.leave()
    loop.close()


def test_one_that_has_hung_up_is_not_brought_up_but_followed_by_another(
    home: Path, windows: Windows, raised: list[int]
) -> None:
    assert windows.open_by_name("history") and windows.open_by_name("history")
    (first,) = raised
    windows.left(first, [first])  # of two connections one is left
    assert windows.open_by_name("history") and raised == [first, first]
    windows.raised(first)
    windows.left(first, [])
    assert len(windows._children.names) == 1
    assert windows.open_by_name("history") and raised == [first, first]
    wait_for(lambda: len(histories(home)) == 2, "the other window")


def test_whoever_asks_for_one_that_is_just_closing_gets_another(
    home: Path, windows: Windows, raised: list[int]
) -> None:
    assert windows.open_by_name("history") and windows.open_by_name("history")
    (first,) = raised  # which was about to hang up when it was asked to come to the front
    windows.left(first, [])
    wait_for(lambda: len(histories(home)) == 2, "the other window")


def test_one_whose_end_was_not_seen_yet_is_not_brought_up(
    home: Path, windows: Windows, raised: list[int]
) -> None:
    windows.open_by_name("history")
    wait_for(lambda: histories(home), "the window")
    (first,) = histories(home)
    os.kill(first, 9)
    wait_for(lambda: not histories(home), "its end")
    assert windows.open_by_name("history") and not raised
    wait_for(lambda: histories(home), "the other window")


def test_without_a_display_it_is_refused_with_what_to_use_instead(home: Path) -> None:
    with running(home, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="") as resident:
        with pytest.raises(DoorError, match="no display to open a window on: use backbreak report"):
            resident.ask("history")
        assert histories(home) == []
