"""What the history says: every chart also as a sentence, every entry as a row. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from backbreak.core.entry import Entry, Feel, Held, Outcome
from backbreak.windows.history.figures import Counts, Overview, Part, done, months, totals
from backbreak.words import _, ngettext, pgettext
from backbreak.words import session as words
from backbreak.words.durations import spell
from backbreak.words.listing import listed
from backbreak.words.percent import percent
from backbreak.words.reasons import hold_name

Say = Callable[[date], str]
"""Writes a day, or the month it is in."""
_JOINED = "\u00a0"
"""A blank at which no line ends."""


def outcome(kind: Outcome) -> str:
    """Name how a break ended, as a heading does."""
    text = words.outcome(kind.value)
    return text[:1].upper() + text[1:]


def breaks(count: int) -> str:
    """Say a number of breaks."""
    return ngettext("%(n)d break", "%(n)d breaks", count) % {"n": count}


def headline(shown: Overview) -> str:
    """Say today in a line."""
    today = done(shown.counts)
    if not shown.entries:
        return _("No breaks yet")
    if not today:
        return _("No break done today yet")
    return ngettext("%(n)d break done today", "%(n)d breaks done today", today) % {"n": today}


def day_line(day: str, counts: Counts) -> str:
    """Say what a day came to, after its name: "Mon 23 Nov: 3 completed, 1 skipped"."""
    return _("%(day)s: %(what)s") % {"day": day, "what": tally(counts)}


def tally(counts: Counts, blank: str = " ") -> str:
    """Say what was counted: "3 completed, 1 skipped"; `blank` stands within each."""
    told = (words.counted(kind.value, n).replace(" ", blank) for kind, n in counts.items() if n)
    return listed(told) or _("nothing")


def today_line(shown: Overview, today: str) -> str:
    """Say the date, and what else today came to."""
    if not shown.entries:
        return _("Each break becomes a line of the journal, and shows here at once.")
    told = tally(shown.counts, _JOINED) if any(shown.counts.values()) else _("nothing in the journal yet")
    return f"{today}  ·  {told}"


def tiles(shown: Overview) -> list[tuple[str, str, str]]:
    """Give the figures that stand alone: the value, what it is, and what it means."""
    share = shown.adherence
    return [
        (
            ngettext("%(n)d day", "%(n)d days", shown.streak) % {"n": shown.streak},
            _("Streak"),
            _("days in a row with a prompt and a completed break"),
        ),
        (
            _("none yet") if share is None else percent(share),
            _("Adherence"),
            _("of the prompts led to a completed break"),
        ),
        (_length(shown.longest_s), _("Longest sitting"), _("between two times of standing up")),
        (_length(shown.median_s), _("Median sitting"), _("half of all sittings were shorter")),
    ]


def _length(seconds: int | None) -> str:
    return _("none yet") if not seconds else spell(timedelta(seconds=seconds))


# --- the charts --------------------------------------------------------------------------------------


def round_title(shown: Overview) -> str:
    """Name the round and how far it is."""
    if not shown.round.total:
        return words.round_without(shown.round.number)
    told = {"round": shown.round.number, "done": shown.round.done, "total": shown.round.total}
    return _("Round %(round)d: %(done)d of %(total)d units done") % told


def part_left(part: Part) -> str:
    """Say what is left of a part."""
    if not part.wanted:
        return _("left out")
    return _("%(left)d left") % {"left": part.left} if part.left else _("done")


def round_text(parts: Iterable[Part]) -> str:
    """Say the rings."""
    return " ".join(
        _("%(name)s: %(done)d of %(total)d, %(left)s.")
        % {"name": part.name, "done": part.done, "total": part.total, "left": part_left(part)}
        for part in parts
    )


def week_title(shown: Overview) -> str:
    """Name the week and what it came to; no line ends between a number and what it counts."""
    return _("This week: %(what)s") % {"what": tally(totals(shown.week.values()), _JOINED)}


def week_text(week: Mapping[date, Counts], say: Say) -> str:
    """Say the bars."""
    return "; ".join(day_line(say(day), counts) for day, counts in week.items())


def year_title(shown: Overview) -> str:
    """Name the year of days and what it came to."""
    whole = sum(map(done, shown.days.values()))
    days = sum(1 for one in shown.days.values() if done(one))
    on = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    return _("The last year: %(breaks)s on %(days)s") % {"breaks": breaks(whole), "days": on}


def year_text(shown: Overview, say_month: Say) -> str:
    """Say the year, month by month."""
    return "; ".join(
        day_line(say_month(date(year, month, 1)), counts)
        for (year, month), counts in months(shown.days).items()
    )


# --- the entries -------------------------------------------------------------------------------------


def columns() -> tuple[str, ...]:
    """Head the list."""
    return (
        *(_("When"), _("Outcome"), _("Exercise"), pgettext("column of the list", "Done")),
        *(_("Sat before"), _("Felt"), _("Held back by")),
    )


def units(entry: Entry) -> str:
    """Say how much was done of what was planned."""
    if not entry.planned_units:
        return ""
    return _("%(done)d of %(planned)d") % {"done": entry.units or 0, "planned": entry.planned_units}


def sat(entry: Entry) -> str:
    """Say how long was sat before."""
    return spell(timedelta(seconds=entry.sat_s)) if entry.sat_s else ""


def feel(one: Feel | None) -> str:
    """Say how it felt."""
    known = {Feel.BETTER: _("better"), Feel.SAME: _("same"), Feel.HURTS: _("it hurts")}
    return "" if one is None else known[one]


def held(entry: Entry) -> str:
    """Say what held the prompt back, and for how long."""
    lengths: dict[str, timedelta] = {}
    for one in entry.held:
        lengths[one.reason] = lengths.get(one.reason, timedelta(0)) + _lasted(one)
    return listed(
        _("%(why)s, %(time)s") % {"why": hold_name(name), "time": spell(length)}
        for name, length in lengths.items()
    )


def _lasted(one: Held) -> timedelta:
    return max(one.end - one.start, timedelta(0))


def shown_of(shown: int, whole: int) -> str:
    """Say how many entries the list shows."""
    if shown == whole:
        return ngettext("%(n)d entry", "%(n)d entries", whole) % {"n": whole}
    return _("%(shown)d of %(all)d entries") % {"shown": shown, "all": whole}


def entry_line(entry: Entry, when: str, name: str) -> str:
    """Say an entry in a line."""
    told = (when, words.outcome(entry.outcome.value), name, units(entry))
    return "  ·  ".join(part for part in told if part)
