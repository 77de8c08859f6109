"""Starting at login, by the XDG autostart folders: read as a session reads them, and changed by one file.

Only a file of our own name is ever written, and of an edited one only the lines that matter. A program that
was put among those to start by another file is seen, and left to whoever put it there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from backbreak.core import autostart as core
from backbreak.core.autostart import Because, Standing, State
from backbreak.core.desktop_entry import changed, escaped, exec_line, keys_of
from backbreak.storage.durable import replace_file
from backbreak.storage.failures import failure
from backbreak.storage.places import NAME, Places, sync_folder
from backbreak.storage.reading import read_at_once

from .program import own_command, own_home, own_name, startable

_OWN_KEYS = frozenset(
    ("Type", "Name", "Exec", "TryExec", "Icon", "Terminal", "StartupNotify", "Hidden", *core.SWITCHES)
)
_FRESH: Final = f"""\
[Desktop Entry]
Type=Application
Name={NAME}
Icon={NAME}
Terminal=false
StartupNotify=false
"""


def standing(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Read back what happens at login; StorageError for a file of ours that cannot be read."""
    ours = _first(_folders(environ), places, environ)
    if ours is not None and ours.state is State.ON:
        return ours
    return next(others(places, environ), ours or Standing(State.OFF))


def switch_on(places: Places, program: Sequence[str], environ: Mapping[str, str] = os.environ) -> Standing:
    """Have the program start at login, and give what the system then says.

    A file that is there keeps what somebody wrote into it. Nothing is written where it starts already.
    """
    before = standing(places, environ)
    file = _file(places, environ)
    command = own_command(places, program)
    if before.state is State.ON and (before.file != str(file) or before.command == command):
        return before
    wanted = {"Exec": exec_line(command), "TryExec": escaped(program[0])}
    text = _read(file)
    keys = {} if text is None else keys_of(text)
    wanted |= {key: "false" for key in ("Hidden",) if key in keys}
    wanted |= {key: "true" for key in core.SWITCHES if key in keys or key == core.SWITCHES[0]}
    content = changed(text if text is not None and keys else _FRESH, wanted)
    if _judged(file, content, environ).because is Because.OTHER_DESKTOP:
        content = changed(content, {"OnlyShowIn": None, "NotShowIn": None})
    _write(file, content)
    return standing(places, environ)


def switch_off(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Have nothing of ours start at login, and give what the system then says.

    Our file goes; where it was edited, or hides one for the whole system, it stays and says Hidden.
    """
    file = _file(places, environ)
    text = _read(file)
    system = _first(_folders(environ)[1:], places, environ)
    hides = system is not None and system.state is not State.OFF
    if hides or (text is not None and not keys_of(text).keys() <= _OWN_KEYS):
        _write(file, changed(_FRESH if text is None else text, {"Hidden": "true"}))
    elif text is not None:
        try:
            file.unlink()
            sync_folder(file.parent)
        except OSError as error:
            raise failure("remove", file, error) from error
    return standing(places, environ)


def _first(folders: Sequence[Path], places: Places, environ: Mapping[str, str]) -> Standing | None:
    """What the file of our name says in the first of these folders that has one: it hides the others."""
    for folder in folders:
        text = _read(folder / _name(places))
        if text is not None:
            return _judged(folder / _name(places), text, environ)
    return None


def others(places: Places, environ: Mapping[str, str]) -> Iterator[Standing]:
    """Files of other names that start this home's resident; an unreadable one starts nothing."""
    seen = {_name(places)}
    for folder in _folders(environ):
        for name in _entries(folder):
            if name in seen:
                continue
            seen.add(name)
            try:
                text = _text(folder / name, "replace")
            except OSError:
                continue
            found = _judged(folder / name, text, environ)
            if found.state is State.ON and core.starts_us(found.command, own_home(places)):
                yield found


def _entries(folder: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".desktop"))  # noqa: PTH208
    except OSError:
        return []


def _judged(file: Path, text: str, environ: Mapping[str, str]) -> Standing:
    desktops = [name for name in environ.get("XDG_CURRENT_DESKTOP", "").split(":") if name]
    return core.standing_of(str(file), text, desktops, lambda program: startable(program, environ))


def _folders(environ: Mapping[str, str]) -> list[Path]:
    """The user's autostart folder, then the system's in their order; relative ones do not count."""
    own = environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(own):  # noqa: PTH117 - of a text that may be empty
        own = os.path.join(os.path.expanduser("~"), ".config")  # noqa: PTH111, PTH118
    system = environ.get("XDG_CONFIG_DIRS", "") or "/etc/xdg"
    return [Path(one, "autostart") for one in (own, *system.split(":")) if one.startswith("/")]


def _file(places: Places, environ: Mapping[str, str]) -> Path:
    return _folders(environ)[0] / _name(places)


def _name(places: Places) -> str:
    return f"{own_name(places)}.desktop"


def _read(file: Path) -> str | None:
    """The file's text, None where there is none; what is not UTF-8 in it survives being written again."""
    try:
        return _text(file, "surrogateescape")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise failure("read", file, error) from error


def _write(file: Path, content: str) -> None:
    replace_file(file, content.encode("utf-8", "surrogateescape"))


def _text(file: Path, odd: str) -> str:
    return read_at_once(file).decode(errors=odd).replace("\r\n", "\n")
