"""Every exercise is left out: no command counts nothing of nothing."""

from pathlib import Path

import pytest
from cli.program import resident, run
from cli.test_queries import PARTS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert run("config", "set", "session.exclude", *PARTS, "--home", tmp_path).code == 0
    return tmp_path


def test_report_and_status_say_what_can_always_be_done(home: Path) -> None:
    told = run("report", "--home", home)
    assert told.code == 0 and "Round 1: you can always stand and stretch\n" in told.out
    with resident(home):
        told = run("status", "--home", home)
    assert told.code == 0 and "Round 1: you can always stand and stretch.\n" in told.out


@pytest.mark.parametrize("query", [("report",), ("plan",), ("session", "--script"), ("simulate",)])
def test_nothing_is_counted(home: Path, query: tuple[str, ...]) -> None:
    told = run(*query, "--home", home)
    assert told.code == 0 and "0 of 0" not in told.out
