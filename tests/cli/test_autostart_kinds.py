"""Of the ways a Linux desktop has of starting it, one is on at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.autostart_desk import Desk
from cli.program import one_line


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_by_systemd_is_refused_where_none_would_start_it_and_words_must_fit(desk: Desk) -> None:
    refused = desk.run("on", "--systemd", XDG_RUNTIME_DIR=str(desk.base))
    assert (refused.code, refused.out) == (1, "")
    assert one_line(refused.err)
    assert "systemd" in refused.err
    assert not list(desk.base.iterdir())
    for words in (("off", "--xdg"), ("on", "--xdg", "--systemd")):
        mistaken = desk.run(*words)
        assert mistaken.code == 2
        assert one_line(mistaken.err)


def test_of_two_ways_the_one_that_is_asked_for_stays(desk: Desk) -> None:
    (desk.base / "run" / "systemd").mkdir(parents=True)
    (desk.base / "run" / "systemd" / "private").touch()
    env = {"XDG_RUNTIME_DIR": str(desk.base / "run"), "PATH": ""}
    unit = desk.base / "config" / "systemd" / "user" / "backbreak.service"
    assert desk.run("on", **env).code == 0
    by_unit = desk.run("on", "--systemd", **env)
    assert (by_unit.code, by_unit.err) == (0, "")
    assert by_unit.out.startswith("on: systemd starts ")
    assert not list(desk.own.iterdir())
    assert desk.run("on", **env).out == by_unit.out
    desk.entry(desk.own, f"Exec={desk.program()}", name="mine.desktop")
    told = desk.run("status", **env).out
    assert "also started by" in told and "mine.desktop" in told
    assert desk.run("status", "--json", **env).json["also"] == [str(desk.own / "mine.desktop")]
    (desk.own / "mine.desktop").unlink()
    assert desk.run("on", "--xdg", **env).out.startswith(f"on: {desk.own}/backbreak.desktop starts ")
    assert not unit.exists()
    assert desk.run("off", **env).code == 0
    assert desk.state(**env) == ("off", None)
