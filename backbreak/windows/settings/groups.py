"""Which settings stand together, in which order, and by what each is set. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from backbreak.core.settings import DAYS
from backbreak.windows.settings.labels import labels
from backbreak.words import _


class By(Enum):
    """What a setting is set by."""

    MINUTES = auto()
    SECONDS = auto()
    TIMES = auto()
    SWITCH = auto()
    CHOICE = auto()
    VOLUME = auto()
    TEMPO = auto()
    EXERCISES = auto()
    LANGUAGE = auto()
    FOLDER = auto()
    WEEK = auto()
    LOGIN = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the window. `keys` are the settings it shows, by their full names: none, one, or a week."""

    name: str
    by: By
    label: str
    help: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    name: str
    title: str
    rows: tuple[Row, ...]


HOURS = tuple(f"hours.{day}" for day in DAYS)

_ROWS: dict[str, dict[str, By]] = {
    "rhythm": {
        "rhythm.sitting_limit_min": By.MINUTES,
        "rhythm.snooze_min": By.MINUTES,
        "rhythm.snooze_limit": By.TIMES,
        "rhythm.repeat_min": By.MINUTES,
        "rhythm.heads_up_min": By.MINUTES,
        "rhythm.natural_break_min": By.MINUTES,
        "rhythm.return_grace_min": By.MINUTES,
        "rhythm.reading": By.SWITCH,
    },
    "hours": {"hours": By.WEEK},
    "session": {
        "session.seconds": By.SECONDS,
        "session.place": By.CHOICE,
        "session.sofa": By.SWITCH,
        "session.choice": By.CHOICE,
        "session.tempo": By.TEMPO,
        "session.exclude": By.EXERCISES,
    },
    "sound": {"sound.cues": By.SWITCH, "sound.voice": By.SWITCH, "sound.volume": By.VOLUME},
    "prompt": {"prompt.notification": By.SWITCH, "prompt.window": By.SWITCH},
    "quiet": {
        "quiet.do_not_disturb": By.SWITCH,
        "quiet.microphone": By.SWITCH,
        "quiet.fullscreen": By.SWITCH,
        "quiet.screen_share": By.SWITCH,
        "rhythm.hold_cap_min": By.MINUTES,
    },
    "look": {"look.theme": By.CHOICE, "look.motion": By.CHOICE, "look.language": By.LANGUAGE},
    "data": {"journal.folder": By.FOLDER},
    "login": {"autostart": By.LOGIN},
}


def groups() -> tuple[Group, ...]:
    """All groups in the language in use."""
    told, titles = labels(), _titles()
    return tuple(
        Group(name, titles[name], tuple(Row(row, by, *told[row], _keys(row)) for row, by in rows.items()))
        for name, rows in _ROWS.items()
    )


def _keys(row: str) -> tuple[str, ...]:
    return {"hours": HOURS, "autostart": ()}.get(row, (row,))


def _titles() -> dict[str, str]:
    return {
        "rhythm": _("Rhythm"),
        "hours": _("Working hours"),
        "session": _("Session"),
        "sound": _("Sound"),
        "prompt": _("Invitations"),
        "quiet": _("When to stay quiet"),
        "look": _("Look"),
        "data": _("My data"),
        "login": _("Start at login"),
    }


def choice(name: str, value: str) -> str:
    """Say one of a setting's choices in words; one nobody named is said as it is written."""
    return {
        ("session.choice", "variety"): _("A change every time"),
        ("session.choice", "one-at-a-time"): _("One after the other"),
        ("session.place", "floor"): _("On the floor"),
        ("session.place", "standing"): _("Standing"),
        ("look.theme", "system"): _("Like the desktop"),
        ("look.theme", "light"): _("Light"),
        ("look.theme", "dark"): _("Dark"),
        ("look.theme", "contrast"): _("High contrast"),
        ("look.motion", "system"): _("Like the desktop"),
        ("look.motion", "full"): _("Full"),
        ("look.motion", "reduced"): _("Reduced"),
    }.get((name, value), value)
