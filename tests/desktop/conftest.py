"""Gives every test here a desktop of its own, and keeps a picture and the logs of one that failed."""

from __future__ import annotations

import faulthandler
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from desktop.harness import Desktop

REAL_TIME = ("test_sound_session", "test_real_time")

LIMIT_S = 240
"""How long a test may take here unless it says so itself: ten times what it does on a machine at rest."""
STACKS_BEFORE_S = 20
"""So long before a test's limit all stacks are told, where no signal could end it and tell of it."""

KEPT = Path("build") / "desktop-failures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder, so that `make test` leaves them out.

    What takes minutes, because it is about real time, goes on beside the others; those come one by one.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.desktop)
            beside = any(name in item.nodeid for name in REAL_TIME)
            item.add_marker(pytest.mark.xdist_group("real time" if beside else "one"))
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(LIMIT_S))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Have the stacks told shortly before the test's own limit, not before that of all other tests."""
    stderr = item.config.stash.get(fault_handler_stderr_fd_key, None)
    limit = item.get_closest_marker("timeout")
    if limit is not None and stderr is not None:
        faulthandler.dump_traceback_later(limit.args[0] - STACKS_BEFORE_S, file=stderr)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """Let the fixture see whether its test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture
def bare_desktop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    """A desktop that the test itself opens, with or without a tray and a notification server."""
    desktop = Desktop(tmp_path)
    try:
        yield desktop
        if request.node.stash.get(FAILED, False):
            try:
                keep(desktop, request.node.name)
            except OSError as error:  # a plain user may read this checkout and not write into it
                print(f"nothing of the failure could be kept: {error}")
    finally:
        desktop.close()


@pytest.fixture
def desktop(bare_desktop: Desktop) -> Desktop:
    """A desktop with everything on it."""
    bare_desktop.open()
    return bare_desktop


def keep(desktop: Desktop, name: str) -> None:
    """Leave what explains a failure in build/desktop-failures."""
    folder = KEPT / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(desktop.folder / "logs", folder)
    for log in desktop.home.glob("state/*.log"):
        shutil.copy(log, folder / f"home-{log.name}")
    if (desktop.folder / "screen" / "Xvfb_screen0").exists():
        desktop.screenshot(folder / "screen.png")
