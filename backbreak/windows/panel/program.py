"""Between the panel and the resident: snapshots go onto the page, what is pressed goes to the door."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QObject, QProcess, QTimer, Signal

from backbreak.storage.zone import local_zone
from backbreak.windows import clock
from backbreak.windows.alone import Home
from backbreak.windows.bug_report import BugReport
from backbreak.windows.client import DoorClient, Reply
from backbreak.windows.journal_watch import JournalWatch
from backbreak.windows.measures import SETTLE_MS
from backbreak.windows.panel.status import Status, read_status, read_why
from backbreak.windows.panel.window import PanelWindow
from backbreak.windows.panel.wording import Clock
from backbreak.windows.prompt.offer import Suggestion, suggestion
from backbreak.words import _

STARTED_WITHIN_MS = 10_000
READ_AFTER_MS = 50
"""The first picture does not wait for ten years of journal."""
MOST_A_DAY = 500
"""So many of the newest entries hold a day, whatever happened on it."""
AGAIN_MS = 150
"""How often a resident that is starting is looked for."""


class PanelProgram(QObject):
    """Owns the window; `over` is emitted once, when it is closed. The resident lives on."""

    over = Signal()

    def __init__(self, home: Home, folder: Path | None, window: PanelWindow) -> None:
        """Take a home, and the folder it was named by where it is a portable one."""
        super().__init__()
        self._home, self._folder, self.window = home, folder, window
        self._client: DoorClient | None = None
        self._status: Status | None = None
        self._suggestion: Suggestion | None = None
        self._asking = False
        self._starting: QDeadlineTimer | None = None
        self._gone: Callable[[], str] | None = None
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.start)
        self._looking = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look)
        self._door = QFileSystemWatcher(self)
        self._door.directoryChanged.connect(self._settle.start)
        self._journal, self._read = home.reader(), False
        self._watch = JournalWatch(self)
        self._watch.changed.connect(self._read_journal)
        window.closed.connect(self._close)
        window.rebuilt.connect(self._tell_anew)
        window.asked.connect(self._ask)
        window.why_asked.connect(self._ask_why)
        self._report = BugReport(folder, self)
        self._report.told.connect(self._tell_report)
        window.report_asked.connect(self._report.copy)
        window.start_asked.connect(self._start_again)

    def start(self) -> None:
        """Look for the resident; the window shows when it answers, or that none does."""
        self._client = DoorClient(self._home.places.socket_path, self)
        self._client.greeted.connect(self._attach)
        self._client.snapshot.connect(self._snapshot)
        self._client.order.connect(self._ordered)
        self._client.lost.connect(self._lost)
        self._client.open()

    def follow(self) -> None:
        """Show what is known by settings that have changed."""
        self.window.set_theme(self._home.settings.look.theme)
        self._tell()
        self._read_journal()

    def _tell_anew(self) -> None:
        """In another language or size of type."""
        if self._gone is not None:
            self.window.gone.tell(self._gone())
            if self._starting is not None:
                self.window.gone.wait()
        self._tell()
        if self._status is not None:
            self._ask_plan()
            self._read_journal()

    def _tell(self) -> None:
        if self._status is not None:
            at = Clock(local_zone(), clock.now())
            rhythm = self._home.settings.rhythm
            self.window.page.show_status(self._status, self._suggestion, rhythm, at)

    def _read_journal(self) -> None:
        """Show today's breaks; what was read before is not read again."""
        today = clock.now().astimezone(local_zone()).date()
        self._journal.follow()
        self._watch.watch(self._journal.folder)  # before it is read: what is written meanwhile is noticed
        newest = self._journal.load()[-MOST_A_DAY:]
        self.window.page.show_today([entry for entry in newest if entry.day == today])
        self._read = True

    # --- at the door -------------------------------------------------------------------------------

    def _attach(self, _version: str) -> None:
        assert self._client is not None
        self._starting, self._status, self._gone, self._looking = None, None, None, False
        self._client.ask("panel-attach")
        self._client.ask("subscribe", {}, self._subscribed)

    def _subscribed(self, reply: Reply) -> None:
        if reply.ok:
            self._snapshot(reply.result)
            self.window.show_page()
            QTimer.singleShot(READ_AFTER_MS, self, self._read_journal)

    def _snapshot(self, data: Mapping[str, object]) -> None:
        before, self._status = self._status, read_status(data)
        if before is None or (before.round, before.phase) != (self._status.round, self._status.phase):
            self._ask_plan()
        self._tell()
        if self._read:
            self._read_journal()  # another day may have begun
        if self.window.page.details.isVisible():
            self._ask_why()

    def _ask_plan(self) -> None:
        def planned(reply: Reply) -> None:
            self._suggestion = suggestion(reply.result, self._home.catalogue) if reply.ok else None
            self._tell()

        assert self._client is not None
        self._client.ask("plan", {}, planned)

    def _ask_why(self) -> None:
        def answered(reply: Reply) -> None:
            if reply.ok:
                self.window.page.show_why(read_why(reply.result), Clock(local_zone(), clock.now()))

        if self._client is not None:
            self._client.ask("why", {}, answered)

    def _tell_report(self, words: str) -> None:
        self.window.page.show_report(words)  # of the page there is now: another language makes another

    def _ordered(self, order: str) -> None:
        if order == "raise" and self._client is not None:
            self._client.ask("panel-attach", {}, self._raise)

    def _raise(self, reply: Reply) -> None:
        self.window.come_to_front(str(reply.result.get("activation", "")))

    # --- what is pressed ---------------------------------------------------------------------------

    def _ask(self, command: str, args: Mapping[str, object]) -> None:
        """Say it at the door; until that is answered nothing else is said."""

        def answered(reply: Reply) -> None:
            self._asking = False
            if command == "quit" and (reply.ok or reply.code == "lost"):
                self.window.close()
            elif not reply.ok and reply.code != "lost":
                self.window.page.complain(reply.why)

        if self._client is not None and not self._asking:
            self._asking = True
            self._client.ask(command, args, answered)

    def _close(self) -> None:
        self._again.stop()
        self._report.end()
        self._settle.stop()
        if self._client is not None:
            self._client.close()
        self.over.emit()

    # --- without a resident ------------------------------------------------------------------------

    def _lost(self, why: str) -> None:
        self._asking = False
        if self._looking:  # what is said already is still so
            self._looking = False
        elif self._starting is None:
            self._show_gone((lambda: why) if self._status is None else lambda: _("it has ended"))
        elif not self._starting.hasExpired():
            self._again.start()
        else:
            self._starting = None
            log = self._home.places.log_file
            self._show_gone(lambda: _("it did not start: see %(file)s") % {"file": log})

    def _show_gone(self, why: Callable[[], str]) -> None:
        self._gone = why
        self.window.show_gone(why())
        self._door.addPath(str(self._home.places.socket_path.parent))
        self._settle.start()  # it may have come back before anybody watched

    def _look(self) -> None:
        """Somebody else may have started it again, or the system has."""
        if self._gone is not None and self._starting is None and not self._looking:
            self._looking = self._home.places.socket_path.exists()
            if self._looking:
                self.start()

    def _start_again(self) -> None:
        """Start the resident as a program of its own, which this window's end does not touch."""
        self._looking = False
        self.window.gone.wait()
        home = () if self._folder is None else ("--home", str(self._folder))
        started, _pid = QProcess.startDetached(sys.executable, ["-m", "backbreak", *home], "")
        self._starting = QDeadlineTimer(STARTED_WITHIN_MS if started else 0)
        self._again.start()
