"""Queries answer at once, because of what they do not load; tests/bench/queries.py times them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli.program import environment

HEAVY = {
    *("asyncio", "ssl", "hashlib", "_hashlib", "secrets", "shutil", "tempfile", "multiprocessing"),
    *("ast", "dis", "tokenize"),  # what inspect would bring
    *("PySide6", "tomlkit", "dbus_fast", "apscheduler", "jsonschema"),
}
QUERIES = ["status", "why", "exercises", "plan", "log", "report"]
QUERIES += ["config list", "config get look.theme", "autostart"]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_loads_nothing_heavy(tmp_path: Path, name: str) -> None:
    code = "import json, sys; from backbreak.cli.main import main; main(sys.argv[1:]); print(); "
    code += "print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code, *name.split(), "--home", str(tmp_path)],
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


def test_a_module_put_off_is_the_real_one_as_soon_as_something_of_it_is_used() -> None:
    code = "import backbreak.cli, inspect, sys; print('ast' in sys.modules); held = inspect; import inspect; "
    code += "print(inspect.isfunction(held.signature), inspect.cleandoc(' a'), sys.modules['inspect'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert done.stderr == ""
    assert done.stdout.startswith("False\nTrue a <module 'inspect' from ")
