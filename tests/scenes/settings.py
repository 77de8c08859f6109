"""The settings' window: as it opens, searched, and with a fleet's file above it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from backbreak.windows.alone import Home
from backbreak.windows.settings.making import makings_of
from backbreak.windows.settings.program import SettingsProgram
from backbreak.windows.settings.window import SettingsWindow
from scenes.stage import Scene, Stage, keep, settle

SITE = """
[rhythm]
natural_break_min = 6
"""
WRITTEN = """
[rhythm]
sitting_limit_min = 90
snooze_min = 15
[hours]
monday = ["09:00-12:30", "13:30-18:00"]
tuesday = ["09:00-12:30", "13:30-18:00"]
wednesday = ["09:00-12:30", "13:30-18:00"]
thursday = ["22:00-02:00"]
friday = ["09:00-12:30"]
[session]
exclude = ["hip-flex"]
"""


def opened(stage: Stage) -> SettingsWindow:
    """The window on a home that has been settled in, under a fleet's file."""
    home = stage.home()
    site = stage.folder / "site"
    site.mkdir(exist_ok=True)
    (site / "settings.toml").write_text(SITE, encoding="utf-8")
    places = replace(home.places, site=site)
    with places.settings_file.open("a", encoding="utf-8") as file:
        file.write(WRITTEN)
    window = SettingsWindow(makings_of(home), stage.theme.value)
    program = SettingsProgram(Home(places, stage.settings), window)
    program.start()
    keep(window, program)
    return window


def first(stage: Stage) -> QWidget:
    """The first group."""
    return opened(stage)


def group(name: str) -> Scene:
    """Another group."""

    def show(stage: Stage) -> QWidget:
        window = opened(stage)
        settle()
        window.go(name)
        return window

    return Scene("settings", show, audited=False)


def searched(stage: Stage) -> QWidget:
    """What a search finds."""
    window = opened(stage)
    settle()
    window.head.search.setText("sound")
    return window


SCENES = {
    "settings": Scene("settings", first),
    **{f"settings-{name}": group(name) for name in ("hours", "session", "sound", "look")},
    "settings-search": Scene("settings", searched),
}
