"""The very first start of a home: the welcome window comes by itself, quietly; then never again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from resident.quick_loop import run_quickly
from resident.world import NINE, World

from backbreak.resident import unseen
from backbreak.resident.first_start import first_start, never_used
from backbreak.resident.windows import Manner
from backbreak.storage.care import acknowledge
from backbreak.storage.identity import identity
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import set_value
from backbreak.storage.welcome import mark_welcomed, welcomed

QUIETLY = Manner(quietly=True)


class Screen:
    """A desktop without a tray, on which windows open, or not."""

    tray_shown = panel_opened = False

    def __init__(self, *, opens: bool = True) -> None:
        self.opens, self.opened = opens, list[tuple[str, Manner]]()
        self.over: Callable[[], None] = lambda: None

    def open_panel(self, manner: Manner) -> bool:
        self.opened.append(("panel", manner))
        return True

    def open_by_name(self, window: str, manner: Manner, over: Callable[[], None]) -> bool:
        if self.opens:
            self.opened.append((window, manner))
            self.over = over
        return self.opens


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setattr(unseen, "PATIENCE_S", 0.01)
    made = places_for(tmp_path)
    made.ensure()
    return made


def started(places: Places, screen: Screen, demo: float | None = None, *, closed: bool = False) -> None:
    """One run of the program, in which the welcome window is closed or stays open."""

    async def story() -> None:
        loop, conductor = asyncio.get_running_loop(), World(places.state).boot(NINE)
        first = first_start(loop, conductor, lambda: NINE, screen, screen, places, demo)
        first.start()
        await asyncio.sleep(0.03)
        if closed:
            screen.over()
            await asyncio.sleep(0.03)
        first.stop()

    run_quickly(story())


def test_the_first_start_welcomes_quietly_and_no_panel_comes_in_between(places: Places) -> None:
    screen = Screen()
    started(places, screen)
    assert screen.opened == [("welcome", QUIETLY)]


def test_where_no_tray_shows_the_icon_the_panel_comes_when_the_welcome_has_gone(places: Places) -> None:
    screen = Screen()
    started(places, screen, closed=True)
    assert screen.opened == [("welcome", QUIETLY), ("panel", QUIETLY)]


def test_a_demo_welcomes_nobody(places: Places) -> None:
    screen = Screen()
    started(places, screen, demo=120.0)
    assert [window for window, _manner in screen.opened] == ["panel"]


def test_without_a_display_nothing_is_tried(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    screen = Screen()
    started(places, screen)
    assert [window for window, _manner in screen.opened] == ["panel"]


def test_a_window_that_cannot_be_opened_leaves_the_way_free_for_the_panel(places: Places) -> None:
    screen = Screen(opens=False)
    started(places, screen)
    assert [window for window, _manner in screen.opened] == ["panel"]


def state(places: Places) -> None:
    places.state_file.write_text("{}")


def settings(places: Places) -> None:
    set_value(places, "look.theme", "dark")


def note_read(places: Places) -> None:
    acknowledge(places, NINE)


def welcomed_before(places: Places) -> None:
    mark_welcomed(places, NINE)


def journal_of_another_device(places: Places) -> None:
    places.journal_dir().mkdir()
    (places.journal_dir() / "elsewhere-0000.jsonl").write_text("")


@pytest.mark.parametrize("use", [state, settings, note_read, welcomed_before, journal_of_another_device])
def test_a_home_that_was_used_needs_no_welcome(places: Places, use: Callable[[Places], None]) -> None:
    assert never_used(places)
    use(places)
    assert not never_used(places)
    screen = Screen()
    started(places, screen)
    assert ("welcome", QUIETLY) not in screen.opened


def test_a_name_for_this_device_and_empty_folders_are_no_use_yet(places: Places) -> None:
    identity(places)
    places.journal_dir().mkdir()
    places.exercises_dir.mkdir()
    assert never_used(places)


def test_a_mark_that_cannot_be_read_says_no(places: Places) -> None:
    assert not welcomed(places)
    mark_welcomed(places, NINE)
    assert welcomed(places)
    (places.state / "welcome.json").write_text("{")
    assert not welcomed(places)
