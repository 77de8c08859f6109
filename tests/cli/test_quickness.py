"""Queries answer at once, because of what they do not load; tests/bench/queries.py times them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli.program import environment

from backbreak.cli.manual.book import page_of
from backbreak.cli.table import commands

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


EVERY_COMMAND = """
import contextlib, io, json, sys
from backbreak.cli.main import main
codes = {}
for line in json.loads(sys.argv[2]):
    out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        codes[line] = main([*line.split(), "--home", sys.argv[1]])
        codes[line + " --help"] = main([*line.split()[:1], "--help"])
        codes[line + " --nonsense"] = main([*line.split()[:1], "--nonsense"])
print(json.dumps([codes, sorted({"PySide6", "shiboken6", "apscheduler", "dbus_fast"} & sys.modules.keys())]))
"""
WORDS = {
    "session": "session --script",
    "exercises": "exercises list",
    "config": "config set look.theme dark",
    "journal": "journal where",
    "simulate": "simulate --days 2",
    "completion": "completion fish",
}


def test_no_command_loads_a_toolkit_where_it_opens_no_window_and_all_end_as_promised(tmp_path: Path) -> None:
    names = [name for name, command in commands().items() if command.listed]
    lines = [WORDS.get(name, name) for name in names]
    done = subprocess.run(
        [sys.executable, "-c", EVERY_COMMAND, str(tmp_path), json.dumps(lines)],
        capture_output=True, text=True, check=True, env=environment(),
    )  # fmt: skip
    codes, toolkits = json.loads(done.stdout)
    assert toolkits == ["dbus_fast"]  # doctor's, which looks at the bus
    for name, line in zip(names, lines, strict=True):
        page = page_of(name)
        needs_resident = page is not None and 3 in dict(page.codes)
        opens_window = name in ("history", "settings", "welcome")
        assert codes[line] == (3 if needs_resident else 1 if opens_window else 0), line
        assert (codes[f"{line} --help"], codes[f"{line} --nonsense"]) == (0, 2)
