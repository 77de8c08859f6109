"""`report`: the round per exercise, this week, streak and adherence; without a resident."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, document, say
from backbreak.cli.patience import patience
from backbreak.cli.player.glyphs import Glyphs, glyphs_for
from backbreak.cli.sentences import length
from backbreak.cli.tables import aligned
from backbreak.core import report as figures
from backbreak.core.entry import Entry
from backbreak.words import _, ngettext
from backbreak.words import session as words
from backbreak.words.listing import listed
from backbreak.words.percent import percent

BAR = 20


def run(options: Options) -> int:
    """Print the report."""
    home = Home(options)
    home.check_exclusions()
    entries = home.entries
    with patience(_("counting")):
        told = figures.report(entries, home.catalogue, home.settings, home.today)
    if options.own.json:
        document(told)
        return Exit.DONE
    progress = told["round"]
    if isinstance(progress, dict):
        say(_round(progress))
        for line in aligned(list(_parts(progress["exercises"], glyphs_for(sys.stdout.encoding)))):
            say(line)
    _say_packs(told.get("packs"))
    for text in [*_week(home.entries, home.today), *_sums(home.entries, home.today)]:
        say(text)
    return Exit.DONE


def _round(progress: Mapping[str, object]) -> str:
    number = progress["number"]
    if not progress["total"] and isinstance(number, int):
        return words.round_without(number)
    return _("Round %(number)s: %(done)s of %(total)s units done") % progress


def _say_packs(packs: object) -> None:
    """The exercises of packs, apart from the round: a table below the title of each."""
    for pack in packs if isinstance(packs, list) else ():
        say(_("Also in this round, from %(title)s") % pack)
        for line in aligned(list(_parts(pack["exercises"], glyphs_for(sys.stdout.encoding)))):
            say(line)


def _parts(exercises: Sequence[Mapping[str, object]], glyphs: Glyphs) -> Iterator[tuple[str, ...]]:
    for part in exercises:
        done, total = part["done"], part["total"]
        if isinstance(done, int) and isinstance(total, int) and total:
            yield f"  {part['id']}", glyphs.bar(done / total, BAR), f"{done:>3} / {total}"


def _week(entries: Sequence[Entry], today: date) -> Iterator[str]:
    told = False
    for day, counts in figures.week(entries, today).items():
        found = [words.counted(outcome.value, n) for outcome, n in counts.items() if n]
        if found:
            if not told:
                yield _("This week")
            told = True
            yield f"  {day}  {listed(found)}"
    if not told:
        yield _("This week: nothing yet")


def _sums(entries: Sequence[Entry], today: date) -> Iterator[str]:
    days = figures.streak(entries, today)
    yield _("Streak: %(days)s") % {"days": ngettext("%(n)d day", "%(n)d days", days) % {"n": days}}
    share = figures.adherence(entries)
    if share is not None:
        yield _("Prompts that led to a completed break: %(percent)s") % {"percent": percent(share)}
    longest, median = figures.longest_spell_s(entries), figures.median_spell_s(entries)
    if longest:
        yield _("Longest sitting: %(longest)s, half of them under %(median)s") % {
            "longest": length(longest),
            "median": length(median),
        }
