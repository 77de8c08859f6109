"""What one may do in a session: how it is called, what it does, and which key does it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt

from backbreak.words import _, pgettext


class Control(Enum):
    """Everything one may do in a session; the values name the buttons."""

    PAUSE = "pause"
    BACK = "back"
    SKIP = "skip"
    EASIER = "easier"
    SWAP = "swap"
    MUTE = "mute"
    HURTS = "hurts"
    STOP = "stop"


TOGGLES = (Control.EASIER, Control.MUTE)

KEYS = {
    int(Qt.Key.Key_Space): Control.PAUSE,
    int(Qt.Key.Key_Left): Control.BACK,
    int(Qt.Key.Key_Right): Control.SKIP,
    int(Qt.Key.Key_E): Control.EASIER,
    int(Qt.Key.Key_S): Control.SWAP,
    int(Qt.Key.Key_M): Control.MUTE,
    int(Qt.Key.Key_H): Control.HURTS,
    int(Qt.Key.Key_Escape): Control.STOP,
}


def name_of(control: Control) -> str:
    """Give the word on a control's button."""
    return {
        Control.PAUSE: pgettext("session", "Pause"),
        Control.BACK: _("Back"),
        Control.SKIP: pgettext("session", "Skip"),
        Control.EASIER: _("Easier"),
        Control.SWAP: _("Swap"),
        Control.MUTE: _("Mute"),
        Control.HURTS: _("It hurts"),
        Control.STOP: _("Stop"),
    }[control]


def explained(control: Control) -> str:
    """Say what a control does, for whoever points at it or listens."""
    return {
        Control.PAUSE: _("Pause, and go on after three seconds"),
        Control.BACK: _("Do the last repetition again"),
        Control.SKIP: _("Go to what comes next"),
        Control.EASIER: _("Make it easier, or as before"),
        Control.SWAP: _("Do something else that is possible here"),
        Control.MUTE: _("No sound in this session, or sound again"),
        Control.HURTS: _("Stop because it hurts"),
        Control.STOP: _("Stop; what is done counts"),
    }[control]


def key_of(control: Control) -> tuple[str, str]:
    """Give the key that does the same: as it is drawn on the cap, and as it is read aloud."""
    return {
        Control.PAUSE: (_("Space"), _("Space")),
        Control.BACK: ("←", _("Left arrow")),
        Control.SKIP: ("→", _("Right arrow")),
        Control.EASIER: ("E", "E"),
        Control.SWAP: ("S", "S"),
        Control.MUTE: ("M", "M"),
        Control.HURTS: ("H", "H"),
        Control.STOP: (_("Esc"), _("Escape")),
    }[control]
