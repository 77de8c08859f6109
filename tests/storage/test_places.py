"""Places: the promised folders, their privacy, and sockets whose path would be too long."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from backbreak.core.errors import BackbreakError
from backbreak.storage.places import Places, make_private, places_for, resource

VARIABLES = {"XDG_CONFIG_HOME": "c", "XDG_DATA_HOME": "d", "XDG_STATE_HOME": "s", "XDG_RUNTIME_DIR": "r",
             "XDG_CONFIG_DIRS": "e"}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_portable_home_holds_everything(tmp_path: Path) -> None:
    places = places_for(tmp_path)
    assert places == Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "run")
    assert places.settings_file == tmp_path / "config" / "settings.toml"
    assert places.site_settings_file is None
    assert places.journal_dir() == tmp_path / "data" / "journal"
    assert places.state_file == tmp_path / "state" / "state.json"
    assert places.hooks_dir == tmp_path / "config" / "hooks"
    assert places.exercises_dir == tmp_path / "data" / "exercises"


def test_a_relative_home_is_the_same_wherever_the_program_goes(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert places_for(Path("here/../there")).data == tmp_path / "there" / "data"


def test_the_default_places_are_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in VARIABLES.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    places = places_for(None)
    wanted = [tmp_path / folder / "backbreak" for folder in "cdsre"]
    assert [places.config, places.data, places.state, places.run, places.site] == wanted
    assert places.site_settings_file == tmp_path / "e" / "backbreak" / "settings.toml"


def test_no_runtime_folder_is_no_reason_to_warn_anybody(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)  # warnings are errors here
    assert places_for(None).run.name == "backbreak"


def test_a_journal_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    places = places_for(tmp_path)
    assert places.journal_dir("/mnt/synced") == Path("/mnt/synced")
    assert places.journal_dir("~/synced") == Path("/somewhere/synced")
    assert places.journal_dir("mine") == tmp_path / "data" / "mine"
    assert places.journal_dir("~no-such-user/x") == tmp_path / "data" / "~no-such-user" / "x"


def test_asking_creates_nothing_and_ensuring_creates_private_folders(tmp_path: Path) -> None:
    home = tmp_path / "not" / "yet"
    places = places_for(home)
    assert not home.exists()
    places.ensure()
    for folder in (home.parent, home, places.config, places.data, places.state, places.run):
        assert mode(folder) == 0o700
    places.ensure()


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "data"
    shared.mkdir()
    shared.chmod(0o755)
    places_for(tmp_path).ensure()
    assert mode(shared) == 0o755


@pytest.mark.parametrize("way", ["state", "."])
def test_a_file_in_the_way_is_located(tmp_path: Path, way: str) -> None:
    home = tmp_path / "home"
    if way == ".":
        home.write_text("")
    else:
        home.mkdir()
        (home / way).write_text("")
    with pytest.raises(BackbreakError, match=r"cannot create the folder /.*move what is in the way"):
        places_for(home).ensure()


def test_two_who_create_at_once_both_succeed(tmp_path: Path) -> None:
    code = ("import sys; from pathlib import Path; from backbreak.storage.places import make_private\n"
            "sys.stdin.readline()\nfor i in range(100): make_private(Path(sys.argv[1]) / str(i) / 'a' / 'b')")
    crowd = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE)
             for _ in range(3)]
    for one in crowd:
        one.communicate(b"go\n")
    assert [one.returncode for one in crowd] == [0, 0, 0]


@pytest.mark.parametrize("length", [60, 106, 107, 108, 109, 200, 1000])
def test_the_socket_path_always_fits_the_system(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/4711")
    base = Path("/h")
    while len(str(base / "run" / "door.sock")) + 100 < length:
        base /= "x" * 90
    base /= "y" * (length - len(str(base / "run" / "door.sock")) - 1)
    places = places_for(base)
    assert len(str(places.run / "door.sock")) == length
    path = places.socket_path
    assert len(os.fsencode(path)) + 1 <= 108
    assert (path == places.run / "door.sock") is (length < 108)
    if length >= 108:
        assert path.parent == Path("/run/user/4711/backbreak")
        other = places_for(base.with_name("z" * len(base.name)))
        assert other.socket_path != path
        assert places_for(base).socket_path == path


def test_a_runtime_folder_that_is_too_long_itself_is_passed_over(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("r" * 100)))
    path = places_for(tmp_path / ("h" * 100)).socket_path
    assert path.parent == Path(f"/tmp/backbreak-{os.getuid()}")


def test_a_long_home_can_be_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "r"))
    places = places_for(tmp_path / ("h" * 200))
    places.ensure()
    assert mode(places.socket_path.parent) == 0o700


def test_a_runtime_folder_others_may_write_to_is_refused(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as short:  # a socket must fit into it, and tmp_path may be too long
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        Path(short, "backbreak").mkdir()
        Path(short, "backbreak").chmod(0o777)
        with pytest.raises(BackbreakError, match="is not yours alone"):
            places_for(tmp_path / ("h" * 200)).ensure()


def test_resources_are_found_and_a_missing_one_is_named() -> None:
    with pytest.raises(BackbreakError, match=r"resources/no-such-thing is missing from the program"):
        resource("no-such-thing")


def test_a_read_only_place_is_located() -> None:
    with pytest.raises(BackbreakError, match=r"cannot create the folder /proc/backbreak/x: "):
        make_private(Path("/proc/backbreak/x"))


def test_a_fleets_file_counts_behind_the_folders_that_desktops_put_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name / "backbreak" for name in ("xdg-desk", "xdg")]
    monkeypatch.setenv("XDG_CONFIG_DIRS", ":".join(str(folder.parent) for folder in folders))
    assert places_for(None).site == folders[1]  # nothing is there yet
    for wanted in (1, 0):
        folders[wanted].mkdir(parents=True)
        (folders[wanted] / "settings.toml").touch()
        assert places_for(None).site == folders[wanted]
