"""Plays tomorrow while the window does other things: soon after a change, a piece at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from backbreak.core.settings import Settings
from backbreak.storage.zone import local_zone
from backbreak.windows import clock
from backbreak.windows.alone import Home
from backbreak.windows.settings import preview

_SOON_MS = 120
_PIECE_STEPS = 80
"""So many steps of the simulation are played before the window may do something else."""


class Forecast(QObject):
    """`told` is emitted with the outlook, and whether its day is tomorrow or a later one."""

    told = Signal(object, bool)

    def __init__(self, home: Home, settings: Callable[[], Settings], parent: QObject) -> None:
        super().__init__(parent)
        self._home, self._settings = home, settings
        self._playing: Iterator[preview.Outlook | None] | None = None
        self._is_tomorrow = True
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.begin)
        self._piece = QTimer(self, singleShot=True, interval=0)
        self._piece.timeout.connect(self._go_on)

    def renew(self) -> None:
        """Play it anew, soon: several changes in a row are one."""
        self._soon.start()

    def begin(self) -> None:
        """Play it now."""
        settings, today = self._settings(), clock.now().astimezone(local_zone()).date()
        day = preview.next_working_day(today, settings)
        self._is_tomorrow = day == today + timedelta(days=1)
        self._playing = preview.outlook(day, settings, self._home.catalogue)
        self._go_on()

    def stop(self) -> None:
        """Play no more."""
        for timer in (self._soon, self._piece):
            timer.stop()

    def _go_on(self) -> None:
        for _step in range(_PIECE_STEPS):
            shown = None if self._playing is None else next(self._playing, None)
            if shown is not None:
                self._playing = None
                self.told.emit(shown, self._is_tomorrow)
                return
        self._piece.start()
