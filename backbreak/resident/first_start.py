"""The very first start of a home: the welcome window comes by itself, once and quietly.

When it has gone, or did not come, `unseen` sees to it that nobody thinks that nothing happened.
"""

from __future__ import annotations

import os
from asyncio import AbstractEventLoop
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from backbreak.resident import surroundings
from backbreak.resident.conductor import Conductor
from backbreak.resident.unseen import Panels, Trays, Unseen
from backbreak.resident.windows import Manner
from backbreak.storage import care, welcome
from backbreak.storage.journal import is_journal
from backbreak.storage.places import Places
from backbreak.storage.settings import load

WINDOW = "welcome"


class Opener(Panels, Protocol):
    """Who opens windows, says whether that could be done, and when one has gone."""

    def open_by_name(self, window: str, manner: Manner, over: Callable[[], None], /) -> bool: ...


class FirstStart:
    """`is_first` is known before anything is written; from then on the home has been used."""

    def __init__(self, is_first: bool, windows: Opener, unseen: Unseen) -> None:
        self._is_first, self._windows, self._unseen = is_first, windows, unseen

    def start(self) -> None:
        """Welcome whoever starts us for the first time; the keyboard stays where it is."""
        welcomed = self._is_first and self._windows.open_by_name(
            WINDOW, Manner(quietly=True), self._unseen.start
        )
        if not welcomed:
            self._unseen.start()

    def stop(self) -> None:
        """Come with nothing any more."""
        self._unseen.stop()


def first_start(
    loop: AbstractEventLoop,
    conductor: Conductor,
    now: Callable[[], datetime],
    trays: Trays,
    windows: Opener,
    places: Places,
    demo: float | None,
) -> FirstStart:
    """Look whether this is the first start, before the conductor writes that there was one."""
    is_first = demo is None and surroundings.has_screen() and never_used(places)
    return FirstStart(is_first, windows, Unseen(loop, conductor, now, trays, windows))


def never_used(places: Places) -> bool:
    """Whether nobody has done anything in this home yet: no state, settings, journal, note read, welcome."""
    beside = places.state_file.with_name
    traces = (places.state_file, places.settings_file, beside(care.FILE_NAME), beside(welcome.FILE_NAME))
    return not any(os.path.lexists(trace) for trace in traces) and not _has_entries(places)


def _has_entries(places: Places) -> bool:
    """Whether there is a journal: another device's, too, tells of somebody who needs no welcome."""
    folder = places.journal_dir(load(places)[0].journal.folder)
    with suppress(OSError):
        return any(is_journal(file.name) for file in folder.iterdir())
    return False
