"""`doctor`: what works here, what does not, and what to do."""

from __future__ import annotations

import platform

from backbreak import __version__
from backbreak.cli.doctor import autostart, awake, checks, presence, sound
from backbreak.cli.doctor.bus import look
from backbreak.cli.home import wrong_exclusions
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, document, say
from backbreak.cli.patience import patience
from backbreak.core.settings import Problem
from backbreak.storage.journal import JournalStore
from backbreak.storage.packs import load_exercises
from backbreak.storage.places import places_for
from backbreak.storage.settings import load
from backbreak.words import _


def run(options: Options) -> int:
    """Examine and print; finding something wrong is not a failure."""
    with patience(_("examining")):
        found = _examine(options)
    python, system = platform.python_version(), platform.platform()
    if options.own.json:
        listed = [check.as_json() for check in found]
        document({"version": __version__, "python": python, "platform": system, "checks": listed})
        return Exit.DONE
    say(f"backbreak {__version__}, Python {python}, {system}")
    for check in found:
        say(f"{check.state:<9} {check.name:<20} {check.text}")
        if check.fix and check.state != "ok":
            say(f"{'':<30} {_('to do')}: {check.fix}")
    return Exit.DONE


def _examine(options: Options) -> list[checks.Check]:
    places = places_for(options.home)
    settings, problems = load(places)
    catalogue, broken = load_exercises(places)
    wrong = wrong_exclusions(places, settings, catalogue)
    if wrong is not None:
        problems += (Problem("session", "exclude", wrong),)
    store = JournalStore(places.journal_dir(settings.journal.folder), "", places.journal_lock)
    resident, status = checks.resident(places)
    bus = look()
    return [
        checks.folders(places),
        checks.settings(places, problems),
        checks.journal(store),
        checks.packs(places, broken),
        resident,
        checks.display(),
        *checks.desktop(bus, status),
        awake.check(bus),
        *presence.check(presence.sources(places, settings)),
        *sound.check(settings.sound),
        autostart.check(places),
    ]
