"""What holds for every test: the machine's own desktop, folders and buses are out of reach."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

DESKTOP_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS")
FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "run",
}

# Before Qt or a D-Bus library is first imported: whoever runs the tests must not see their windows. Sentences
# and numbers are compared as in English, and pictures as they are without the machine's own scale and theme.
machines = [one for one in os.environ if one.startswith(("LC_", "QT_"))]
for name in (*DESKTOP_VARIABLES, *machines, "LANGUAGE"):
    os.environ.pop(name, None)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANG"] = "C.UTF-8"
# Without the variable the system's own bus would be asked.
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nonexistent/bus"

# How long an example takes is the machine's business, and says nothing of what it shows.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")

COMPUTING = [Path(__file__).parent / name for name in ("core", "fuzz", "workday")]
"""Folders whose tests wait for next to nothing: what takes long there is the machine."""
COMPUTING_S = 600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give computations the time that a slow machine takes for them."""
    for item in items:
        if any(folder in item.path.parents for folder in COMPUTING):
            item.add_marker(pytest.mark.timeout(COMPUTING_S))


SWEPT = pytest.StashKey[int]()
FULL_SWEEP = 100
"""So many tests share one look at everything that is garbage; what is young is looked at after each."""


def pytest_runtest_setup() -> None:
    """Sweep on this thread only, as our windows do: Qt's objects must not die on a test's other threads.

    Python collects garbage on whichever thread happens to allocate. A QTimer that dies on another than its
    own stays in the event loop's list, and the next test that lets events pass crashes.
    """
    gc.disable()


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Sweep between tests."""
    swept = item.config.stash.get(SWEPT, 0) + 1
    item.config.stash[SWEPT] = swept
    gc.collect(1 if swept % FULL_SWEEP else 2)


@pytest.fixture(autouse=True, scope="session")
def a_home_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point HOME and the XDG folders into the temporary folder, for this process and those it starts."""
    base = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in FOLDERS.items():
            path = base / folder
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            patch.setenv(name, str(path))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout these tests belong to."""
    return Path(__file__).parent.parent
