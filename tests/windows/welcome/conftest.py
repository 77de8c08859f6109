"""A home that was never used, and the welcome window on it; no sound device anywhere."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import load
from backbreak.windows import roles
from backbreak.windows.alone import Home
from backbreak.windows.welcome.program import WelcomeProgram
from backbreak.windows.welcome.window import WelcomeWindow

Open = Callable[..., WelcomeProgram]


def settle() -> None:
    """Words, then heights, then places."""
    for _round in range(6):
        QApplication.processEvents()


def press(window: WelcomeWindow, name: str) -> None:
    """Press what is called so."""
    (button,) = [one for one in window.findChildren(QAbstractButton) if one.accessibleName() == name]
    assert button.isEnabled()
    button.click()


def written(places: Places) -> dict[str, object]:
    """What the user's settings say."""
    return tomllib.loads(places.settings_file.read_text())


def files_of(places: Places) -> dict[str, bytes]:
    """Everything in a home, by name."""
    home = places.config.parent
    return {str(one.relative_to(home)): one.read_bytes() for one in home.glob("**/*") if one.is_file()}


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    made = places_for(tmp_path / "home")
    made.ensure()
    return made


@pytest.fixture
def open_welcome(places: Places, qtbot: QtBot) -> Iterator[Open]:
    """Open the window on the home, with these settings of its user's."""
    roles.install()
    opened: list[WelcomeProgram] = []

    def open_(settings: str = "", home: Places = places, quietly: bool = False) -> WelcomeProgram:
        if settings:
            home.settings_file.write_text(settings)
        program = WelcomeProgram(Home(home, load(home)[0]), quietly)
        opened.append(program)
        qtbot.addWidget(program.window)
        with qtbot.waitExposed(program.window):
            program.start()
        settle()
        return program

    yield open_
    for program in opened:
        program.end()
        settle()
