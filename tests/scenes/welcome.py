"""The welcome window, as it comes first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from backbreak.windows.session.sounding import Silence
from backbreak.windows.welcome.program import WelcomeProgram
from scenes.desk import PEAK_S
from scenes.stage import Scene, Stage, keep


def first(stage: Stage) -> QWidget:
    """A home that was never used."""
    program = WelcomeProgram(stage.home(), make_sounds=Silence)
    program.start()
    program.window.hero.film.freeze(PEAK_S)
    return keep(program.window, program)


SCENES = {"welcome": Scene("welcome", first)}
