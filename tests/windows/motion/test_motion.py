"""Whether movement is reduced: by the setting, the desktop's files, and a settings portal that changes."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from backbreak.windows.motion import Motion, reduced

HERE = Path(__file__).parent
BUS_CONFIG = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""

Child = subprocess.Popen[str]
Follow = Callable[[str], Child]


@pytest.fixture
def config(tmp_path, monkeypatch) -> Path:
    """A desktop's settings files, of which there are none yet, and no bus."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "system"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return tmp_path


@pytest.fixture
def children() -> Iterator[ExitStack]:
    """Ends every child process at the end of a test."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def bus(config, children, monkeypatch) -> None:
    """A session bus nobody else is on."""
    (config / "bus.conf").write_text(BUS_CONFIG)
    command = ["dbus-daemon", f"--config-file={config / 'bus.conf'}", "--nofork", "--print-address=1"]
    daemon = children.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    children.callback(daemon.terminate)
    assert daemon.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())


@pytest.fixture
def follow(config, children) -> Follow:
    """Start a process that prints what `Motion` says."""

    def start(setting: str) -> Child:
        return started(children, HERE / "follower.py", setting)

    return start


@pytest.fixture
def portal(bus, children) -> Callable[..., None]:
    """Start a settings portal; calling it gives settings their values."""
    process = started(children, HERE / "fake_portal.py")

    def give(**values: object) -> None:
        assert process.stdin is not None
        process.stdin.write(
            json.dumps({key.replace("_", "-"): value for key, value in values.items()}) + "\n"
        )
        process.stdin.flush()
        assert said(process) == "set"

    return give


def started(children: ExitStack, *command: object) -> Child:
    words = [sys.executable, *(str(word) for word in command)]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    children.enter_context(process)
    children.callback(process.kill)
    return process


def said(process: Child) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_the_users_own_setting_goes_before_whatever_the_desktop_says(config, qapp):
    write(config / "own/gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n")
    assert not reduced("full") and not Motion("full").reduced
    assert reduced("reduced") and Motion("reduced").reduced


def test_a_desktop_that_says_nothing_wants_movement(config):
    assert not reduced("system")


@pytest.mark.parametrize(
    ("name", "text", "less"),
    [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations = false\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("gtk-3.0/settings.ini", "[Other]\ngtk-enable-animations=0\n", False),
        ("kdeglobals", "[General]\nName=x\n\n[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.25\n", False),
        ("kdeglobals", "\udcff[KDE\n=\nAnimationDurationFactor", False),
    ],
)
def test_the_desktops_files_are_known_at_once(config, name, text, less):
    path = config / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(errors="surrogateescape"))
    assert reduced("system") is less


def test_the_users_file_goes_before_the_systems(config):
    write(config / "system/kdeglobals", "[KDE]\nAnimationDurationFactor=0\n")
    assert reduced("system")
    write(config / "own/kdeglobals", "[KDE]\nAnimationDurationFactor=1\n")
    assert not reduced("system")


def test_a_changed_file_is_followed(config, follow):
    path = config / "own/kdeglobals"
    write(path, "[KDE]\nAnimationDurationFactor=1\n")
    follower = follow("system")
    assert said(follower) == "False"
    for factor, less in (("0", "True"), ("0.5", "False")):
        told = None
        while told is None:  # until the follower watches, a change is not seen
            write(path.with_suffix(".new"), f"[KDE]\nAnimationDurationFactor={factor}\n")
            path.with_suffix(".new").replace(path)
            told = said_within(follower, 0.3)
        assert told == less


def said_within(process: Child, seconds: float) -> str | None:
    return said(process) if select.select([process.stdout], [], [], seconds)[0] else None


@pytest.mark.parametrize(
    ("key", "less", "more"),
    [("reduced_motion", 1, 0), ("enable_animations", False, True), ("AnimationDurationFactor", "0", "0.5")],
)
def test_the_settings_portal_is_asked_and_followed(portal, follow, key, less, more):
    portal(**{key: less})
    follower = follow("system")
    assert said(follower) == "False"  # at once, before anything was asked
    assert said(follower) == "True"
    portal(**{key: more})
    assert said(follower) == "False"
    portal(**{key: less})
    assert said(follower) == "True"


def test_a_bus_without_a_portal_is_no_error(bus, follow):
    follower = follow("system")
    assert said(follower) == "False"
    assert said_within(follower, 0.5) is None
    assert follower.poll() is None
