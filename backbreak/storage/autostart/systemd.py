"""Starting with the desktop by a unit of the user's systemd: read from its folders, and changed by one unit.

The folders say what a login will do, whether or not a systemd runs; where one does, it is asked as well and
has the last word. Only the unit of our own name is ever written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from backbreak.core.autostart import Because, Kind, Standing, State, starts_us
from backbreak.core.systemd_unit import TARGET, command_of, targets_of, unit_text, with_command
from backbreak.storage.durable import replace_file
from backbreak.storage.failures import StorageError, failure
from backbreak.storage.places import Places, make_private, sync_folder

from .program import AutostartError, own_command, own_home, own_name, startable

PATIENCE_S = 3.0


def standing(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Read back what systemd does when the desktop is there."""
    file = _found(places, environ)
    if file is None:
        return next(others(places, environ), Standing(State.OFF, kind=Kind.SYSTEMD))
    if _is_masked(file):
        return Standing(State.OFF, Because.MASKED, str(file), kind=Kind.SYSTEMD)
    command = command_of(_read(file))
    if not _wanted(places, environ):
        found = Standing(State.OFF, None, str(file), command, Kind.SYSTEMD)
        return next(others(places, environ), found)
    return _judged(Standing(State.ON, None, str(file), command, Kind.SYSTEMD), environ)


def switch_on(places: Places, program: Sequence[str], environ: Mapping[str, str] = os.environ) -> Standing:
    """Write the unit, have its targets want it, and give what the system then says."""
    if not manager_runs(environ):
        raise AutostartError("no systemd of yours runs here that would start a unit; leave out --systemd")
    file, command = _file(places, environ), own_command(places, program)
    if _is_masked(file):
        file.unlink()
    old = _read(file) if file.exists() else None
    text = unit_text(command) if old is None else with_command(old, command)
    if text != old and (old is None or command_of(old) != command):
        replace_file(file, text.encode())
    for target in targets_of(_read(file)):
        _want(file, file.parent / f"{target}.wants")
    _ask(environ, "daemon-reload")
    return standing(places, environ)


def switch_off(places: Places, environ: Mapping[str, str] = os.environ) -> Standing:
    """Have no target want it; the unit goes too, unless somebody has edited it."""
    file = _file(places, environ)
    links = [link for link in _links(places, environ) if link.parent.parent == file.parent]
    own = file.is_file() and not _is_masked(file) and _read(file) == _as_we_write_it(file)
    gone = [*links, *([file] if own else [])]
    for path in gone:
        try:
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
        except OSError as error:
            raise failure("remove", path, error) from error
    if gone:
        _ask(environ, "daemon-reload")
    return standing(places, environ)


def others(places: Places, environ: Mapping[str, str] = os.environ) -> Iterator[Standing]:
    """Units of other names that start this home's resident, and are wanted."""
    seen = {f"{own_name(places)}.service"}
    for folder in _folders(environ):
        for link in sorted(folder.glob("*.wants/*.service")):
            if link.name in seen:
                continue
            seen.add(link.name)
            try:
                command = command_of(_read(link))
            except StorageError:
                continue
            if starts_us(command, own_home(places)):
                yield Standing(State.ON, None, str(link), command, Kind.SYSTEMD)


def manager_runs(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a systemd of the user's is there to start anything."""
    run = environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return Path(run, "systemd", "private").exists()


def _judged(found: Standing, environ: Mapping[str, str]) -> Standing:
    """What becomes of a unit that is wanted."""
    if not found.command:
        return replace(found, state=State.GONE, because=Because.NO_COMMAND)
    if not startable(found.command[0], environ):
        return replace(found, state=State.GONE, because=Because.NO_PROGRAM)
    if not manager_runs(environ):
        return replace(found, state=State.DISABLED, because=Because.NO_MANAGER)
    name = Path(str(found.file)).name
    found = replace(found, says=_ask(environ, "is-enabled", name) or None)
    if found.says in ("masked", "masked-runtime"):
        return replace(found, state=State.OFF, because=Because.MASKED)
    seen = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    if seen and _ask(environ, "is-active", TARGET) == "inactive":
        return replace(found, state=State.DISABLED, because=Because.NO_TARGET)
    return found


def _ask(environ: Mapping[str, str], *words: str) -> str:
    """What systemctl says, "" where there is none or it does not answer."""
    command = ["systemctl", "--user", *words]
    try:
        done = subprocess.run(
            command, env=dict(environ), capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def _folders(environ: Mapping[str, str]) -> list[Path]:
    """Where systemd looks for units of the user, the first wins."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path's raises where there is no home
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    run = Path(environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    own = [config / "systemd" / "user", Path("/etc/systemd/user"), run / "systemd" / "user"]
    vendors = (data, Path("/usr/local/lib"), Path("/usr/lib"))
    return [*own, Path("/run/systemd/user"), *(folder / "systemd" / "user" for folder in vendors)]


def _file(places: Places, environ: Mapping[str, str]) -> Path:
    return _folders(environ)[0] / f"{own_name(places)}.service"


def _found(places: Places, environ: Mapping[str, str]) -> Path | None:
    """The unit that counts, if there is one."""
    name = f"{own_name(places)}.service"
    return next((folder / name for folder in _folders(environ) if os.path.lexists(folder / name)), None)


def _links(places: Places, environ: Mapping[str, str]) -> list[Path]:
    """By what it is wanted."""
    name = f"{own_name(places)}.service"
    return [link for folder in _folders(environ) for link in folder.glob(f"*.wants/{name}")]


def _wanted(places: Places, environ: Mapping[str, str]) -> bool:
    return bool(_links(places, environ))


def _want(file: Path, folder: Path) -> None:
    link = folder / file.name
    try:
        make_private(folder)
        if not link.is_symlink():
            link.symlink_to(file)
            sync_folder(folder)
    except OSError as error:
        raise failure("write", link, error) from error


def _is_masked(file: Path) -> bool:
    return os.path.realpath(file) == os.devnull or (file.exists() and not file.stat().st_size)


def _as_we_write_it(file: Path) -> str | None:
    try:
        return unit_text(command_of(_read(file)))
    except ValueError:
        return None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise failure("read", file, error) from error
