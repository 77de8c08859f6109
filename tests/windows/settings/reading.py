"""What the user's file says of a setting, and what its control shows, as a person would read it."""

from __future__ import annotations

import tomllib

from windows.settings.conftest import written

from backbreak.windows.settings.line import Folder
from backbreak.windows.settings.listed import Exercises, Language
from backbreak.windows.settings.number import Number
from backbreak.windows.settings.pills import Pills
from backbreak.windows.settings.program import SettingsProgram
from backbreak.windows.settings.slide import Slide
from backbreak.windows.settings.switch import Switch


def told(program: SettingsProgram, name: str) -> object:
    """What the user's file says of a setting; None for nothing."""
    section, _dot, key = name.partition(".")
    return tomllib.loads(written(program)).get(section, {}).get(key)


def shown(program: SettingsProgram, name: str) -> object:
    """What a control shows, as a person would read it."""
    control = program.window.page.control(name)
    match control:
        case Number():
            return control.spin.text()
        case Switch():
            return control.toggle.isChecked()
        case Pills():
            return next(value for value, pill in control.pills.items() if pill.isChecked())
        case Slide():
            return control.words.text()
        case Exercises():
            return [one for one, tick in control.ticks.items() if tick.isChecked()]
        case Language():
            return control.picker.currentData()
        case Folder():
            return control.line.text()
    raise AssertionError(name)
