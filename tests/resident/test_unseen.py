"""A first start where nothing shows the icon: the panel comes by itself, once and quietly."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from resident.quick_loop import run_quickly
from resident.world import NINE, World

from backbreak.resident import unseen
from backbreak.resident.unseen import Unseen
from backbreak.resident.windows import Manner


class Screen:
    """A desktop with or without a tray, on which panels can or cannot be opened."""

    def __init__(self, *, tray: bool = False, opens: bool = True) -> None:
        self.tray_shown, self.opens = tray, opens
        self.opened: list[Manner] = []
        self.panel_opened = False

    def open_panel(self, manner: Manner) -> bool:
        self.opened += [manner] if self.opens else []
        return self.opens


def started(folder: Path, screen: Screen) -> None:
    """One run of the program, long enough to look."""

    async def story() -> None:
        conductor = World(folder).boot(NINE)
        looks = Unseen(asyncio.get_running_loop(), conductor, lambda: NINE, screen, screen)
        looks.start()
        await asyncio.sleep(0.03)
        looks.stop()

    run_quickly(story())


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unseen, "PATIENCE_S", 0.01)


def test_t02_without_a_tray_the_first_run_shows_the_panel_once_and_takes_no_keyboard(tmp_path: Path) -> None:
    screen = Screen()
    started(tmp_path, screen)
    started(tmp_path, screen)
    assert screen.opened == [Manner(quietly=True)]


def test_with_a_tray_nothing_comes_by_itself(tmp_path: Path) -> None:
    screen = Screen(tray=True)
    started(tmp_path, screen)
    assert screen.opened == []


def test_a_panel_that_could_not_be_opened_comes_at_the_next_start(tmp_path: Path) -> None:
    screen = Screen(opens=False)
    started(tmp_path, screen)
    screen.opens = True
    started(tmp_path, screen)
    assert len(screen.opened) == 1


def test_whoever_has_found_the_panel_does_not_get_it_again(tmp_path: Path) -> None:
    screen = Screen()
    screen.panel_opened = True
    started(tmp_path, screen)
    screen.panel_opened = False  # the next start
    started(tmp_path, screen)
    assert screen.opened == []
