"""The ways of starting at login besides the autostart folder, as far as this machine has what they need."""

from __future__ import annotations

import os
import plistlib
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from backbreak.core.autostart import Because, Kind, State
from backbreak.storage.autostart import AutostartError, agent, registry, systemd
from backbreak.storage.failures import StorageError
from backbreak.storage.places import Places, places_for

PROGRAM = ("/bin/true",)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_for(tmp_path / "home")


class MemoryRegistry:
    """What winreg keeps, kept here."""

    def __init__(self, *programs: str) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}
        self.programs = programs

    def read(self, key: str, name: str) -> object:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str | bytes) -> None:
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)

    def exists(self, program: str) -> bool:
        return program in self.programs


def test_windows_starts_what_the_run_key_says(places: Places) -> None:
    program = (r"C:\Program Files\Python\pythonw.exe", "-m", "backbreak")
    kept = MemoryRegistry(program[0])
    assert registry.standing(places, kept).state is State.OFF
    found = registry.switch_on(places, program, kept)
    assert (found.state, found.kind) == (State.ON, Kind.RUN_KEY)
    assert found.command == (*program, "--home", str(places.config.parent))
    kept.programs = ()
    assert registry.standing(places, kept).because is Because.NO_PROGRAM
    assert registry.switch_off(places, kept).state is State.OFF
    assert not kept.values


def test_what_the_task_manager_switched_off_is_off_until_it_is_switched_on_again(places: Places) -> None:
    kept = MemoryRegistry("b.exe")
    name = Path(str(registry.switch_on(places, ("b.exe",), kept).file).replace("\\", "/")).name
    kept.write(registry.APPROVED, name, bytes([3]) + bytes(11))
    found = registry.standing(places, kept)
    assert (found.state, found.because) == (State.DISABLED, Because.SWITCH)
    assert registry.switch_on(places, ("b.exe",), kept).state is State.ON


@pytest.mark.parametrize(
    "words",
    [
        ["a"],
        ["C:\\a b\\c.exe", "-m", "x"],
        ['say "hi"', "", "end\\"],
        ["a\\\\b", 'c\\"d', "e f\\\\"],
        ["\t", "ü", "a\\ b"],
    ],
)
def test_a_command_line_of_windows_is_split_as_it_was_joined(words: list[str]) -> None:
    assert registry.split_command(subprocess.list2cmdline(words)) == words


def test_a_launch_agent_is_a_property_list_launchd_knows(places: Places, tmp_path: Path) -> None:
    folder = tmp_path / "LaunchAgents"
    assert agent.standing(places, folder, "").state is State.OFF
    found = agent.switch_on(places, PROGRAM, folder)
    assert (found.state, found.kind, found.command[0]) == (State.ON, Kind.LAUNCH_AGENT, "/bin/true")
    (file,) = folder.iterdir()
    kept = plistlib.loads(file.read_bytes())
    assert kept["Label"] == file.stem and kept["Label"].startswith("io.github.backbreak.Backbreak-")
    assert kept["RunAtLoad"] is True and kept["KeepAlive"] == {"SuccessfulExit": False}
    assert kept["ProgramArguments"] == [*PROGRAM, "--home", str(places.config.parent)]
    listed = f'\t"{file.stem}" => disabled\n\t"other" => enabled\n'
    assert agent.standing(places, folder, listed).because is Because.SWITCH
    file.write_bytes(b"<plist>")
    assert agent.standing(places, folder, "").because is Because.NO_COMMAND
    assert agent.switch_off(places, folder).state is State.OFF
    with pytest.raises(StorageError):
        agent.agent("x", ["/bin/\0"])


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    """Folders of our own, and the socket a systemd of the user's has, though nobody answers at it."""
    run = tmp_path / "run"
    (run / "systemd").mkdir(parents=True)
    (run / "systemd" / "private").touch()
    kept = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")}
    return {**kept, "XDG_RUNTIME_DIR": str(run), "PATH": ""}


def units(environ: Mapping[str, str]) -> list[str]:
    folder = Path(environ["XDG_CONFIG_HOME"], "systemd", "user")
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_a_unit_is_written_wanted_and_taken_away(places: Places, environ: Mapping[str, str]) -> None:
    assert systemd.standing(places, environ).state is State.OFF
    found = systemd.switch_on(places, PROGRAM, environ)
    assert (found.state, found.kind) == (State.ON, Kind.SYSTEMD)
    file = Path(str(found.file))
    assert units(environ) == [file.name, f"graphical-session.target.wants/{file.name}"]
    before = file.stat().st_mtime_ns
    assert systemd.switch_on(places, PROGRAM, environ) == found
    assert file.stat().st_mtime_ns == before
    assert systemd.switch_off(places, environ).state is State.OFF
    assert units(environ) == []


def test_an_edited_unit_stays_and_a_masked_one_is_said_to_be(
    places: Places, environ: Mapping[str, str]
) -> None:
    file = Path(str(systemd.switch_on(places, PROGRAM, environ).file))
    file.write_text(file.read_text().replace("RestartSec=5", "RestartSec=9"))
    assert systemd.switch_off(places, environ).state is State.OFF
    assert units(environ) == [file.name] and "RestartSec=9" in file.read_text()
    assert systemd.switch_on(places, ("/bin/false",), environ).command[0] == "/bin/false"
    assert "RestartSec=9" in file.read_text()
    file.unlink()
    file.symlink_to(os.devnull)
    assert systemd.standing(places, environ).because is Because.MASKED
    assert systemd.switch_on(places, PROGRAM, environ).state is State.ON


def test_a_unit_that_nothing_would_start_is_not_on(places: Places, environ: Mapping[str, str]) -> None:
    file = Path(str(systemd.switch_on(places, PROGRAM, environ).file))
    no_manager = {**environ, "XDG_RUNTIME_DIR": str(file.parent)}
    assert systemd.standing(places, no_manager).because is Because.NO_MANAGER
    with pytest.raises(AutostartError, match="no systemd of yours"):
        systemd.switch_on(places, PROGRAM, no_manager)
    systemd.switch_on(places, ("/nowhere/backbreak",), environ)
    assert systemd.standing(places, environ).because is Because.NO_PROGRAM


def test_units_of_other_names_that_start_it_are_seen(places: Places, environ: Mapping[str, str]) -> None:
    folder = Path(environ["XDG_CONFIG_HOME"], "systemd", "user", "default.target.wants")
    folder.mkdir(parents=True)
    unit = folder / "mine.service"
    unit.write_text(f"[Service]\nExecStart=/x/backbreak --home {places.config.parent}\n")
    (folder / "other.service").write_text("[Service]\nExecStart=/x/backbreak\n")
    assert systemd.standing(places, environ).file == str(unit)
    assert systemd.switch_off(places, environ).state is State.ON
