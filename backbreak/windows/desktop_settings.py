"""What the desktop's settings portal says of a few settings: asked for without waiting, and followed.

Most desktops have that portal (`org.freedesktop.portal.Settings`), inside a sandbox and outside. A setting
that it does not know, and a portal that is missing or too slow, are `unanswered`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

LONGEST_ANSWER_MS = 2000
_PORTAL = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
_CHANGED = SLOT("_setting_changed(QDBusMessage)")

Key = tuple[str, str]
"""A setting's namespace and its name there."""


class DesktopSettings(QObject):
    """Some settings by their keys, whose names differ. There has to be a session bus."""

    told = Signal(str, object)
    """A setting's name and its value, as plain as D-Bus's types allow: an answer, or a change."""
    unanswered = Signal(str)
    """The name of a setting that nobody tells of."""

    def __init__(self, keys: Sequence[Key], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self._asked: dict[str, QDBusPendingCallWatcher] = {}

    def ask(self, within_ms: int | None = None) -> None:
        """Ask for all of them, and hear of their changes from now on; a later answer is none."""
        within_ms = LONGEST_ANSWER_MS if within_ms is None else within_ms
        bus = QDBusConnection.sessionBus()
        # The annotation says bytes; SLOT gives text, and nothing else works.
        bus.connect(*_PORTAL, "SettingChanged", self, _CHANGED)  # type: ignore[call-overload]
        for namespace, name in self._keys:
            call = QDBusMessage.createMethodCall(*_PORTAL, "Read")
            call.setArguments([namespace, name])
            watcher = QDBusPendingCallWatcher(bus.asyncCall(call, within_ms), self)
            watcher.setObjectName(name)
            watcher.finished.connect(self._answered)
            self._asked[name] = watcher

    def settle(self) -> None:
        """Tell at once what has been answered already: a thread of Qt's hears it before the event loop."""
        for watcher in [*self._asked.values()]:
            if watcher.isFinished():
                self._answered(watcher)

    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        name, reply = watcher.objectName(), watcher.reply()
        if self._asked.pop(name, None) is None:
            return
        watcher.deleteLater()
        if reply.type() is QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            self.told.emit(name, _plain(reply.arguments()[0]))
        else:
            self.unanswered.emit(name)

    @Slot(QDBusMessage)
    def _setting_changed(self, message: QDBusMessage) -> None:
        namespace, name, value = message.arguments()
        if (namespace, name) in self._keys:
            self.told.emit(name, _plain(value))


def _plain(value: object) -> object:
    """Take a value out of the variants around it: the portal answers with two."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value


def has_session_bus() -> bool:
    """Tell whether there is a bus to ask; Qt would try to start one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or (Path(runtime) / "bus").is_socket()
