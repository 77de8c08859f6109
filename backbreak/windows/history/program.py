"""Between the history's window and the journal: read after the first paint, followed, corrected, exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from backbreak.core import amend
from backbreak.core.entry import Entry
from backbreak.core.errors import BackbreakError
from backbreak.storage.journal import JournalStore
from backbreak.storage.zone import local_zone
from backbreak.windows import clock
from backbreak.windows.alone import Home
from backbreak.windows.announcement import announce
from backbreak.windows.client import DoorClient
from backbreak.windows.complaint import Complaint, complaint, nothing
from backbreak.windows.history import dates, exporting, wording
from backbreak.windows.history.correcting import Change, Correcting
from backbreak.windows.history.figures import overview
from backbreak.windows.history.window import HistoryWindow
from backbreak.windows.journal_watch import JournalWatch
from backbreak.words import _, ngettext
from backbreak.words.refusals import told as refused
from backbreak.words.sentences import sentence


class HistoryProgram(QObject):
    """Owns the window; `over` is emitted once, when it is closed. Needs no resident."""

    over = Signal()

    def __init__(self, home: Home, window: HistoryWindow) -> None:
        super().__init__()
        self._home, self.window = home, window
        self._entries: list[Entry] = []
        self._known: JournalStore | None = None
        self._said: Complaint = nothing
        self._correcting = Correcting(lambda: self.store)
        self._watch = JournalWatch(self)
        self._watch.changed.connect(self.read)
        self._midnight = QTimer(self, singleShot=True, timerType=Qt.TimerType.VeryCoarseTimer)
        self._midnight.timeout.connect(self.read)
        self._client: DoorClient | None = None
        window.painted.connect(self.read)
        window.closed.connect(self._close)
        window.export_asked.connect(self._ask_where)
        window.undo_asked.connect(self._undo)
        window.rebuilt.connect(self._fill_anew)
        self._listen()

    def _fill_anew(self) -> None:
        """In another language or size of type."""
        self._listen()
        self.read()
        self.window.entries.editor.say(self._said())

    def _listen(self) -> None:
        """Hear what is asked of the list that is there now."""
        editor = self.window.entries.editor
        self.window.entries.chosen.connect(self._offer)
        editor.felt.connect(lambda feel: self._correct(lambda entry: amend.felt(entry, feel)))
        editor.fewer.connect(lambda units: self._correct(lambda entry: amend.fewer(entry, units)))
        editor.deleted.connect(lambda: self._correct(amend.deleted))

    def start(self) -> None:
        """Show the window; the journal is read when it has been painted."""
        self.window.show()

    @property
    def store(self) -> JournalStore:
        """The journal; its device's name is made up only when something is to be written."""
        if self._known is None:
            self._known = self._home.reader()
        return self._known

    def follow(self) -> None:
        """Show what is known by settings that have changed."""
        self.window.set_theme(self._home.settings.look.theme)
        self._known = None
        self.read()

    def read(self) -> None:
        """Show the journal as it is on the disk now."""
        now = clock.now().astimezone(local_zone())
        store = self.store
        store.follow()
        self._watch.watch(store.folder)  # before it is read: what is written meanwhile is noticed
        self._entries = store.load()
        shown = overview(self._entries, self._home.catalogue, self._home.settings, now.date())
        self.window.show_history(shown, self._entries)
        self._complain(store.problems)
        self._midnight.start(_until_midnight_ms(now))
        if self._client is None:
            self._reach()

    def _complain(self, problems: list[str]) -> None:
        count = len(problems)
        told = ngettext(
            "%(n)d line of the journal cannot be read; the rest is here: %(first)s",
            "%(n)d lines of the journal cannot be read; the rest is here: %(first)s",
            count,
        )
        self.window.complain(sentence(told % {"n": count, "first": refused(problems[0])}) if problems else "")

    # --- the resident, where there is one ----------------------------------------------------------

    def _reach(self) -> None:
        """Be there for the resident, which brings the window to the front instead of opening another."""
        self._client = DoorClient(self._home.places.socket_path, self)
        self._client.order.connect(self._ordered)
        self._client.open()

    def _ordered(self, order: str) -> None:
        if order == "raise":
            self.window.come_to_front()

    def _close(self) -> None:
        self._midnight.stop()
        if self._client is not None:
            self._client.close()
        self.over.emit()

    # --- corrections -------------------------------------------------------------------------------

    def _offer(self) -> None:
        self.window.entries.offer(can_undo=self._correcting.can_undo)

    def _correct(self, change: Change) -> None:
        entry = self.window.entries.entry
        if entry is not None:
            self._write(lambda: self._correcting.change(entry.id, change), lambda: _("Corrected: %(entry)s"))

    def _undo(self) -> None:
        self._write(self._correcting.undo, lambda: _("As it was: %(entry)s"))

    def _write(self, act: Callable[[], Entry | None], done: Callable[[], str]) -> None:
        """Do it, show what the journal says then, and say what has been done or why it could not be."""
        try:
            self._own()
            written = act()
        except (BackbreakError, ValueError) as error:
            self._say(complaint(error if isinstance(error, BackbreakError) else str(error)))
            return
        self.read()
        if written is not None:
            self._say(lambda: self._told(written, done))

    def _told(self, written: Entry, done: Callable[[], str]) -> str:
        name = self._home.names().get(written.exercise or "", written.exercise or "")
        line = wording.entry_line(written, dates.when(written), name)
        return (_("Deleted: %(entry)s") if written.deleted else done()) % {"entry": line}

    def _say(self, said: Callable[[], str]) -> None:
        self._said = said
        self.window.entries.editor.say(said())
        announce(self.window, said())

    def _own(self) -> None:
        """Write as this device from now on."""
        self._home.places.ensure()
        self.store.device = self._home.identity.device

    # --- export ------------------------------------------------------------------------------------

    def _ask_where(self, form: str) -> None:
        suggested = str(Path.home() / f"backbreak.{form}")
        name = exporting.name_of(form)
        path, _filter = QFileDialog.getSaveFileName(self.window, name, suggested, f"{name} (*.{form})")
        if path:
            self.export(exporting.with_ending(Path(path), form), form)

    def export(self, path: Path, form: str) -> None:
        """Write all entries to a file, and say so."""
        try:
            exporting.export(path, form, self._entries, self._home.names())
        except BackbreakError as error:
            self.window.complain(sentence(refused(error)))
            return
        count = wording.shown_of(len(self._entries), len(self._entries))
        self.window.complain(_("Exported to %(file)s: %(what)s") % {"file": path, "what": count})


def _until_midnight_ms(now: datetime) -> int:
    """How long it is until another day is today."""
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return max(1000, round((tomorrow - now).total_seconds() * 1000) + 500)
