"""The control panel in every phase, with why, a refusal, and without a resident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from backbreak.core.settings import Settings
from backbreak.windows.panel.status import read_status, read_why
from backbreak.windows.panel.window import PanelWindow
from backbreak.windows.panel.wording import Clock
from backbreak.windows.prompt.offer import suggestion
from backbreak.words import _
from backbreak.words.durations import minutes
from scenes.history import TODAY, day_of
from scenes.stage import Scene, Stage

AT = Clock(UTC, datetime(2026, 11, 23, 12, 50, tzinfo=UTC))
PLAN = {"exercise": "pelvis-lift", "seconds": 118.0}


def instant(clock: str) -> str:
    """An instant of that day, as the door tells it."""
    return f"2026-11-23T{clock}:00Z"


def told(phase: str, reason: str, text: str, **more: object) -> dict[str, object]:
    """A status document."""
    base: dict[str, object] = {
        "phase": phase,
        "reason": {"id": reason, "text": text},
        "deadline": instant("14:35"),
        "due": instant("14:35"),
        "sitting_since": instant("12:35"),
        "round": {"number": 3, "done": 23, "total": 145},
    }
    return base | more


def states() -> dict[str, Mapping[str, object]]:
    """Every phase, in the words of the language in use where the resident's are short ones."""
    invited = {
        "snooze_label": _("Snooze %(time)s") % {"time": minutes(10)},
        "skip_label": _("Skip: next at %(time)s") % {"time": "16:40"},
    }
    return {
        "sitting": told("sitting", "sitting", _("Next break at %(time)s") % {"time": "14:35"}),
        "prompting": told("prompting", "prompting", _("A break is due"), prompt=invited),
        "held": told(
            "held",
            "microphone",
            "A call: the microphone is in use since 12:41; the prompt waits, at most until 13:50",
            meeting_until=instant("13:30"),
        ),
        "snoozed": told("snoozed", "snoozed", "Snoozed until 13:00", deadline=instant("13:00")),
        "session": told("session", "session", "A break is going on since 12:50", sitting_since=None),
        "paused": told("paused", "paused", "Paused since 12:50, until you resume", deadline=None),
        "off": told(
            "off", "outside-hours", "Outside working hours until Tue 09:00", deadline=None, sitting_since=None
        ),
    }


WHY = {
    "reason": {"text": "A call: the microphone is in use since 12:41; the prompt waits, at most until 13:50"},
    "held": [{"text": "Break due: you are in a meeting; the prompt waits until 13:30"}],
    "holds": [
        {"reason": "do_not_disturb", "from": instant("10:05"), "to": instant("10:40")},
        {"reason": "microphone", "from": instant("12:41"), "to": None},
    ],
}

Act = Callable[[PanelWindow], None]


def why(window: PanelWindow) -> None:
    """Open the part that says why."""
    window.page.open_details(True)
    window.page.show_why(read_why(WHY), AT)


def refused(window: PanelWindow) -> None:
    """Be refused."""
    window.page.complain(_("Put off as often as allowed: start or skip this one"))


def gone(window: PanelWindow) -> None:
    """Nobody answers."""
    window.show_gone(_("it has ended"))


def scene(state: str, act: Act | None = None, *, audited: bool = False) -> Scene:
    """The window in a phase, on a day with a few breaks."""

    def show(stage: Stage) -> QWidget:
        window = PanelWindow(stage.theme.value)
        offer = suggestion(PLAN, stage.home().catalogue)
        window.page.show_status(read_status(states()[state]), offer, Settings().rhythm, AT)
        window.page.show_today(() if state == "off" else tuple(day_of(TODAY, 4, 5)))
        window.show_page()
        if act is not None:
            act(window)
        return window

    return Scene("panel", show, audited)


PHASES = ("sitting", "prompting", "held", "snoozed", "session", "paused", "off")
SCENES = {
    **{f"panel-{name}": scene(name, audited=name in ("sitting", "prompting", "paused")) for name in PHASES},
    "panel-why": scene("held", why, audited=True),
    "panel-refused": scene("prompting", refused),
    "panel-gone": scene("sitting", gone, audited=True),
}
