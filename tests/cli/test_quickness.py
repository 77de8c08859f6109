"""Queries answer before anybody notices: by processor time, and by what they load."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli.program import environment, run

BUDGET_S = 0.1
BARE_S = 0.010
"""What a bare interpreter takes on a machine that has nothing else to do; a busy one is slower at both."""

HEAVY = {
    *("asyncio", "ssl", "hashlib", "_hashlib", "secrets", "shutil", "tempfile", "multiprocessing"),
    *("PySide6", "tomlkit", "dbus_fast", "apscheduler", "jsonschema"),
}
QUERIES = ["status", "why", "exercises", "plan", "log", "report"]


def least_s(*words: str) -> float:
    """The least processor time a Python process of these arguments takes, of a few."""
    seconds = []
    for _ in range(5):
        program = subprocess.Popen(
            [sys.executable, *words],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _pid, status, used = os.wait4(program.pid, 0)
        program.returncode = status
        seconds.append(used.ru_utime + used.ru_stime)
    return min(seconds)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_quick(tmp_path: Path, name: str) -> None:
    run(name, "--home", tmp_path)
    slower = max(1.0, least_s("-c", "pass") / BARE_S)
    assert least_s("-m", "backbreak", name, "--home", str(tmp_path)) < BUDGET_S * slower


def test_a_working_year_is_simulated_in_half_a_second(tmp_path: Path) -> None:
    words = ("simulate", "--days", "250", "--json", "--home", str(tmp_path))
    run(*words)
    slower = max(1.0, least_s("-c", "pass") / BARE_S)
    assert least_s("-m", "backbreak", *words) < 0.5 * slower


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_loads_nothing_heavy(tmp_path: Path, name: str) -> None:
    code = "import json, sys; from backbreak.cli.main import main; main(sys.argv[1:]); print(); "
    code += "print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code, name, "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    loaded = {module.partition(".")[0] for module in json.loads(done.stdout.splitlines()[-1])}
    assert not loaded & HEAVY


def test_a_plain_start_leaves_the_argument_parser_out_of_the_resident() -> None:
    code = "import sys; import backbreak.cli.main, backbreak.cli.commands.bare; "
    code += "print({'argparse', 'gettext', 'asyncio', 'ssl', 'shutil'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert (done.stdout, done.stderr) == ("set()\n", "")
