"""`simulate`: what this home's settings would do to somebody, without a resident and without a clock."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from backbreak.cli.days import parse_day
from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, UsageError, document, say
from backbreak.cli.patience import patience
from backbreak.core.personas import PersonaError, persona_named
from backbreak.core.simulate import FIRST_DAY, Simulation, simulate
from backbreak.words import _, ngettext
from backbreak.words import session as words

if TYPE_CHECKING:
    from backbreak.core.personas import Persona


def run(options: Options) -> int:
    """Play the days and print what came of them."""
    home, own = Home(options), options.own
    start = FIRST_DAY if own.start is None else parse_day("--start", own.start, home.today)
    persona, settings, catalogue = _persona(own.persona), home.settings, home.catalogue
    days = ngettext("playing %(days)d day", "playing %(days)d days", own.days) % {"days": own.days}
    with patience(days):
        done = simulate(own.days, persona, own.seed, _playable(start), settings, catalogue)
    if own.json:
        document(
            {
                "days": done.days,
                "entries": [entry.as_json() for entry in done.entries],
                "prompts": done.prompts,
                "rounds": done.rounds,
                "longest_sitting_s": done.longest_sitting_s,
            }
        )
        return Exit.DONE
    _tell(done, own.persona, start)
    return Exit.DONE


def _persona(name: str) -> Persona:
    try:
        return persona_named(name)
    except PersonaError as error:
        raise UsageError(error.told) from error


def _playable(start: date) -> date:
    """Instants of the first and last day have to exist."""
    if not 1971 <= start.year <= 8900:
        raise UsageError(_("--start %(day)s is too far away: take a year from 1971 to 8900") % {"day": start})
    return start


def _tell(done: Simulation, persona: str, start: date) -> None:
    from backbreak.cli.sentences import length

    days = ngettext("%(days)d day", "%(days)d days", done.days) % {"days": done.days}
    say(_("%(persona)s, %(days)s from %(start)s") % {"persona": persona, "days": days, "start": start})
    outcomes = sorted(Counter(entry.outcome.value for entry in done.entries).items())
    told = [(words.outcome(name), str(number)) for name, number in outcomes]
    told.append((_("prompts"), str(done.prompts)))
    told.append((_("rounds completed"), str(done.rounds)))
    told.append((_("longest sitting"), length(done.longest_sitting_s)))
    widest = max(len(name) for name, _value in told)
    for name, value in told:
        say(f"  {name:<{widest}}{value:>8}")
