"""Starting at login on macOS: a launch agent, which is a property list in ~/Library/LaunchAgents.

Written by launchd.plist(5), and not verified on macOS.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from backbreak.core.autostart import Because, Kind, Standing, State
from backbreak.storage.durable import replace_file
from backbreak.storage.failures import StorageError, failure
from backbreak.storage.places import NAME, Places

from .program import own_command, own_name, startable

LABEL = "io.github.backbreak.Backbreak"
PATIENCE_S = 3.0


def standing(places: Places, folder: Path | None = None, switched: str | None = None) -> Standing:
    """Read back what launchd does at login; `switched` is what launchctl lists as disabled, asked if None."""
    import plistlib  # brings an XML parser, which no other system needs
    from xml.parsers.expat import ExpatError

    file = _file(places, folder)
    try:
        kept = plistlib.loads(file.read_bytes())
    except FileNotFoundError:
        return Standing(State.OFF, kind=Kind.LAUNCH_AGENT)
    except (plistlib.InvalidFileException, ExpatError, ValueError):
        return Standing(State.GONE, Because.NO_COMMAND, str(file), kind=Kind.LAUNCH_AGENT)
    except OSError as error:
        raise failure("read", file, error) from error
    words = kept.get("ProgramArguments") if isinstance(kept, dict) else None
    command = tuple(str(word) for word in words) if isinstance(words, list) else ()

    def found(state: State, because: Because | None = None) -> Standing:
        return Standing(state, because, str(file), command, Kind.LAUNCH_AGENT)

    if not command or kept.get("RunAtLoad") is not True:
        return found(State.GONE, Because.NO_COMMAND)
    listed = _asked() if switched is None else switched
    if kept.get("Disabled") is True or is_disabled(listed, _label(places)):
        return found(State.DISABLED, Because.SWITCH)
    return found(State.ON) if startable(command[0], os.environ) else found(State.GONE, Because.NO_PROGRAM)


def switch_on(places: Places, program: Sequence[str], folder: Path | None = None) -> Standing:
    """Write the agent; launchd reads it at the next login."""
    file = _file(places, folder)
    replace_file(file, agent(_label(places), own_command(places, program)))
    _launchctl("enable", f"gui/{os.getuid()}/{_label(places)}")
    return standing(places, folder)


def switch_off(places: Places, folder: Path | None = None) -> Standing:
    """Take the agent away."""
    file = _file(places, folder)
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise failure("remove", file, error) from error
    return standing(places, folder)


def agent(label: str, command: Sequence[str]) -> bytes:
    """The property list: at login, and again after a crash, but not after an end without failure."""
    import plistlib

    content = {
        "Label": label,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    try:
        return plistlib.dumps(content)
    except (ValueError, UnicodeEncodeError) as error:
        told = "%(program)s cannot be written into a launch agent: %(why)s"
        raise StorageError(told, program=command[0], why=error) from error


def is_disabled(listed: str, label: str) -> bool:
    """Whether `launchctl print-disabled` says so of this agent; older systems write true, newer disabled."""
    return re.search(rf'"{re.escape(label)}"\s*=>\s*(true|disabled)', listed) is not None


def _label(places: Places) -> str:
    return LABEL + own_name(places).removeprefix(NAME)


def _file(places: Places, folder: Path | None) -> Path:
    home = os.path.expanduser("~")  # noqa: PTH111 - Path's raises where there is no home
    return (folder or Path(home, "Library", "LaunchAgents")) / f"{_label(places)}.plist"


def _asked() -> str:
    return _launchctl("print-disabled", f"gui/{os.getuid()}")


def _launchctl(*words: str) -> str:
    try:
        done = subprocess.run(
            ["launchctl", *words], capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
