"""The control panel in every phase, with why, a refusal, and without a resident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from backbreak.core.entry import Entry
from backbreak.core.explain import Reason
from backbreak.core.settings import Settings
from backbreak.windows.panel.status import read_status, read_why
from backbreak.windows.panel.window import PanelWindow
from backbreak.windows.panel.wording import Clock
from backbreak.windows.prompt.offer import suggestion
from backbreak.words import _, reasons
from backbreak.words.durations import minutes
from scenes.history import entry, outcome_of
from scenes.stage import Scene, Stage

AT = Clock(UTC, datetime(2026, 11, 23, 12, 50, tzinfo=UTC))
PLAN = {"exercise": "pelvis-lift", "seconds": 118.0}


def instant(clock: str) -> str:
    """An instant of that day, as the door tells it."""
    return f"2026-11-23T{clock}:00Z"


def moment(clock: str) -> datetime:
    """The same instant as a value."""
    return datetime.fromisoformat(instant(clock))


def worded(reason: Reason) -> str:
    """A reason as a sentence in the language in use."""
    return reasons.sentence(reason, AT.zone, AT.now)


def told(phase: str, reason: Reason, **more: object) -> dict[str, object]:
    """A status document, its reason as the resident words it."""
    base: dict[str, object] = {
        "phase": phase,
        "reason": {"id": reason.id, "text": worded(reason)},
        "deadline": instant("14:35"),
        "due": instant("14:35"),
        "sitting_since": instant("12:35"),
        "round": {"number": 3, "done": 23, "total": 145},
    }
    return base | more


def call() -> Reason:
    """A call that goes on."""
    return Reason("microphone", moment("12:41"), at_most=moment("13:50"))


def states() -> dict[str, Mapping[str, object]]:
    """Every phase, in the words of the language in use."""
    now = AT.now
    invited = {
        "snooze_label": _("Snooze %(time)s") % {"time": minutes(10)},
        "skip_label": _("Skip: next at %(time)s") % {"time": "16:40"},
    }
    opens = now + timedelta(hours=20, minutes=10)
    return {
        "sitting": told("sitting", Reason("sitting", now, moment("14:35"))),
        "prompting": told("prompting", Reason("prompting", now), prompt=invited),
        "held": told("held", call(), meeting_until=instant("13:30")),
        "snoozed": told("snoozed", Reason("snoozed", now, moment("13:00")), deadline=instant("13:00")),
        "session": told("session", Reason("session", now), sitting_since=None),
        "paused": told("paused", Reason("paused", now), deadline=None),
        "off": told("off", Reason("outside-hours", now, opens), deadline=None, sitting_since=None),
    }


def answer() -> dict[str, object]:
    """What there is to say of why."""
    return {
        "reason": {"text": worded(call())},
        "held": [{"text": worded(Reason("meeting", AT.now, moment("13:30")))}],
        "holds": [
            {"reason": "do_not_disturb", "from": instant("10:05"), "to": instant("10:40")},
            {"reason": "microphone", "from": instant("12:41"), "to": None},
        ],
    }


def breaks() -> tuple[Entry, ...]:
    """What was done that day before one sat down last."""
    first = moment("07:34")
    return tuple(entry(first + timedelta(minutes=51 * nth), nth + 4, outcome_of(nth + 4)) for nth in range(5))


Act = Callable[[PanelWindow], None]


def why(window: PanelWindow) -> None:
    """Open the part that says why."""
    window.page.open_details(True)
    window.page.show_why(read_why(answer()), AT)


def refused(window: PanelWindow) -> None:
    """Be refused."""
    window.page.complain(lambda: _("Put off as often as allowed: start or skip this one"))


def gone(window: PanelWindow) -> None:
    """Nobody answers."""
    window.show_gone(_("it has ended"))


def scene(state: str, act: Act | None = None, *, audited: bool = False) -> Scene:
    """The window in a phase, on a day with a few breaks."""

    def show(stage: Stage) -> QWidget:
        window = PanelWindow(stage.theme.value)
        offer = suggestion(PLAN, stage.home().catalogue)
        window.page.show_status(read_status(states()[state]), offer, Settings().rhythm, AT)
        window.page.show_today(() if state == "off" else breaks())
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
