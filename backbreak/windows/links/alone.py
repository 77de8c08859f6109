"""A session without a resident: the window keeps the record itself."""

from __future__ import annotations

from backbreak.windows.links.record import OwnRecord
from backbreak.windows.session.link import Progress, SessionLink


class AloneLink(SessionLink):
    """`record` has begun."""

    def __init__(self, record: OwnRecord) -> None:
        super().__init__()
        self._record = record

    def beat(self, progress: Progress) -> None:
        self._record.keep(progress)

    def finish(self, progress: Progress, completed: bool) -> None:
        entry = self._record.close(progress, completed)
        self.recorded.emit(None if entry is None else entry.as_json())
