"""Xwayland: an X server that sees only some of the input and of the windows, and so is not believed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.harness import wait_until
from desktop.harness.processes import Processes
from desktop.x11 import run

from backbreak.resident.presence.x11_idle import X11Idle
from backbreak.resident.quiet.fullscreen import FullScreen
from backbreak.resident.x11.display import Display
from backbreak.resident.x11.selection import TrayOwner

pytestmark = pytest.mark.refuses_root  # sway does


@pytest.fixture
def xwayland(tmp_path: Path) -> Iterator[str]:
    """The display of the Xwayland that a compositor without a screen has started."""
    (tmp_path / "logs").mkdir()
    # The names of sockets have room for a hundred letters, which a test's own folder may use up.
    runtime = tempfile.mkdtemp(prefix="xwayland-", dir="/tmp")
    told = tmp_path / "display"
    (tmp_path / "config").write_text(f"xwayland force\nexec sh -c 'echo $DISPLAY > {told}'\n")
    processes = Processes(tmp_path / "logs")
    env = {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": runtime,
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
    }
    try:
        processes.spawn(["sway", "-c", tmp_path / "config"], env=env)
        wait_until(lambda: told.exists() and told.read_text().endswith("\n"), "the compositor has a display")
        yield told.read_text().strip()
    finally:
        processes.close()
        shutil.rmtree(runtime, ignore_errors=True)


def test_xwayland_is_refused_where_the_whole_desktop_is_needed_and_asked_for_a_tray(xwayland: str) -> None:
    async def story() -> None:
        display = Display({"DISPLAY": xwayland})
        for source in (X11Idle(display, lambda why: None), FullScreen(display)):
            assert await source.unavailable() == (
                "the X server is Xwayland, which does not see the whole desktop"
            )
        assert await TrayOwner(display).owner() == 0
        display.close()

    run(story)
