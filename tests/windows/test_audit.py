"""Every window, as a keyboard, a screen reader, other palettes, larger type and another script meet it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot
from scenes import SCENES, UNSEEN
from scenes.stage import Stage, settle, strike
from windows import auditing as audit
from windows import painted

from backbreak.windows import roles
from backbreak.windows.history.chart import Chart
from backbreak.windows.look import load_fonts, palette_of, qt_palette
from backbreak.windows.main import programs
from backbreak.windows.measures import FADE_MS
from backbreak.windows.palettes import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support")

AUDITED = [name for name, scene in SCENES.items() if scene.audited]
ROLE = QAccessible.Role
NOTHING_TO_SAY = (ROLE.NoRole, ROLE.Client, ROLE.Pane, ROLE.LayeredPane, ROLE.Indicator, ROLE.Whitespace)
RUNNING = QAbstractAnimation.State.Running
LARGER = 2.0
PLACES: dict[str, list[tuple[str, QRect]]] = {}
"""Where everything lies in each scene, read from left to right."""


@pytest.fixture(scope="module", autouse=True)
def application(qapp: QApplication) -> Iterator[QApplication]:
    """Our roles and our font, as every window's program has them."""
    roles.install()
    before = qapp.font()
    font = qapp.font()
    font.setFamily(load_fonts())
    font.setPointSizeF(10.0)
    qapp.setFont(font)
    yield qapp
    qapp.setFont(before)
    qapp.setPalette(qt_palette(palette_of(Theme.LIGHT)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    patch = pytest.MonkeyPatch()
    made = tmp_path_factory.mktemp("audit")
    for name in ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS"):
        patch.setenv(name, str(made / name))
    patch.setenv("TZ", "UTC")
    yield made
    patch.undo()


@contextmanager
def staged(name: str, theme: Theme, folder: Path) -> Iterator[QWidget]:
    """A scene on the screen, with the keyboard."""
    stage = Stage(folder / f"{name}-{theme.value}", theme)
    stage.dress()
    window = SCENES[name].show(stage)
    if not window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus:
        window.activateWindow()
    settle()
    try:
        yield window
    finally:
        strike(window)


@pytest.fixture(scope="module", params=AUDITED)
def window(request: pytest.FixtureRequest, folder: Path) -> Iterator[QWidget]:
    """Every scene in turn."""
    with staged(request.param, Theme.LIGHT, folder) as shown:
        PLACES[request.param] = places(shown)
        yield shown


def test_every_window_there_is_has_a_scene_and_is_audited() -> None:
    assert {SCENES[name].window for name in AUDITED} == programs().keys() - UNSEEN
    assert len(AUDITED) >= 10


def test_nothing_that_is_told_or_acted_on_is_without_a_name_or_a_role(window: QWidget) -> None:
    assert audit.nameless(window) == []
    for stop in audit.stops(window):
        thing = QAccessible.queryAccessibleInterface(stop)
        assert thing is not None
        assert audit.name_of(thing).strip(), f"{stop} has no name"
        assert thing.role() not in NOTHING_TO_SAY, f"{audit.name_of(thing)} is a {thing.role()}"


def test_every_text_stands_out_from_its_ground_in_the_light_palette(window: QWidget) -> None:
    assert faint(window) == {}


def test_no_two_that_can_be_acted_on_are_told_alike(window: QWidget) -> None:
    told = []
    for stop in audit.stops(window):
        thing = QAccessible.queryAccessibleInterface(stop)
        assert thing is not None
        told.append((audit.name_of(thing), audit.described(thing), thing.role()))
    assert len(set(told)) == len(told), told


def test_a_button_that_cannot_be_pressed_says_why(window: QWidget) -> None:
    for button in audit.buttons(window):
        thing = QAccessible.queryAccessibleInterface(button)
        assert thing is not None
        assert button.isEnabled() or audit.described(thing), f"{audit.name_of(thing)} does not say why"


def test_every_chart_is_told_in_words_too(window: QWidget) -> None:
    for chart in window.findChildren(Chart):
        if chart.isVisible():
            assert chart.accessibleName() and chart.accessibleDescription(), chart


def test_tab_comes_by_everything_as_one_reads(window: QWidget) -> None:
    way = audit.way_of_tab(window)
    assert set(way) == set(audit.stops(window))
    back = audit.way_of_tab(window, back=True)
    assert set(back) == set(way)
    reading = audit.block_order(window, way)
    start = way.index(reading[0])
    assert [_name(one) for one in [*way[start:], *way[:start]]] == [_name(one) for one in reading]


def test_from_right_to_left_everything_lies_mirrored_and_no_text_does(
    window: QWidget, request: pytest.FixtureRequest, folder: Path, qapp: QApplication
) -> None:
    name = request.node.callspec.params["window"]
    width, before = window.width(), PLACES[name]
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        with staged(name, Theme.LIGHT, folder) as other:
            after = places(other)
            assert [told for told, _box in after] == [told for told, _box in before]
            wrong = [
                f"{told} is at {box.getRect()}, beside {was.getRect()}"
                for (told, box), (_same, was) in zip(after, before, strict=True)
                if abs(width - was.x() - was.width() - box.x()) > 6
            ]
            assert wrong == []
            assert [str(word) for word in painted.words_of(other) if not word.upright] == []
            way = audit.way_of_tab(other)
            reading = audit.block_order(other, way)
            start = way.index(reading[0])
            assert [_name(one) for one in [*way[start:], *way[:start]]] == [_name(one) for one in reading]
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def places(window: QWidget) -> list[tuple[str, QRect]]:
    """Where everything is that is seen and has nothing inside it."""
    return [
        (_name(part), QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
        for part in window.findChildren(QWidget)
        if part.isVisible() and not isinstance(part, QScrollBar) and not part.findChildren(QWidget)
    ]


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} {part.accessibleName()!r}"


def faint(window: QWidget) -> dict[str, float]:
    """The texts that stand out too little, and by how much they do."""
    words = painted.words_of(window)
    assert len(words) >= 3
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    measured = {str(word): round(painted.contrast_of(word, picture), 2) for word in words}
    return {told: found for told, found in measured.items() if found < 4.5}


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize("name", AUDITED)
def test_every_text_stands_out_from_its_ground_in_the_others(name: str, theme: Theme, folder: Path) -> None:
    with staged(name, theme, folder) as window:
        assert faint(window) == {}


@pytest.mark.parametrize("name", AUDITED)
def test_nothing_is_cut_or_covered_in_type_twice_as_large(name: str, folder: Path, qapp) -> None:
    before = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(before.pointSizeF() * LARGER)
    qapp.setFont(larger)
    try:
        with staged(name, Theme.LIGHT, folder) as window:
            window.resize(window.width(), max(window.height(), 1000))
            settle()
            words = painted.words_of(window)
            assert len(words) >= 3
            assert painted.cut(words) == []
            assert painted.covered(words) == []
    finally:
        qapp.setFont(before)


STILL = [
    name for name in AUDITED if SCENES[name].window in ("session", "panel", "history", "care", "failure")
]
"""The others show poses one after the other, or a day that is being played."""


@pytest.mark.parametrize("name", STILL)
def test_where_less_movement_is_wanted_nothing_moves_by_itself(name: str, folder: Path, qtbot: QtBot) -> None:
    """One pose gives way to another by fading, and that is over soon."""
    with staged(name, Theme.LIGHT, folder) as window:
        moves = window.findChildren(QAbstractAnimation)
        assert all(0 < one.totalDuration() <= FADE_MS * 4 for one in moves if one.state() is RUNNING)
        qtbot.waitUntil(lambda: not any(one.state() is RUNNING for one in moves))
        before = window.grab().toImage()
        QTest.qWait(60)
        assert window.grab().toImage() == before
