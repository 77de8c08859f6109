"""Between the settings' window and the files: what is asked for is written, what is written shows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from backbreak.core.autostart import Standing
from backbreak.core.errors import BackbreakError
from backbreak.core.fields import Value
from backbreak.core.settings import FIELDS
from backbreak.windows.alone import Home
from backbreak.windows.client import DoorClient
from backbreak.windows.login_switch import LoginSwitch, waiting
from backbreak.windows.lone import Lone
from backbreak.windows.settings import login, saying
from backbreak.windows.settings.book import Book
from backbreak.windows.settings.changes import AUTOSTART, Changes
from backbreak.windows.settings.forecast import Forecast
from backbreak.windows.settings.groups import HOURS
from backbreak.windows.settings.preview import Outlook
from backbreak.windows.settings.showing import show_login, show_state
from backbreak.windows.settings.volume import Volume
from backbreak.windows.settings.window import SettingsWindow
from backbreak.windows.settings_watch import SettingsWatch
from backbreak.windows.welcome.soundcheck import SoundCheck
from backbreak.words import _
from backbreak.words.refusals import told
from backbreak.words.sentences import sentence


class SettingsProgram(QObject):
    """Owns the window; `over` is emitted once, when it is closed. Needs no resident."""

    over = Signal()
    previewed = Signal(object)
    """Tomorrow as it now shows (an `Outlook`)."""

    def __init__(self, home: Home, window: SettingsWindow, lone: Lone | None = None) -> None:
        super().__init__()
        self._home, self.window = home, window
        self.book = Book(home.places)
        self.changes = Changes(home.places, self.book, self._moving)
        self.login: tuple[Standing | None, str] = (None, "")
        self._switch, self._was_on, self._undoing = LoginSwitch(home.places, self), False, False
        self._switch.came.connect(self._switched)
        self._lone, self._client = lone, DoorClient(home.places.socket_path, self)
        self._sample: SoundCheck | None = None
        self._over = False
        self._last = ""
        self._forecast = Forecast(home, lambda: self.book.state.settings, self)
        self._forecast.told.connect(self._foretell)
        self._watch = SettingsWatch(home.places, self)
        self._watch.changed.connect(self.read)
        window.painted.connect(self._first_seen)
        window.activated.connect(self._read_login)
        window.activated.connect(self._forecast.renew)  # another day may have come
        window.rebuilt.connect(self._rebuilt)
        window.closed.connect(self._close)
        window.undo_asked.connect(self.undo)
        window.defaults_asked.connect(lambda: self.restore(tuple(field.name for field in FIELDS)))
        if lone is not None:
            lone.wanted.connect(window.come_to_front)
        self._connect()
        show_state(window, self.book.state)

    def start(self) -> None:
        """Show the window; what takes time is done when it has been painted."""
        self.window.show()

    def _connect(self) -> None:
        page = self.window.page
        page.asked.connect(self.change)
        page.refused.connect(self._refused)
        page.restore_asked.connect(self.restore)
        page.login_asked.connect(self.switch_login)
        page.try_asked.connect(self._try)

    def _first_seen(self) -> None:
        self._client.order.connect(self._ordered)
        self._client.open()
        self._read_login()
        self._forecast.begin()

    def _rebuilt(self) -> None:
        """The same in another language or type: everything is shown anew, at what was changed last."""
        if self._over:
            return
        self._connect()
        self._read_login()
        self._show()
        self.window.come_back_to(self._last)
        self._forecast.renew()

    # --- what is shown -----------------------------------------------------------------------------

    def follow(self) -> None:
        """Show what is known by settings that have changed; the window takes their colours."""
        self.window.set_theme(self._home.settings.look.theme)
        self.read()

    def read(self) -> None:
        """Show the files as they are on the disk now."""
        before = self.book.state
        if self.book.read() != before:
            self._show()
            self._forecast.renew()

    def _show(self) -> None:
        show_state(self.window, self.book.state)
        show_login(self.window, *self.login)
        self.window.foot.allow(can_undo=self.changes.can_undo, can_restore=self._can_restore())

    def _can_restore(self) -> bool:
        state = self.book.state
        return not state.damaged and bool(state.said - {"journal.folder"})

    def _read_login(self) -> None:
        self.login = (None, waiting()) if self._switch.busy else login.standing(self._home.places)
        show_login(self.window, *self.login)
        self.window.foot.allow(can_undo=self.changes.can_undo, can_restore=self._can_restore())

    def _foretell(self, shown: Outlook, is_tomorrow: bool) -> None:
        self.window.show_tomorrow(shown, is_tomorrow=is_tomorrow)
        self.previewed.emit(shown)

    # --- what is done ------------------------------------------------------------------------------

    def change(self, values: Mapping[str, Value]) -> None:
        """Write values, and say so, or why it could not be."""
        try:
            changed = self.changes.change(dict(values))
        except BackbreakError as error:
            self._failed(error)
            return
        if changed:
            self._last = changed[0]
            self._done(saying.changed(self._called(changed)))
        self._show()

    def restore(self, names: tuple[str, ...]) -> None:
        """Have the defaults decide again."""
        try:
            restored = self.changes.restore(tuple(names))
        except BackbreakError as error:
            self._failed(error)
            return
        if restored:
            self._done(_("Back to the default: %(setting)s") % {"setting": self._called(restored)})
        self._show()

    def undo(self) -> None:
        """Take back the last change; whatever is just being typed is written first, and so taken back."""
        self.window.page.flush()
        if self.changes.login_before is not None:
            self.switch_login(self.changes.login_before, undoing=True)
            return
        try:
            undone = self.changes.undo()
        except BackbreakError as error:
            self._failed(error)
            return
        if undone:
            self._done(saying.undone(self._called(undone)))
        self._show()

    def switch_login(self, on: bool, undoing: bool = False) -> None:
        """Have backbreak start at login, or not, and show what the system then says."""
        if not self._switch.busy:
            self._was_on, self._undoing = login.is_on(login.standing(self._home.places)[0]), undoing
            self._switch.turn(on)
        if self._switch.busy:
            self._read_login()

    def _switched(self, came: Standing | BackbreakError) -> None:
        if self._over:
            self.over.emit()
        elif isinstance(came, BackbreakError):
            self._read_login()
            self._failed(came)
        else:
            self.login = (came, login.said(came))
            if self._undoing:
                self.changes.forget_login()
            else:
                self.changes.switched_login(self._was_on, came)
            self._done(saying.undone(self._called((AUTOSTART,))) if self._undoing else self.login[1])
            self._show()

    def _refused(self, _row: str, why: str) -> None:
        self.window.foot.say(why, urgent=True)

    def _done(self, words: str) -> None:
        self.window.foot.say(words)
        self._forecast.renew()

    def _failed(self, error: BackbreakError) -> None:
        """Show things as they are, and why they are not as wanted."""
        self.book.read()
        self._show()
        self.window.foot.say(sentence(told(error)), urgent=True)

    def _called(self, names: tuple[str, ...]) -> str:
        """Name a setting as its row does, or count them."""
        if set(names) <= set(HOURS):
            names = ("hours",)
        rows = self.window.page.rows
        return rows[names[0]].row.label if len(names) == 1 else saying.several(len(names))

    def _moving(self, done: int, whole: int) -> None:
        self.window.foot.say(saying.moving(done / whole if whole else 1.0))
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    # --- how it sounds -----------------------------------------------------------------------------

    def _try(self) -> None:
        if self._sample is None:
            self._sample = SoundCheck(lambda: self._home.catalogue, self)
            self._sample.told.connect(lambda words: self.window.foot.say(words))
            self._sample.over.connect(self._show_sample)
        if self._sample.playing:
            self._sample.stop()
        else:
            self._sample.play(self.book.state.settings.sound)
        self._show_sample()

    def _show_sample(self) -> None:
        volume = self.window.page.control("sound.volume")
        assert isinstance(volume, Volume) and self._sample is not None
        volume.show_playing(self._sample.playing)

    # --- the resident, where there is one ----------------------------------------------------------

    def _ordered(self, order: str) -> None:
        if order == "raise":
            self.window.come_to_front()

    def _close(self) -> None:
        self._over = True
        self.window.page.flush()
        if self._sample is not None:
            self._sample.stop()
        self._forecast.stop()
        self._watch.close()
        self._client.close()
        if self._lone is not None:
            self._lone.close()
        if not self._switch.busy:
            self.over.emit()
