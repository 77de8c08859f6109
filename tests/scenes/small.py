"""The small windows: the medical note by itself, and what is shown when another window has failed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from backbreak.windows.care.window import CareWindow
from backbreak.windows.failure.window import FailureWindow
from scenes.stage import Scene, Stage


def care(stage: Stage) -> QWidget:
    """The note."""
    window = CareWindow(stage.theme.value)
    window.show()
    return window


def failure(stage: Stage) -> QWidget:
    """An error nobody foresaw."""
    log = stage.home().places.log_file
    window = FailureWindow("ZeroDivisionError", log, stage.folder, stage.theme.value)
    window.show()
    return window


SCENES = {"care": Scene("care", care), "failure": Scene("failure", failure)}
