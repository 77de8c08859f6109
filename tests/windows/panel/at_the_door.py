"""A panel whose resident's door a test scripts."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backbreak.windows.panel.program import PanelProgram

SITTING = {
    "phase": "sitting",
    "reason": {"id": "sitting", "text": "Next break at 14:35"},
    "deadline": "2099-11-23T14:35:00Z",
    "round": {"number": 3, "done": 23, "total": 145},
}
PAUSED = {"phase": "paused", "reason": {"id": "paused", "text": "Paused since 12:50, until you resume"}}
PLAN = {"exercise": "pelvis-lift", "units": 5, "seconds": 120.0}


def opened(program: PanelProgram, qtbot: QtBot) -> PanelProgram:
    program.start()
    start = program.window.page.keys["start"]
    qtbot.waitUntil(lambda: start.accessibleDescription() == "Pelvis Lift · 2 min · floor · mat")
    return program
