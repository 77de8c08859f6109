"""Lengths of time and times of day, the way every menu, card and line of the command line says them."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from backbreak.words import _, pgettext

_DAYS_NAMED_BY_WEEKDAY = 6


def spell(length: timedelta) -> str:
    """Say a length in whole minutes: "45 min", "2 h", "2 h 05"; parts of a minute are dropped."""
    total_min = int(max(length, timedelta(0)).total_seconds()) // 60
    if total_min == 0:
        return _("less than a minute")
    hours, rest_min = divmod(total_min, 60)
    if not hours:
        # Translators: abbreviations for minutes, hours (h) and seconds (s), as short as in English.
        return _("%(minutes)d min") % {"minutes": total_min}
    if not rest_min:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest_min}


def minutes(count: float) -> str:
    """Say a number of minutes: "10 min", "2.5 min"."""
    return _("%(minutes)s min") % {"minutes": decimal(count)}


def decimal(number: float, places: int = 1) -> str:
    """Write a number with as many places as it needs, at most `places`: "10", "2.5", in German "2,5"."""
    whole, _point, rest = f"{number:.{places}f}".partition(".")
    rest = rest.rstrip("0")
    # Translators: the sign between 2 and 5 in 2.5.
    return whole + pgettext("decimal separator", ".") + rest if rest else whole


def about(seconds: float) -> str:
    """Say the length of a session roughly: "40 s", "2 min", "2.5 min"; from 100 s on to the half minute."""
    if seconds < 100:
        return _("%(seconds)d s") % {"seconds": round(seconds)}
    return minutes(round(seconds / 30) / 2)


def clock(at: datetime, zone: tzinfo, now: datetime | None = None) -> str:
    """Say an aware instant as a time of day in `zone`: "14:35".

    With `now` it knows days: "Mon 09:00" when not today, "Mon 30 Nov 09:00" when a week away or more.
    """
    local = at.astimezone(zone)
    time = f"{local:%H:%M}"
    if now is None:
        return time
    days_away = (local.date() - now.astimezone(zone).date()).days
    if days_away == 0:
        return time
    day = _weekdays()[local.weekday()]
    if 0 < days_away <= _DAYS_NAMED_BY_WEEKDAY:
        return _("%(day)s %(time)s") % {"day": day, "time": time}
    month = _months()[local.month - 1]
    # Translators: as in "Mon 30 Nov 09:00".
    return _("%(day)s %(date)d %(month)s %(time)s") % {
        "day": day,
        "date": local.day,
        "month": month,
        "time": time,
    }


def _weekdays() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def _months() -> tuple[str, ...]:
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
