"""One resident a home, also where those who start and ask it were given different runtime folders."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, Done, one_line, run, start, wait_until

from backbreak.door.occupant import occupant


@pytest.fixture
def login(tmp_path: Path) -> dict[str, str]:
    """The environment of a login, with a home and a runtime folder."""
    folders = {"HOME": "home", "XDG_RUNTIME_DIR": "run"}
    for name, below in (("CONFIG", ".config"), ("DATA", ".local/share"), ("STATE", ".local/state")):
        folders[f"XDG_{name}_HOME"] = f"home/{below}"
    for folder in ("home", "run", "shell"):
        (tmp_path / folder).mkdir(mode=0o700)
    return {name: str(tmp_path / folder) for name, folder in folders.items()}


@pytest.fixture
def shell(login: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The same user in a shell with another runtime folder."""
    return login | {"XDG_RUNTIME_DIR": str(tmp_path / "shell")}


@contextmanager
def resident(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    program = start(**env)
    try:
        wait_until(lambda: run("status", **env).code == 0, "the resident")
        yield program
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=PATIENCE_S)


def lock_of(env: dict[str, str]) -> Path:
    return Path(env["XDG_STATE_HOME"], "backbreak", "resident.lock")


def refused(done: Done) -> bool:
    return done.code == 1 and done.out == "" and one_line(done.err) and "runs already" in done.err


def test_a_start_with_another_runtime_folder_hands_over_to_the_one_that_runs(
    login: dict[str, str], shell: dict[str, str]
) -> None:
    with resident(login) as program:
        again = run(**shell)
        assert (again.code, again.err) == (0, "")
        assert "Next break at" in again.out  # there is no display for a panel, so the status is told
        told = run("status", "--json", **shell)
        assert (told.code, told.json["running"]) == (0, True)
        checks = {one["name"]: one for one in run("doctor", "--json", **shell).json["checks"]}
        assert login["XDG_RUNTIME_DIR"] in checks["resident"]["text"]
        assert str(program.pid) in checks["resident"]["text"]
        assert run("quit", **shell).code == 0
        program.wait(PATIENCE_S)
    assert run("status", **shell).code == 3


def test_where_its_door_cannot_be_reached_a_second_one_says_who_runs_and_ends(
    login: dict[str, str], shell: dict[str, str]
) -> None:
    with resident(login) as program:
        found = occupant(lock_of(login))
        assert found is not None
        found.door.rename(found.door.with_name("away.sock"))
        second = run(**shell)
        assert refused(second)
        assert f"process {program.pid}, and does not answer at {found.door}: end it" in second.err
        checks = {one["name"]: one for one in run("doctor", "--json", **shell).json["checks"]}
        assert checks["resident"]["command"] == f"kill {program.pid}"


def test_one_on_another_machine_is_named(login: dict[str, str]) -> None:
    lock = lock_of(login)
    lock.parent.mkdir(parents=True)
    lock.write_text(json.dumps({"pid": 4711, "host": "loft", "door": "/run/user/7/backbreak/door.sock"}))
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = run(**login)
    assert refused(second)
    assert "on loft as process 4711" in second.err


def test_one_that_was_killed_keeps_nobody_out(login: dict[str, str], shell: dict[str, str]) -> None:
    with resident(login) as program:
        program.kill()
        program.wait()
        assert occupant(lock_of(login)) is not None
        assert run("status", **shell).code == 3
    with resident(shell):
        found = occupant(lock_of(login))
        assert found is not None and found.door.is_relative_to(shell["XDG_RUNTIME_DIR"])
    assert lock_of(login).read_bytes() == b""


def test_a_home_whose_path_is_too_long_for_a_door_has_one_resident(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    places = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir(mode=0o700)
        places.append({"XDG_RUNTIME_DIR": str(tmp_path / name)})
    first = start("--home", home, **places[0])
    try:
        wait_until(lambda: run("status", "--home", home, **places[0]).code == 0, "the resident")
        assert run("--home", home, **places[1]).code == 0
        assert not list(Path(places[1]["XDG_RUNTIME_DIR"]).rglob("*.sock"))
    finally:
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=PATIENCE_S)


def test_a_lock_that_cannot_be_had_is_no_reason_to_remind_nobody(login: dict[str, str]) -> None:
    lock_of(login).mkdir(parents=True)
    with resident(login):
        assert "resident.lock" in lock_of(login).with_name("backbreak.log").read_text()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"pid": 1}', '{"pid":1,"host":"","door":7}', "\udcff"])
def test_a_lock_that_says_nothing_of_use_leads_nowhere(tmp_path: Path, content: str) -> None:
    (tmp_path / "resident.lock").write_bytes(os.fsencode(content))
    assert occupant(tmp_path / "resident.lock") is None
    assert occupant(tmp_path) is None


def test_a_lock_somebody_has_written_into_is_taken_all_the_same(login: dict[str, str]) -> None:
    lock_of(login).parent.mkdir(parents=True)
    lock_of(login).write_text("mine " * 1000)
    assert run("status", **login).code == 3
    with resident(login) as program:
        found = occupant(lock_of(login))
        assert found is not None and found.pid == program.pid
