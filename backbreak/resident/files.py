"""What changes on disk while we run: settings and packs edited by hand, journal lines that are not ours."""

from __future__ import annotations

import logging
import os
from asyncio import AbstractEventLoop
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from backbreak.core.catalogue import Catalogue
from backbreak.core.cycle import events as e
from backbreak.core.cycle import policy_of
from backbreak.core.journal import Entry, Outcome
from backbreak.core.settings import Settings
from backbreak.resident.conductor import Conductor
from backbreak.resident.watch import FolderWatch, open_watch
from backbreak.storage import settings as on_disk
from backbreak.storage.failures import StorageError
from backbreak.storage.identity import Identity, LateIdentity
from backbreak.storage.journal import JournalStore
from backbreak.storage.journal_folder import remember
from backbreak.storage.places import Places, make_private
from backbreak.storage.zone import local_zone, zone_folder, zone_mark
from backbreak.words import language, use

SKEW = timedelta(minutes=2)
"""How far ahead another device's clock may be for its breaks to count as soon as they arrive."""

_DONE = (Outcome.COMPLETED, Outcome.PARTIAL)

log = logging.getLogger(__name__)


def read_settings(places: Places) -> Settings:
    """The settings as they are; each value that cannot be used is told of, and falls back to its default."""
    settings, problems = on_disk.load(places)
    for problem in problems:
        log.warning("%s", problem.message)
    return settings


