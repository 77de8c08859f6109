"""What a scene is set up on: a home of its own, in a theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from backbreak.core.settings import Look, Settings
from backbreak.storage.places import places_for
from backbreak.windows.alone import Home
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme


@dataclass(frozen=True, slots=True)
class Stage:
    """A home in which nothing has happened yet; `motion` is `[look] motion`."""

    folder: Path
    theme: Theme
    motion: str = "reduced"

    @property
    def settings(self) -> Settings:
        """The usual ones, in this theme."""
        return Settings(look=Look(theme=self.theme.value, motion=self.motion))

    def home(self) -> Home:
        """Give the home, made on the disk, its settings written."""
        places = places_for(self.folder)
        places.ensure()
        text = f'[look]\ntheme = "{self.theme.value}"\nmotion = "{self.motion}"\n'
        places.settings_file.write_text(text, encoding="utf-8")
        return Home(places, self.settings)

    def dress(self) -> None:
        """Have Qt's own widgets wear the theme."""
        QApplication.setPalette(qt_palette(palette_of(self.theme)))


Show = Callable[[Stage], QWidget]


@dataclass(frozen=True, slots=True)
class Scene:
    """A window in a state; `window` is its name in the program's table of windows."""

    window: str
    show: Show
    audited: bool = True
    """Whether it differs from the others for a keyboard or a screen reader, not only for the eye."""


def settle(rounds: int = 8) -> None:
    """Words, then heights, then places."""
    for _round in range(rounds):
        QApplication.processEvents()


def strike(window: QWidget) -> None:
    """Close a scene's window and take it apart; nothing of it is there when this returns."""
    window.close()
    settle(2)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no loop runs that would
    settle(2)


def keep(window: QWidget, program: object) -> QWidget:
    """Let a program live as long as its window."""
    window.__dict__["program"] = program
    return window
