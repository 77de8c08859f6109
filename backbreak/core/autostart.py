"""Whether backbreak starts at login: read from what the system would read, never from a wish of our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from backbreak.core.desktop_entry import command_of, keys_of, names_in, true, unescaped

SWITCHES = ("X-GNOME-Autostart-enabled", "X-MATE-Autostart-enabled")
"""What the desktops' own settings write when somebody switches a program off there."""


class State(Enum):
    """What happens at login."""

    ON = "on"
    OFF = "off"
    GONE = "gone"  # it is to start, and its program is not there
    DISABLED = "disabled"  # it is to start, and the desktop will not
    IMPOSSIBLE = "impossible"


class Kind(Enum):
    """By which way of the system it starts."""

    XDG = "xdg"  # a desktop entry in an autostart folder
    SYSTEMD = "systemd"  # a unit of the user's systemd
    PORTAL = "portal"  # what the desktop keeps for a Flatpak
    RUN_KEY = "run-key"  # a value in the registry of Windows
    LAUNCH_AGENT = "launch-agent"  # a file of macOS


class Because(Enum):
    """Why it is not simply on or off."""

    HIDDEN = "hidden"
    NO_COMMAND = "no-command"
    NO_PROGRAM = "no-program"
    SWITCH = "switch"
    OTHER_DESKTOP = "other-desktop"
    FLATPAK = "flatpak"
    SNAP = "snap"
    SYSTEM = "system"
    MASKED = "masked"
    NO_MANAGER = "no-manager"  # no systemd of the user's runs
    NO_TARGET = "no-target"  # it runs, and the desktop is none that it knows of
    REFUSED = "refused"  # by the desktop, or by the user whom it asked
    NO_PORTAL = "no-portal"


@dataclass(frozen=True, slots=True)
class Standing:
    """What happens at login, why, which file says so, and what it starts.

    `says` is the word of the system's own tool where one was asked; `also` are files that start it as well.
    """

    state: State
    because: Because | None = None
    file: str | None = None
    command: tuple[str, ...] = ()
    kind: Kind | None = None
    says: str | None = None
    also: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The standing in the document of `autostart status --json`."""
        return {
            "state": self.state.value,
            "because": None if self.because is None else self.because.value,
            "file": self.file,
            "command": list(self.command),
            "kind": None if self.kind is None else self.kind.value,
            "says": self.says,
            "also": list(self.also),
        }


def standing_of(file: str, text: str, desktops: Sequence[str], there: Callable[[str], bool]) -> Standing:
    """What a desktop entry in an autostart folder does in a session of these desktops.

    `desktops` are the names in XDG_CURRENT_DESKTOP; without any, none is taken to be left out. `there` says
    whether a program, a path or a bare name, can be started.
    """
    keys = keys_of(text)
    command = command_of(keys.get("Exec", ""))

    def found(state: State, because: Because | None = None) -> Standing:
        return Standing(state, because, file, command, Kind.XDG)

    if true(keys.get("Hidden")):
        return found(State.OFF, Because.HIDDEN)
    if any(key in keys and not true(keys[key]) for key in SWITCHES):
        return found(State.DISABLED, Because.SWITCH)
    if desktops and _left_out(keys, desktops):
        return found(State.DISABLED, Because.OTHER_DESKTOP)
    if not command or keys.get("Type", "Application") != "Application":
        return found(State.GONE, Because.NO_COMMAND)
    tried = unescaped(keys.get("TryExec", ""))
    if not there(command[0]) or (tried and not there(tried)):
        return found(State.GONE, Because.NO_PROGRAM)
    return found(State.ON)


def starts_us(command: Sequence[str], home: str | None) -> bool:
    """Whether a command is our resident of that home, by whichever installation; None is the user's own."""
    program = [word.rpartition("/")[2] for word in command]
    rest = list(command[1:]) if program[:1] == ["backbreak"] else None
    if list(command[1:3]) == ["-m", "backbreak"]:
        rest = list(command[3:])
    return rest == ([] if home is None else ["--home", home])


def _left_out(keys: dict[str, str], desktops: Sequence[str]) -> bool:
    """Whether OnlyShowIn and NotShowIn keep it from these desktops; the first that is named decides."""
    only, never = (names_in(keys.get(key, "")) for key in ("OnlyShowIn", "NotShowIn"))
    for desktop in desktops:
        if desktop in only or desktop in never:
            return desktop not in only
    return bool(only)
