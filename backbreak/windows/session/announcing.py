"""Tells a screen reader what happens in the session window, as it happens.

Which words, and when, is decided in `announcements`; here they become events of the window.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from backbreak.core.playback import Playback
from backbreak.windows import announcement
from backbreak.windows.session.announcements import Announcement, Told, announce
from backbreak.windows.session.lines import Lines

BREATH_MS = 60
"""Keys pressed in quick succession pass several cues; of those so close to what was told only the last is."""


class Announcer(QObject):
    """The voice of one window. It costs next to nothing where no assistive technology listens."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._told = Told()
        self._waiting: Announcement | None = None
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(BREATH_MS)
        self._breath.timeout.connect(self._speak)

    def say(self, text: str, assertive: bool = False) -> None:
        """Tell this now; if it is to interrupt, a moment that has not been told yet is over."""
        if assertive:
            self._breath.stop()
            self._waiting = None
        self._tell(Announcement(text, assertive))

    def moment(self, playback: Playback, lines: Lines) -> None:
        """Tell of a moment what is new since the last one; to be called whenever the words change."""
        self._told, new = announce(self._told, playback, lines)
        if new is None:
            return
        if self._waiting is not None and self._waiting.assertive:
            new = Announcement(new.text, True)  # what has been passed over was to interrupt
        self._waiting = new
        if self._breath.isActive():
            return
        if playback.frame.cue_index:
            self._speak()
        else:
            self._breath.start()  # before the first words: the window may not be there yet

    def _speak(self) -> None:
        told, self._waiting = self._waiting, None
        if told is not None:
            self._tell(told)
            self._breath.start()

    def _tell(self, told: Announcement) -> None:
        announcement.announce(self._widget, told.text, urgent=told.assertive)
