"""One home as the commands see it: its settings, its journal, its zone, and complaints shown once."""

from __future__ import annotations

from datetime import date, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from backbreak.cli.clock import now
from backbreak.cli.options import Options
from backbreak.cli.output import complain
from backbreak.storage.places import places_for
from backbreak.words import _, use

if TYPE_CHECKING:
    from backbreak.core.catalogue import Catalogue
    from backbreak.core.entry import Entry
    from backbreak.core.settings import Settings
    from backbreak.storage.identity import Identity
    from backbreak.storage.journal import JournalStore
    from backbreak.storage.places import Places

TOLD = 3
"""How many unreadable lines of the journal are named before the rest is only counted."""


class Home:
    """Reads on demand, and each thing once; nothing is created on disk."""

    def __init__(self, options: Options) -> None:
        self.places: Places = places_for(options.home)
        self.named = options.home
        """The folder of a portable home; None for this user's own."""

    @cached_property
    def settings(self) -> Settings:
        """The settings; one line on stderr for each value that cannot be used."""
        from backbreak.storage.settings import load

        settings, problems = load(self.places)
        for problem in problems:
            complain(problem.message)
        use(settings.look.language)
        return settings

    @cached_property
    def catalogue(self) -> Catalogue:
        """The exercises with those of packs, in the language in use; one line on stderr for each mistake."""
        from backbreak.storage.packs import load_exercises
        from backbreak.words.exercises import in_our_words

        catalogue, problems = load_exercises(self.places)
        for problem in problems:
            complain(problem)
        return in_our_words(catalogue)

    def check_exclusions(self) -> None:
        """Complain of exercises left out that do not exist."""
        wrong = wrong_exclusions(self.places, self.settings, self.catalogue)
        if wrong is not None:
            complain(wrong)

    @cached_property
    def zone(self) -> tzinfo:
        """The user's time zone."""
        from backbreak.storage.zone import local_zone

        return local_zone()

    @property
    def today(self) -> date:
        """The local date."""
        return now().astimezone(self.zone).date()

    @cached_property
    def identity(self) -> Identity:
        """This device's name and salt, made up now if it has none yet."""
        from backbreak.storage.identity import identity

        return identity(self.places)

    @cached_property
    def store(self) -> JournalStore:
        """The journal, to write to."""
        return self._store(self.identity.device)

    @cached_property
    def entries(self) -> list[Entry]:
        """The journal's entries, oldest first, read without touching anything; lines passed over are told."""
        store = self._store("")
        from backbreak.cli.patience import patience

        with patience(_("reading the journal")):
            entries = store.load()
        problems = store.problems
        for problem in problems[:TOLD]:
            complain(problem)
        if len(problems) > TOLD:
            more = {"number": len(problems) - TOLD}
            complain(_("%(number)d more lines of the journal cannot be read: see backbreak doctor") % more)
        return entries

    def _store(self, device: str) -> JournalStore:
        from backbreak.storage.journal_folder import open_journal

        return open_journal(self.places, self.settings, device)


def wrong_exclusions(places: Places, settings: Settings, catalogue: Catalogue) -> str | None:
    """What is wrong with the exercises the settings leave out; None when all of them exist."""
    from backbreak.core.dose import limits_of, unknown_exclusions

    names = unknown_exclusions(limits_of(settings), catalogue)
    if not names:
        return None
    return _("%(file)s: session.exclude names %(names)s: no such exercise, see backbreak exercises") % {
        "file": places.settings_file,
        "names": ", ".join(map(repr, names)),
    }
