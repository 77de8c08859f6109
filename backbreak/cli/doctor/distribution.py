"""How something is installed here: the command of the distribution's own package manager."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Mapping
from typing import Final

_MANAGERS: Final = {
    "apt": ("debian", "ubuntu"),
    "dnf": ("fedora", "rhel", "centos"),
    "pacman": ("arch",),
    "zypper": ("suse", "opensuse"),
}
_COMMANDS: Final = {
    "apt": "sudo apt install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install",
}
_AGAIN: Final = {
    "apt": "sudo apt install --reinstall",
    "dnf": "sudo dnf reinstall",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install --force",
}
_QT_ELSEWHERE: Final = (
    "xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libxkbcommon-x11"
)
_QT_ON_APT: Final = (
    "libglib2.0-0 libxkbcommon0 libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxcb-util1"
)
_QT_ON_ZYPPER: Final = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxkbcommon-x11-0"
)

# What is needed, as each manager calls it; "*" is every other one.
_PACKAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "voice": {"*": "espeak-ng"},
    "voice-whole": {"apt": "espeak-ng espeak-ng-data", "*": "espeak-ng"},
    "notifications": {"*": "dunst"},
    "sound": {"apt": "pipewire-pulse", "pacman": "pipewire-pulse", "*": "pipewire-pulseaudio"},
    "gnome-tray": {"*": "gnome-shell-extension-appindicator"},
    "locker": {"*": "xfce4-screensaver"},
    "bus": {"apt": "dbus-user-session", "dnf": "dbus-daemon", "pacman": "dbus", "zypper": "dbus-1"},
    "qt": {"apt": _QT_ON_APT, "zypper": _QT_ON_ZYPPER, "*": _QT_ELSEWHERE},
    "fonts": {
        "apt": "fonts-noto-core fonts-noto-cjk",
        "dnf": "google-noto-sans-fonts google-noto-sans-cjk-fonts",
        "pacman": "noto-fonts noto-fonts-cjk",
        "zypper": "noto-sans-fonts google-noto-sans-cjk-fonts",
    },
    "zones": {"pacman": "tzdata", "zypper": "timezone", "*": "tzdata"},
}


def manager(release: Mapping[str, str] | None = None) -> str:
    """The package manager of this system by its os-release, "" for one we do not know."""
    if release is None:
        try:
            release = platform.freedesktop_os_release()
        except OSError:
            return ""
    family = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    for name in family:
        for found, names in _MANAGERS.items():
            if name.partition("-")[0] in names or name in names:
                return found
    return ""


def install(what: str, release: Mapping[str, str] | None = None, *, again: bool = False) -> str:
    """The command that installs it here, or installs it anew; "" where that is not known."""
    found = manager(release)
    packages = _PACKAGES[what]
    named = packages.get(found, packages.get("*", "")) if found else ""
    return f"{(_AGAIN if again else _COMMANDS)[found]} {named}" if named else ""


def typed(*words: object) -> str:
    """A command as it is typed into a shell."""
    return shlex.join(map(str, words))
