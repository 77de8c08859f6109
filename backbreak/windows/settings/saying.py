"""What the settings' window says of itself: values in words, where they come from, and tomorrow. No Qt."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from backbreak.core.fields import Value
from backbreak.windows.settings.preview import Outlook
from backbreak.words import _, ngettext
from backbreak.words.durations import decimal, minutes, spell
from backbreak.words.listing import listed
from backbreak.words.percent import percent

_TOLD_ONE_BY_ONE = 8
_JOINED = "\u00a0"
"""A space at which no line ends."""


def moving(share: float) -> str:
    """Say how much of the journal is where it is going."""
    return _("Moving the journal: %(percent)s") % {"percent": percent(share)}


def tempo(value: float) -> str:
    """Say how much time a movement takes, of what is usual."""
    return _("%(times)s times") % {"times": decimal(value, 2)} if value != 1 else _("as usual")


def unit_of_minutes() -> tuple[str, str]:
    """What stands before and behind a number of minutes."""
    before, _number, after = (_("%(minutes)s min") % {"minutes": "\0"}).partition("\0")
    return before, after


def least_values() -> dict[str, str]:
    """What the least value is called where it is more than a small number, by the setting's name."""
    return {
        "rhythm.snooze_limit": _("no limit"),
        "rhythm.heads_up_min": _("not at all"),
        "rhythm.return_grace_min": _("none"),
    }


def unit_of_seconds() -> tuple[str, str]:
    """What stands before and behind a number of seconds."""
    before, _number, after = (_("%(seconds)d s") % {"seconds": 0}).partition("0")
    return before, after


def from_system(file: Path) -> str:
    """Say that a value is everybody's here."""
    return _("Comes from the system-wide file %(file)s") % {"file": file}


def locked(file: Path) -> str:
    """Say that a value cannot be changed here."""
    return _("Set by your administrator in %(file)s") % {"file": file}


def changed(setting: str) -> str:
    """Say that something has been written."""
    return _("Saved: %(setting)s") % {"setting": setting}


def undone(setting: str) -> str:
    """Say that something has been taken back."""
    return _("Undone: %(setting)s") % {"setting": setting}


def several(count: int) -> str:
    """Name more than one setting."""
    return ngettext("%(n)d setting", "%(n)d settings", count) % {"n": count}


def restore(setting: str, value: str) -> str:
    """Offer the way back to a value."""
    if not value:
        return _("Restore the default: %(setting)s") % {"setting": setting}
    return _("Restore the default: %(setting)s, %(value)s") % {"setting": setting, "value": value}


def value_of(name: str, value: Value, choice: str) -> str:
    """Say a value; "" where words would be too long. `choice` is how a choice is called."""
    match value:
        case bool():
            return _("On") if value else _("Off")
        case int() | float() if name.endswith("_min"):
            return minutes(value)
        case float() if name == "session.seconds":
            return _("%(seconds)d s") % {"seconds": round(value)}
        case float() if name == "sound.volume":
            return percent(value)
        case float() if name == "session.tempo":
            return tempo(value)
        case int() | float():
            return decimal(value, 2)
        case str():
            return choice
    return ""


def tomorrow(shown: Outlook, day: str) -> str:
    """Say what somebody would meet who takes every break at once."""
    if shown.ends_min <= shown.begins_min:
        return _("%(day)s: no working hours, so nobody is invited.") % {"day": day}
    times = [_clock(one.invited_min) for one in shown.breaks]
    if not times:
        return _("%(day)s: no break.") % {"day": day}
    count = len(times)
    if count <= _TOLD_ONE_BY_ONE:
        told = ngettext(
            "%(day)s: %(n)d break, at %(times)s.", "%(day)s: %(n)d breaks, at %(times)s.", count
        ) % {"day": day, "n": count, "times": listed(times)}
    else:
        told = ngettext(
            "%(day)s: %(n)d break, the first at %(first)s, the last at %(last)s.",
            "%(day)s: %(n)d breaks, the first at %(first)s, the last at %(last)s.",
            count,
        ) % {
            "day": day, "n": count, "first": times[0], "last": times[-1],
        }  # fmt: skip
    return told


def assumed(shown: Outlook) -> str:
    """Say what the outlook takes for granted."""
    if shown.ends_min <= shown.begins_min:
        return ""
    known = {
        "from": _clock(shown.begins_min),
        "to": _clock(shown.ends_min),
        "longest": spell(timedelta(seconds=round(shown.longest_sitting.total_seconds()))).replace(
            " ", _JOINED
        ),
    }
    return (
        _(
            "If you are at the computer from %(from)s to %(to)s and take every break, you sit for "
            "%(longest)s at most."
        )
        % known
    )


def _clock(minute: float) -> str:
    """Write a minute of the day, or of the night after it, as a clock shows it."""
    whole = round(minute) % 1440
    return f"{whole // 60:02}:{whole % 60:02}"
