"""`doctor`: what works here, what does not, and what to do; or the same to copy for a bug report."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from backbreak import __version__
from backbreak.cli.doctor import (
    autostart,
    awake,
    belongings,
    desktop,
    language,
    log,
    presence,
    running,
    versions,
)
from backbreak.cli.doctor.bus import look
from backbreak.cli.doctor.checks import Check, Part, examined
from backbreak.cli.doctor.distribution import typed
from backbreak.cli.home import wrong_exclusions
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, document, say
from backbreak.cli.patience import patience
from backbreak.core.settings import Problem, Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.journal_folder import open_journal
from backbreak.storage.packs import examine_packs, load_exercises
from backbreak.storage.places import Places, places_for
from backbreak.storage.settings import load
from backbreak.words import _


def run(options: Options) -> int:
    """Examine and print; finding something wrong is not a failure."""
    with patience(_("examining")):
        found = [_for_home(check, options.home) for check in _examine(options)]
    python, system = platform.python_version(), platform.platform()
    head = f"backbreak {__version__}, Python {python}, {system}"
    if options.own.json:
        listed = [check.as_json() for check in found]
        document({"version": __version__, "python": python, "platform": system, "checks": listed})
    elif options.own.report:
        from backbreak.cli.doctor import report

        say(report.text([head], found, places_for(options.home)))
    else:
        say(head)
        for check in found:
            _tell(check)
    return Exit.DONE


def _for_home(check: Check, home: Path | None) -> Check:
    """The finding with a command for this home: without its name, another one would be mended."""
    if home is None or not check.command:
        return check
    own = typed("backbreak", "--home", home)
    ours = re.compile(r"(^|&& )backbreak(?= |$)")
    return replace(check, command=ours.sub(lambda found: found[1] + own, check.command))


def _tell(check: Check) -> None:
    # Translators: the state of one thing that doctor looks at.
    states = {"ok": _("ok"), "degraded": _("degraded"), "missing": _("missing")}
    say(f"{states[check.state]:<9} {check.name:<20} {check.text}")
    if check.state != "ok":
        for said in (check.fix and f"{_('to do')}: {check.fix}", check.command and f"$ {check.command}"):
            if said:
                say(f"{'':<30} {said}")


def _examine(options: Options) -> list[Check]:
    places = places_for(options.home)
    settings, problems = load(places)
    folder = places.journal_dir(settings.journal.folder)
    store = open_journal(places, settings)

    def packs() -> Iterator[Check]:
        found = examine_packs(places.exercises_dir, load_catalogue())
        return belongings.packs(places, tuple(problem for file in found for problem in file.problems))

    def journal() -> Iterator[Check]:
        yield from belongings.journal(store)
        yield from belongings.earlier_journals(places, store)

    return examined(
        [
            Part("versions", versions.check),
            Part("desktop", desktop.desktop),
            Part("folders", lambda: belongings.folders(places)),
            Part("disk", lambda: belongings.disk(places, folder)),
            Part("settings", lambda: _settings(places, settings, problems)),
            Part("journal", journal),
            Part("packs", packs),
            Part("hooks", lambda: belongings.hooks(places)),
            Part("log", lambda: log.check(places)),
            Part("resident", lambda: _around(places)),
            Part("instances", lambda: running.instances(places)),
            Part("display", lambda: desktop.display(options.home)),
            Part("idle", lambda: presence.check(presence.sources(places, settings))),
            Part("sound", lambda: _sound(settings)),
            Part("speech", lambda: _speech(settings)),
            Part("translation", lambda: language.check(settings.look.language)),
            Part("time-zone", language.zone),
            Part("autostart", lambda: autostart.check(places)),
        ]
    )


def _settings(places: Places, settings: Settings, problems: tuple[Problem, ...]) -> Iterable[Check]:
    wrong = wrong_exclusions(places, settings, load_exercises(places)[0])
    if wrong is not None:
        problems += (Problem("session", "exclude", wrong),)
    return belongings.settings(places, problems)


def _around(places: Places) -> Iterator[Check]:
    """The resident and what it has to speak with, which belong together."""
    resident, status = running.resident(places)
    bus = look()
    yield resident
    yield from desktop.surroundings(bus, status)
    yield awake.check(bus)


def _sound(settings: Settings) -> Iterable[Check]:
    from backbreak.cli.doctor import sound  # brings the player along

    return sound.device(settings.sound)


def _speech(settings: Settings) -> Iterable[Check]:
    from backbreak.cli.doctor import sound

    return sound.voice(settings.sound)
