"""Whether a window could open, told without opening one."""

import socket
from pathlib import Path

import pytest

from backbreak.cli.display import no_display


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"WAYLAND_DISPLAY": ""}])
def test_without_a_display_there_is_none(environ: dict[str, str]) -> None:
    assert no_display(environ) == "DISPLAY and WAYLAND_DISPLAY are not set"


def test_a_display_that_is_dead_is_as_good_as_none(tmp_path: Path) -> None:
    assert "DISPLAY=:4711" in str(no_display({"DISPLAY": ":4711"}))
    dead = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert "wayland-9" in str(no_display(dead))


def test_a_compositor_that_answers_is_a_display(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-0"))
        compositor.listen()
        assert no_display({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}) is None


def test_qt_may_be_told_to_draw_into_memory_and_a_far_display_is_believed() -> None:
    assert no_display({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert no_display({"DISPLAY": "far.example:10.0"}) is None
