"""Where everything lies: the folders of this user, or those of a portable home, and the program's resources.

Nothing is created by asking; `ensure` creates what is missing, for this user's eyes only.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from .failures import StorageError, failure

NAME = "backbreak"
CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_SUN_PATH = 104 if sys.platform == "darwin" else 108  # bytes of a socket's address, the closing NUL included


@dataclass(frozen=True, slots=True)
class Places:
    """The four folders of one home, and what lies in them; `site` is a fleet's folder of defaults, if any."""

    config: Path
    data: Path
    state: Path
    run: Path
    site: Path | None = None

    @property
    def settings_file(self) -> Path:
        """The user's own settings."""
        return self.config / "settings.toml"

    @property
    def site_settings_file(self) -> Path | None:
        """The fleet's defaults; a portable home has none."""
        return self.site and self.site / "settings.toml"

    @property
    def hooks_dir(self) -> Path:
        """Executables named after events."""
        return self.config / "hooks"

    @property
    def exercises_dir(self) -> Path:
        """The user's own exercise packs."""
        return self.data / "exercises"

    def journal_dir(self, folder: str = "") -> Path:
        """The folder of journal files; `folder` is the setting, a relative one lies in the data folder."""
        if not folder:
            return self.data / "journal"
        return self.data / os.path.expanduser(folder)  # noqa: PTH111 - Path's raises where there is no home

    @property
    def state_file(self) -> Path:
        """The cycle between two runs."""
        return self.state / "state.json"

    @property
    def identity_file(self) -> Path:
        """This device's name among those that share a journal."""
        return self.state / "identity.json"

    @property
    def journal_lock(self) -> Path:
        """Held while a line is added to the journal."""
        return self.state / "journal.lock"

    @property
    def waiting_journal(self) -> Path:
        """Lines that are to go into the journal as soon as its folder is there again."""
        return self.state / "journal-waiting.jsonl"

    @property
    def settings_lock(self) -> Path:
        """Held while the settings are changed."""
        return self.state / "settings.lock"

    @property
    def resident_lock(self) -> Path:
        """Held by the resident for as long as it runs; it says where its door is."""
        return self.state / "resident.lock"

    @property
    def log_file(self) -> Path:
        """What the resident has to tell to those who look for a fault."""
        return self.state / "backbreak.log"

    @property
    def socket_path(self) -> Path:
        """The door: in `run`, or under a hashed name where the system takes so long a path."""
        usual = self.run / "door.sock"
        if _fits(usual):
            return usual
        name = f"{NAME}-{_digest(usual)}.sock"
        shared = _user_folders().run / name
        return shared if _fits(shared) else Path("/tmp") / f"{NAME}-{os.getuid()}" / name

    def ensure(self) -> None:
        """Create the folders that are missing, 0700; StorageError says which one could not be had."""
        for folder in (self.config, self.data, self.state):
            make_private(folder)
        self.ensure_door()

    def ensure_door(self) -> None:
        """Create the folders of the door alone, 0700; StorageError where they cannot be had."""
        make_private(self.run)
        door = self.socket_path.parent
        if door != self.run or self.site is not None:
            make_private(door)
            _refuse_foreign(door)


def places_for(home: Path | None) -> Places:
    """Give the places of a portable home, or with None those of this user."""
    if home is None:
        return _user_folders()
    root = Path(os.path.abspath(os.path.expanduser(home)))  # noqa: PTH100, PTH111 - without a home it is a name
    return Places(root / "config", root / "data", root / "state", root / "run")


def _user_folders() -> Places:
    import warnings

    import platformdirs  # only here: it brings a dozen modules, and a portable home needs none of them

    with warnings.catch_warnings(action="ignore"):  # it tells about /tmp where there is no runtime folder
        run = platformdirs.user_runtime_path(NAME, appauthor=False)
    return Places(
        platformdirs.user_config_path(NAME, appauthor=False),
        platformdirs.user_data_path(NAME, appauthor=False),
        platformdirs.user_state_path(NAME, appauthor=False),
        run,
        _site_folder(platformdirs.site_config_dir(NAME, appauthor=False, multipath=True)),
    )


def _site_folder(folders: str) -> Path:
    """Of the system's folders, the most important one with settings in it; else the last, as /etc/xdg is.

    Desktops put folders of their own before that one, and a fleet's file is to count on all of them.
    """
    known = [Path(folder) for folder in folders.split(os.pathsep)]
    return next((one for one in known if os.path.exists(one / "settings.toml")), known[-1])  # noqa: PTH110


def resource(name: str) -> Path:
    """Give the path of one of the program's own files: inside the package (a wheel), else beside it."""
    package = Path(__file__).parent.parent
    for folder in (package / "resources", package.parent / "resources"):
        if (folder / name).exists():
            return folder / name
    missing = package / "resources" / name
    raise StorageError("%(file)s is missing from the program; install it again", file=missing)


def make_private(folder: Path) -> None:
    """Create a folder and its missing parents for this user only; one that exists stays as it is."""
    try:
        _make(folder)
    except OSError as error:
        raise failure("create the folder", folder, error) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        if folder.parent == folder:
            raise
        _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        if not folder.is_dir():
            raise
        return
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk; a name is not its file's content."""
    if os.name == "nt":  # folders cannot be opened there, and names are written through
        return
    handle = os.open(folder, os.O_RDONLY | CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_foreign(folder: Path) -> None:
    """Where everybody may write (/tmp, at worst) somebody else may have been there first."""
    found, above = folder.lstat(), folder.parent.stat()
    if (not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022
            or above.st_uid not in (0, os.getuid())):
        told = "%(folder)s is not yours alone; set XDG_RUNTIME_DIR to a folder of yours"
        raise StorageError(told, folder=folder)


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) < _SUN_PATH


def _digest(path: Path) -> str:
    """Sixteen hex digits of FNV-1a: keeps the homes of one user apart, and needs no library."""
    digest = 0xCBF29CE484222325
    for byte in os.fsencode(path):
        digest = (digest ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{digest:016x}"
