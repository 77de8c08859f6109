"""The house rules that no linter knows. What imports what is import-linter's, in pyproject.toml."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "backbreak"
MOST_LINES = 250

MODULES = sorted(PACKAGE.rglob("*.py"))
CORE_MODULES = sorted((PACKAGE / "core").rglob("*.py"))
EXERCISES = (
    "opposite-arm-leg",
    "opposite-arm-leg-prone",
    "leg-lifts",
    "pelvis-lift",
    "hip-flex",
    "lumbar",
    "obliques",
    "stand-and-stretch",
)
TEXT_SUFFIXES = {".py", ".toml", ".md", ".sh", ".json", ".svg", ".cfg", ".xml", ".desktop", ""}
OURS_THOUGH_HIDDEN = {".ci", ".editorconfig", ".gitignore"}


def name_of(path: Path) -> str:
    """A readable test id."""
    return str(path.relative_to(REPOSITORY))


def our_text_files() -> Iterator[Path]:
    """Every file of the checkout that people read or run, but those that tools made."""
    for path in sorted(REPOSITORY.rglob("*")):
        top = path.relative_to(REPOSITORY).parts[0]
        made_by_a_tool = top in {"build", "dist"} or (top.startswith(".") and top not in OURS_THOUGH_HIDDEN)
        if not made_by_a_tool and path.suffix in TEXT_SUFFIXES and path.is_file():
            yield path


@pytest.mark.parametrize("path", [*MODULES, *sorted((REPOSITORY / "tests").rglob("*.py"))], ids=name_of)
def test_no_file_is_longer_than_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{name_of(path)} has {lines} lines; split it at a seam"


def test_every_folder_of_modules_is_a_package() -> None:
    without = {name_of(path.parent) for path in MODULES if not (path.parent / "__init__.py").exists()}
    assert not without, "without an __init__.py the import rule is not checked there"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_its_place_in_the_story(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{name_of(path)} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_changes_module_level_state(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Global)]


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_reads_no_clock_and_no_file(path: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}:
            # A field or a variable may be called so; asking the type for it is reading the clock.
            if ast.unparse(node.value) in {"datetime", "date", "datetime.datetime", "datetime.date"}:
                found.append(f"{node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"open", "print", "input"}:
            found.append(f"{node.lineno}: {ast.unparse(node.func)}()")
    assert not found


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_has_no_any(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "Any"]


def modules_after_importing(*names: str) -> set[str]:
    """The names in sys.modules of a new interpreter that has imported these modules."""
    code = f"import importlib, json, sys\nfor name in {names!r}: importlib.import_module(name)\n"
    code += "print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def top_names(modules: set[str]) -> set[str]:
    """The packages these modules belong to."""
    return {module.partition(".")[0] for module in modules}


def test_the_resident_imports_no_qt() -> None:
    resident = [
        ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((PACKAGE / "resident").rglob("*.py"))
    ]
    assert "backbreak.resident.app" in resident
    assert not top_names(modules_after_importing(*resident)) & {"PySide6", "shiboken6"}


def test_the_resident_as_it_starts_maps_no_cryptography() -> None:
    loaded = modules_after_importing("backbreak.resident.app")
    assert not loaded & {"ssl", "_ssl", "_hashlib", "multiprocessing"}


def test_a_window_imports_neither_scheduler_nor_bus() -> None:
    loaded = modules_after_importing(
        "backbreak.windows.main",
        "backbreak.windows.application",
        "backbreak.windows.sessions",
        "backbreak.windows.session.window",
    )
    assert not top_names(loaded) & {"apscheduler", "dbus_fast"}


def test_the_command_line_imports_nothing_heavy_before_it_knows_the_command() -> None:
    heavy = {"PySide6", "shiboken6", "apscheduler", "dbus_fast", "tomlkit", "asyncio"}
    assert not top_names(modules_after_importing("backbreak.cli.main")) & heavy


def test_the_resources_are_complete() -> None:
    def table(name: str) -> dict[str, object]:
        return tomllib.loads((REPOSITORY / "resources" / name).read_text(encoding="utf-8"))

    exercises = table("exercises.toml")["exercise"]
    poses = table("poses.toml")["poses"]
    assert isinstance(exercises, list) and isinstance(poses, dict)
    assert tuple(exercise["id"] for exercise in exercises) == EXERCISES
    assert {exercise["pose"] for exercise in exercises} <= set(poses)
    icons = {path.stem for path in (REPOSITORY / "resources" / "icons").glob("*.svg")}
    assert icons >= {"sitting", "due", "paused", "session", "quiet"}


def test_a_wheel_carries_the_resources() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"resources": "backbreak/resources"}


def test_no_window_is_asked_for_its_screen() -> None:
    """PySide6 then deletes the screen with the window: windows/screens.py asks the application."""
    asking = re.compile(r"\w\.screen\(\)")
    windows = (REPOSITORY / "backbreak" / "windows").rglob("*.py")
    found = [name_of(path) for path in windows if asking.search(path.read_text(encoding="utf-8"))]
    assert found == ["backbreak/windows/screens.py"]  # which says why


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_speaks_to_a_network(path: Path) -> None:
    ways = re.compile(
        r"AF_INET|create_connection|open_connection|start_server\(|\b(?:urllib\.request|http\.client|smtplib|ftplib)"
    )
    assert not ways.findall(path.read_text(encoding="utf-8"))


def test_nothing_names_the_place_it_was_written_at() -> None:
    """A path of the machine it was written on would break on every other one."""
    here = str(REPOSITORY)
    assert not [name_of(path) for path in our_text_files() if here in path.read_text(encoding="utf-8")]
