"""Errors nobody foresaw: each kind is told to the user once a run, with where the log is; never a flood.

All of them are in the log first, by `log.exception`, asyncio's own handler, or the hooks for what nobody
catches; here is who listens. What makes the telling itself fail stands in the tray and in `status` instead.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

from backbreak.core.instants import write_instant
from backbreak.words import _
from backbreak.words.unforeseen import goes_on, kind_of

MOST_NOTICES = 5
"""Notices a run: who has seen that many will not be helped by more."""

_TELLERS = ("notices", "notify", "notification", "prompting", "failure_notice")
"""Modules of ours that a notice itself goes through."""


@dataclass(slots=True)
class Failure:
    """One kind of error: what it is and where, how often it was met and when last, and whether it was told.

    It cannot be told by a notice where a notice would fail by the same error.
    """

    what: str
    at: datetime
    count: int = 1
    told: bool = False
    can_be_told: bool = True


class Failures(logging.Handler):
    """Hears of them from the log. `log_file` is what people are told to look into."""

    def __init__(self, log_file: Path) -> None:
        super().__init__(logging.WARNING)
        self.log_file = log_file
        self._kinds: dict[str, Failure] = {}
        self._notices = 0
        self._tell: Callable[[Failure], None] | None = None
        self._changed: Callable[[], object] = lambda: None

    def listen(self, tell: Callable[[Failure], None], changed: Callable[[], object]) -> None:
        """From now on `tell` shows one to the user, and sets `told` if it could; `changed` follows."""
        self._tell, self._changed = tell, changed

        for failure in self._kinds.values():  # of the time before there was anybody to tell it
            self._tell_of(failure)

    def emit(self, record: logging.LogRecord) -> None:
        """Count it, and tell of a kind that is new."""
        try:
            self._take(record)
        except Exception:  # noqa: BLE001 - a handler never raises
            self.handleError(record)

    def _take(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info and record.levelno >= logging.ERROR else None
        window = getattr(record, "window", None)
        if error is None and window is None:
            return
        what = kind_of(error) if error is not None else _broke_off(str(window))
        known = self._kinds.get(what)
        now = datetime.fromtimestamp(record.created, UTC)
        if known is not None:
            known.count, known.at = known.count + 1, now
            return
        names = _modules(error) | {record.name.rpartition(".")[2]}
        self._kinds[what] = Failure(what, now, can_be_told=names.isdisjoint(_TELLERS))
        self._tell_of(self._kinds[what])

    def _tell_of(self, failure: Failure) -> None:
        if self._tell is not None and self._notices < MOST_NOTICES and failure.can_be_told:
            self._notices += 1
            self._tell(failure)
        self._changed()

    @property
    def silent(self) -> str:
        """What the tray has to say, "" where all has been told another way."""
        untold = [failure for failure in self._kinds.values() if not failure.told]
        return self.sentence(untold[-1]) if untold else ""

    def sentence(self, failure: Failure) -> str:
        """What happened, that it goes on, and where the log is."""
        return goes_on(failure.what, self.log_file)

    def as_json(self) -> dict[str, object] | None:
        """The last kind, and how many errors there were, for `status` and `why`; None for a run without."""
        if not self._kinds:
            return None
        last = max(self._kinds.values(), key=lambda failure: failure.at)
        return {
            "what": last.what,
            "at": write_instant(last.at.replace(microsecond=0)),
            "count": sum(failure.count for failure in self._kinds.values()),
            "log": str(self.log_file),
            "text": self.sentence(last),
        }


def _modules(error: BaseException | None) -> set[str]:
    """The names of the modules an error came through."""
    trace = None if error is None else error.__traceback__
    return {Path(frame.f_code.co_filename).stem for frame, _line in walk_tb(trace)}


def _broke_off(window: str) -> str:
    """Say that a window did, by what it is called where that is a word of its own."""
    names = {
        "care": _("Before your first session"),
        "history": _("History"),
        "session": _("Session"),
        "settings": _("Settings"),
        "welcome": _("Welcome to backbreak"),
    }
    return _("the %(name)s window broke off") % {"name": names.get(window, window)}
