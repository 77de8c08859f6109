"""A session without a resident: the window keeps the record itself."""

from __future__ import annotations

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Feel
from backbreak.windows.links.keeping import Keeper, PlanInstead
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.session.link import Progress, SessionLink


class AloneLink(SessionLink):
    """`record` has begun; `plan_instead` plans what is played after a swap."""

    def __init__(self, record: OwnRecord, plan_instead: PlanInstead | None = None) -> None:
        super().__init__()
        self._keeper = Keeper(record, plan_instead)

    def beat(self, progress: Progress) -> None:
        self._keeper.record.keep(progress)

    def swap(self, progress: Progress) -> None:
        try:
            answer: object = self._keeper.swap(progress)
        except BackbreakError as error:
            answer = error
        self.swapped.emit(answer)

    def finish(self, progress: Progress, completed: bool, feel: Feel | None = None) -> None:
        entry = self._keeper.close(progress, completed, feel)
        self.recorded.emit(None if entry is None else entry.as_json())

    def feel(self, value: Feel) -> None:
        entry = self._keeper.feel(value)
        self.recorded.emit(None if entry is None else entry.as_json())
