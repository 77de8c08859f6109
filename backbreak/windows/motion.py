"""Whether a person wants less movement: `[look] motion`, and what the desktop says where that is "system".

What files say is known at once; the desktop's other answers (settings portal, `gsettings`, `defaults`) are
asked for after the first paint, with a time limit, and followed from then on. Whoever asks for less movement
anywhere gets it. Windows and macOS: written from their documentation, not verified there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from weakref import WeakSet

from PySide6.QtCore import QFileSystemWatcher, QObject, QProcess, QStandardPaths, QTimer, Signal
from shiboken6 import isValid

from backbreak.windows.desktop_settings import LONGEST_ANSWER_MS, DesktopSettings, has_session_bus

ASK_AFTER_MS = 150
"""The first picture is on the screen by then; a figure that gets ready stands still at first anyway."""
_PORTAL_KEYS = (
    ("org.freedesktop.appearance", "reduced-motion"),
    ("org.gnome.desktop.interface", "enable-animations"),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"),
)
_FILES = (
    ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations"),
    ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations"),
    ("kdeglobals", "KDE", "AnimationDurationFactor"),
)
_GNOME = ("gsettings", ("get", "org.gnome.desktop.interface", "enable-animations"))
_MACOS = ("defaults", ("read", "com.apple.universalaccess", "reduceMotion"))
_MEANS_REDUCED_WHEN_ON = ("reduced-motion", "reduceMotion")
_OFF = ("0", "false", "no", "off", "")


def reduced(setting: str) -> bool:
    """Tell from `[look] motion` ("full", "reduced", "system") what is known at once: asks files only."""
    if setting != "system":
        return setting == "reduced"
    return _windows_says() or any(_files_say().values())


class Motion(QObject):
    """Whether movement is to be reduced, now and from now on. Needs a QCoreApplication."""

    changed = Signal(bool)
    """Movement is to be reduced (True) or not any more: the desktop answered, or was changed meanwhile."""

    def __init__(self, setting: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setting = ""
        self._said: dict[str, bool] = {}
        self._files = QFileSystemWatcher(self)
        self._files.fileChanged.connect(self._read_again)
        self.reduced = False
        self.use(setting)
        _EVERY.add(self)

    def use(self, setting: str) -> None:
        """Go by another setting from now on."""
        self._setting = setting
        if setting == "system" and not self._said:
            self._said |= {"windows": _windows_says()} | _files_say()
            QTimer.singleShot(ASK_AFTER_MS, self, self._ask)
        self._judge()

    def _learn(self, source: str, less: bool) -> None:
        self._said[source] = less
        self._judge()

    def _judge(self) -> None:
        before, desktops = self.reduced, self._setting == "system" and any(self._said.values())
        self.reduced = desktops or self._setting == "reduced"
        if self.reduced != before:
            self.changed.emit(self.reduced)

    def _ask(self) -> None:
        self._read_again()  # they may have changed since nobody watched
        if sys.platform == "darwin":
            self._run(*_MACOS)
        elif has_session_bus():
            self._ask_portal()

    # Files that are replaced are lost to the watcher, and shown to it anew.

    def _watch(self) -> None:
        there = [str(path) for path in _paths() if path.is_file()]
        missing = [path for path in there if path not in self._files.files()]
        if missing:
            self._files.addPaths(missing)

    def _read_again(self) -> None:
        self._watch()
        for source, less in _files_say().items():
            self._learn(source, less)

    # The settings portal, which most desktops have, and which tells of changes.

    def _ask_portal(self) -> None:
        portal = DesktopSettings(_PORTAL_KEYS, self)
        portal.told.connect(lambda key, value: self._learn(key, _less(key, value)))
        portal.unanswered.connect(self._not_told)
        portal.ask()

    def _not_told(self, key: str) -> None:
        if key == "enable-animations":
            self._run(*_GNOME)  # a desktop without the portal

    # Programs that know.

    def _run(self, program: str, arguments: tuple[str, ...]) -> None:
        process = QProcess(self)
        key = arguments[-1]

        def ended(code: int) -> None:
            if code == 0:
                self._learn(key, _less(key, bytes(process.readAllStandardOutput().data()).decode().strip()))

        process.finished.connect(ended)
        QTimer.singleShot(LONGEST_ANSWER_MS, process, process.kill)
        process.start(program, list(arguments))


_EVERY: WeakSet[Motion] = WeakSet()


def follow(setting: str) -> None:
    """Have whatever moves in this process go by another setting from now on."""
    for motion in list(_EVERY):
        if isValid(motion):
            motion.use(setting)


def _less(key: str, value: object) -> bool:
    """Tell whether a value asks for less movement: most keys switch movement on, some off."""
    try:
        off = float(str(value)) == 0.0
    except ValueError:
        off = str(value).lower() in _OFF
    return off is not (key in _MEANS_REDUCED_WHEN_ON)


def _paths() -> list[Path]:
    """Every file that may say something, the user's own before the system's."""
    folders = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.GenericConfigLocation)
    return [Path(folder) / name for name, _, _ in _FILES for folder in folders]


def _files_say() -> dict[str, bool]:
    """Give what each kind of file says; of one kind the user's own file goes before the system's."""
    said = {name: False for name, _, _ in _FILES}
    for path in reversed(_paths()):
        for name, section, key in _FILES:
            value = _value(path, section, key) if path.match(name) else None
            if value is not None:
                said[name] = _less(key, value)
    return said


def _value(path: Path, section: str, key: str) -> str | None:
    """Find a value in a file of [sections] and key=value lines; None where there is none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    inside, found = False, None
    for line in lines:
        name, equals, value = line.partition("=")
        if line.strip().startswith("["):
            inside = line.strip() == f"[{section}]"
        elif inside and equals and name.strip() == key:
            found = value.strip()
    return found


def _windows_says() -> bool:
    """Ask Windows whether it animates what is inside windows."""
    if sys.platform == "win32":
        import ctypes

        get_client_area_animation = 0x1042
        on = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(get_client_area_animation, 0, ctypes.byref(on), 0)
        return not on.value
    return False
