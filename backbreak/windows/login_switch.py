"""Starting at login is switched: at once, or beside the window where the desktop asks a person first."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, Signal

from backbreak.core.autostart import Standing
from backbreak.core.errors import BackbreakError
from backbreak.storage import autostart
from backbreak.storage.places import Places
from backbreak.words import _


class LoginSwitch(QObject):
    """Switches once at a time, and tells what the system says then; no process ends while it is busy."""

    came = Signal(object)
    """What the system says (a `Standing`), or the `BackbreakError` that says why it was not switched."""

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._asking: _Asking | None = None

    @property
    def busy(self) -> bool:
        """Whether the answer is still to come."""
        return self._asking is not None

    def turn(self, on: bool) -> None:
        """Switch it; `came` is emitted before this returns, or later where a person may be asked."""
        if self._asking is not None:
            return
        if not autostart.may_ask():
            self.came.emit(_switched(self._places, on))
            return
        self._asking = _Asking(self._places, on)
        self._asking.finished.connect(self._answered)
        self._asking.start()

    def _answered(self) -> None:
        asked, self._asking = self._asking, None
        assert asked is not None
        asked.wait()  # it has said its last word, and may still be on its way out
        if isinstance(asked.came, Exception) and not isinstance(asked.came, BackbreakError):
            raise asked.came
        self.came.emit(asked.came)


class _Asking(QThread):
    """Waits for the portal, which has minutes."""

    def __init__(self, places: Places, on: bool) -> None:
        super().__init__()
        self._places, self._on = places, on
        self.came: Standing | Exception | None = None

    def run(self) -> None:
        try:
            self.came = _switched(self._places, self._on)
        except Exception as error:  # noqa: BLE001 - raised again where somebody is told of it
            self.came = error


def _switched(places: Places, on: bool) -> Standing | BackbreakError:
    try:
        return autostart.switch_on(places, autostart.own_program()) if on else autostart.switch_off(places)
    except BackbreakError as error:
        return error


def waiting() -> str:
    """Say what is waited for."""
    return _("Waiting for the desktop's answer…")