class Files:
    """Watches the folders; `changed()` follows whatever the journal or a pack says anew."""

    def __init__(
        self,
        places: Places,
        settings: Settings,
        store: JournalStore,
        conductor: Conductor,
        who: Identity | LateIdentity,
        now: Callable[[], datetime],
        changed: Callable[[], None],
        judge_anew: Callable[[], None],
    ) -> None:
        self._places = places
        self._store = store
        self._conductor = conductor
        self._who = who
        self._now = now
        self._changed = changed
        self._judged_by = judge_anew
        self._loop: AbstractEventLoop | None = None
        self._watch: FolderWatch | None = None
        self._journal = store.folder
        self._linked: Path | None = None
        self._zone_mark = zone_mark()
        self.settings = settings

    def start(self, loop: AbstractEventLoop) -> None:
        """Watch from now on; where the system cannot, changes are seen at the next wake-up."""
        self._loop = loop
        _make(self._places.exercises_dir)
        self._have_journal()
        self._begin_to_watch()
        loop.call_soon(self._read_once_more)

    def _read_once_more(self) -> None:
        """See what somebody wrote after the settings were read and before their folder was watched."""
        if on_disk.load(self._places)[0] != self.settings:
            self.settings_changed()

    def _have_journal(self) -> None:
        """Make the journal's folder, but not in the place of one that is gone with its drive."""
        gone = self._store.gone
        if gone is not None:
            log.warning("%s", gone)
            return
        _make(self._store.folder)
        remember(self._places, self._store.folder)
        self._bring_in()

    def _bring_in(self) -> None:
        """See whether what was written while the folder was gone can go into it now."""
        try:
            self._store.bring_in()
        except StorageError as error:
            log.error("%s", error)

    def _begin_to_watch(self) -> None:
        self._watch = None if self._loop is None else open_watch(self._loop)
        if self._watch is None:
            return
        self._watch.keep(self._places.config, self.settings_changed)
        if self._places.site is not None:
            self._watch.add(self._places.site, self.settings_changed)
            self._watch.add(self._places.site.parent, self.site_may_have_come, coming=True)
        self._watch.add(zone_folder(), self.zone_may_have_changed)
        self._watch.add(self._store.folder, self.journal_changed)
        self._watch.add(self._places.exercises_dir, self.packs_changed)
        self._follow_link()

    def stop(self) -> None:
        """Watch no longer."""
        if self._watch is not None:
            self._watch.close()

    def look_again(self) -> None:
        """On the occasion of a wake-up: another folder may have come in the place of one that is watched."""
        self.zone_may_have_changed()
        self._bring_in()
        if self._watch is None:  # where others have used up all that the system gives, some may be free now
            self._begin_to_watch()
            self.settings_changed()
            self.packs_changed()
            self.journal_changed()
            return
        if self._watch.keep(self._places.config, self.settings_changed):
            self.settings_changed()
        self.site_may_have_come()
        if self._watch.follow(self._store.folder, self.journal_changed):
            self.journal_changed()
        if self._watch.follow(self._places.exercises_dir, self.packs_changed):
            self.packs_changed()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The exercises with those of packs, read when first asked for: the icon does not need them."""
        from backbreak.storage.packs import load_exercises

        catalogue, problems = load_exercises(self._places)
        for problem in problems:
            log.warning("%s", problem)
        return catalogue

    def packs_changed(self) -> None:
        """Somebody has written in the folder of packs: the next session may be one of theirs."""
        self.__dict__.pop("catalogue", None)
        self._changed()

    def site_may_have_come(self) -> None:
        """A fleet's folder of defaults may be there for the first time, or another in its place."""
        site = self._places.site
        if self._watch is not None and site is not None and self._watch.follow(site, self.settings_changed):
            self.settings_changed()

    def settings_changed(self) -> None:
        """Somebody has written in the config folder, or the fleet's: the settings apply at once."""
        self._follow_link()
        settings = read_settings(self._places)
        self._follow_journal()
        if settings == self.settings:
            return
        self.settings = settings
        before = language()
        if use(settings.look.language) != before:
            self._changed()  # the words have, even where nothing is judged differently
        self._judge_anew()

    def _follow_link(self) -> None:
        """Watch the folder where a settings file that is a link really lies, as among a person's dotfiles."""
        file = self._places.settings_file
        linked = Path(os.path.realpath(file)) if file.is_symlink() else None
        if self._watch is None:
            return
        if self._linked is not None and linked != self._linked:
            self._watch.remove(self._linked.parent)
            self._linked = None
        # A folder that is watched for another reason stays watched for that.
        if linked is not None and self._watch.follow(linked.parent, self.settings_changed, only=linked.name):
            self._linked = linked

    def _follow_journal(self) -> None:
        """Read and watch where the settings say the journal lies now; a line may have gone there already."""
        self._store.follow()
        if self._store.folder == self._journal:
            return
        before, self._journal = self._journal, self._store.folder
        log.info("the journal lies in %s from now on, no longer in %s", self._journal, before)
        self._have_journal()
        if self._watch is not None:
            self._watch.remove(before)
            self._watch.add(self._journal, self.journal_changed)
        self.journal_changed()

    def zone_may_have_changed(self) -> None:
        """Travellers take the machine along: the working hours are those of the wall it shows."""
        mark = zone_mark()
        if mark != self._zone_mark:
            self._zone_mark = mark
            self._judge_anew()

    def _judge_anew(self) -> None:
        self._conductor.policy = policy_of(self.settings, local_zone(), self._who.device, self._who.salt)
        self._judged_by()

    def journal_changed(self) -> None:
        """A line was added: by us, by a window that outlived a resident, or on another device."""
        for entry in self._lately():
            if self._was_ours_to_write(entry):
                self._conductor.post(e.Recorded(self._now(), entry))
            elif entry.device != self._who.device:
                self._tell(entry)
        self._changed()

    def tell_all(self) -> None:
        """At the start: whatever was done while we did not run, here or elsewhere."""
        for entry in self._lately():
            self._tell(entry)

    def _lately(self) -> list[Entry]:
        """The breaks with something done within the present spell, oldest first."""
        since = self._conductor.cycle.spell_start
        late = takewhile(lambda entry: entry.at > since, reversed(self._store.load()))
        return [entry for entry in late if entry.outcome in _DONE][::-1]

    def _was_ours_to_write(self, entry: Entry) -> bool:
        """Whether this is the line of the running session, or of an invitation thought to be still open."""
        waiting = self._conductor.cycle.run or self._conductor.cycle.episode
        return waiting is not None and entry.id == waiting.id and entry.rev >= waiting.rev

    def _tell(self, entry: Entry) -> None:
        now = self._now()
        if self._conductor.cycle.spell_start < entry.at <= now + SKEW:
            self._conductor.post(e.BreakElsewhere(now, replace(entry, at=min(entry.at, now))))


def _make(folder: Path) -> None:
    """Make a folder of ours; one that cannot be had, as on a drive that is not there, may come later."""
    try:
        make_private(folder)
    except StorageError as error:
        log.error("%s", error)
