"""The desktop's larger text where Qt does not read it: by the settings portal, live, and never twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from windows.motion.conftest import HERE, Child, said, said_within, started

from backbreak.windows.desktop_settings import LONGEST_ANSWER_MS
from backbreak.windows.text_scale import enlarged, factor, unknown_to_qt
from backbreak.windows.window import Dressed

Read = Callable[[str], Child]


@pytest.fixture
def read(config, children, monkeypatch) -> Read:
    """Start a program whose text is 10 points large."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return lambda how: started(children, HERE / "reader.py", how)


def test_the_desktops_larger_text_is_asked_for_and_followed(portal, read):
    portal(text_scaling_factor=1.5)
    reader = read("live")
    sizes = [said(reader)]
    if sizes == ["10.0"]:  # it was set before there was an answer
        sizes = [said(reader)]
    assert sizes == ["15.0"]
    for factor_now, size in ((2.0, "20.0"), (0.8, "8.0"), (1.0, "10.0")):
        portal(text_scaling_factor=factor_now)
        assert said(reader) == size


def test_an_answer_counts_before_any_event_is_heard_of(portal, read):
    portal(text_scaling_factor=1.5)
    assert said(read("once")) == "15.0"


def test_a_portal_that_talks_nonsense_changes_nothing(portal, read):
    portal(text_scaling_factor="large")
    reader = read("live")
    assert said(reader) == "10.0"
    for nonsense in (30.0, 0.0, -1.5, float("nan"), True, "1.5"):
        portal(text_scaling_factor=nonsense)
    portal(enable_animations=False, text_scaling_factor=1.25)
    assert said(reader) == "12.5"


def test_a_portal_that_hangs_is_waited_for_by_nobody(portal, read):
    portal(text_scaling_factor=1.5)
    portal.hang()
    reader = read("live")
    assert said(reader) == "10.0"
    assert said_within(reader, LONGEST_ANSWER_MS / 1000 + 0.2) is None
    portal.go_on()
    assert said(reader) == "15.0", "late is better than never"


@pytest.mark.usefixtures("bus")
def test_a_desktop_without_a_portal_has_the_usual_text(read):
    reader = read("live")
    assert said(reader) == "10.0"
    assert said_within(reader, 0.5) is None
    assert reader.poll() is None


@pytest.mark.parametrize(
    ("platform", "environ", "ours"),
    [
        ("wayland", {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, True),
        ("wayland-egl", {"XDG_CURRENT_DESKTOP": "sway"}, True),
        ("wayland", {}, True),
        ("xcb", {"XDG_CURRENT_DESKTOP": "GNOME"}, False),  # Xft.dpi has it, also under Xwayland
        ("windows", {}, False),
        ("wayland", {"XDG_CURRENT_DESKTOP": "KDE"}, False),
        ("wayland", {"QT_WAYLAND_FORCE_DPI": "144"}, False),
        ("wayland", {"QT_FONT_DPI": "144"}, False),
        ("wayland", {"QT_SCALE_FACTOR": "1.5"}, False),
        ("wayland", {"QT_SCALE_FACTOR": ""}, True),
    ],
)
def test_text_is_enlarged_where_qt_does_not_do_so_itself(platform, environ, ours):
    assert unknown_to_qt(platform, environ) is ours


@pytest.mark.parametrize("value", [0.49, 3.01, "1.5", None, True, float("nan"), float("inf"), [1.5]])
def test_what_is_no_factor_is_none(value):
    assert factor(value) is None


def test_a_font_that_is_set_in_pixels_grows_too(qapp):
    font = QFont("Inter")
    font.setPixelSize(14)
    assert enlarged(font, 1.5).pixelSize() == 21
    font.setPointSizeF(9)
    assert enlarged(font, 1.5).pointSizeF() == 13.5


def test_a_window_that_shows_grows_with_its_text_unless_it_was_given_a_size(qtbot):
    window = Dressed()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    window.grow(1.5)
    assert window.size() == QSize(600, 450)
    window.grow(1 / 1.5)
    assert window.size() == QSize(400, 300)
    window.resize(500, 400)  # as a person does, and a desktop that tiles
    window.grow(1.5)
    assert window.size() == QSize(500, 400)
