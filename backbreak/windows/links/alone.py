"""A session without a resident: the window keeps the record itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Feel
from backbreak.windows.links.keeping import Keeper, PlanInstead
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.session.link import Progress, SessionLink

AGAIN_MS = 4_000
"""So often an entry that the disk refused is written again: there may be room by now."""


class AloneLink(SessionLink):
    """`record` has begun; `plan_instead` plans what is played after a swap."""

    def __init__(self, record: OwnRecord, plan_instead: PlanInstead | None = None) -> None:
        super().__init__()
        self._keeper = Keeper(record, plan_instead)
        self._end: tuple[Progress, bool, Feel | None] = Progress(0, None, 0.0), False, None

    def beat(self, progress: Progress) -> None:
        self._keeper.record.keep(progress)

    def swap(self, progress: Progress) -> None:
        try:
            answer: object = self._keeper.swap(progress)
        except BackbreakError as error:
            answer = error
        self.swapped.emit(answer)

    def finish(self, progress: Progress, completed: bool, feel: Feel | None = None) -> None:
        self._end = progress, completed, feel
        self._close()

    def feel(self, value: Feel) -> None:
        if self.trouble:  # it is written with the rest, as soon as that can be
            self._end = *self._end[:2], value
            self.recorded.emit(None)
            return
        entry = self._keeper.feel(value)
        self.recorded.emit(None if entry is None else entry.as_json())

    def _close(self) -> None:
        entry = self._keeper.close(*self._end)
        self.trouble = self._keeper.record.trouble
        if self.trouble:
            QTimer.singleShot(AGAIN_MS, self, self._close)
        self.recorded.emit(None if entry is None else entry.as_json())
