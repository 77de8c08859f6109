"""The tray by a toolkit, without a tray: its menu, what it tells the resident, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from backbreak.storage.places import resource
from backbreak.windows.client import DoorClient
from backbreak.windows.tray.clicks import Clicks
from backbreak.windows.tray.icon import DONE, FAILED, TrayIcon
from backbreak.windows.tray.menu import TrayMenu
from backbreak.windows.tray.view import Row, View, read_view

pytestmark = pytest.mark.qt_log_ignore(
    "No such signal QPlatformNativeInterface::systemTrayWindowChanged", "This plugin does not support"
)
"""What Qt says of a screen that is none: it has no tray, and menus cannot have the keyboard to themselves."""

REASON = Row("status", "Next break at 14:35", enabled=False, visible=True)
LINE = Row("-", "", enabled=True, visible=True)
START = Row("start", "Start & stretch_now", enabled=True, visible=True)
LATER = Row("snooze", "Later", enabled=True, visible=False)
ROWS = (REASON, LINE, START, LATER)


def told(**changes: object) -> dict[str, object]:
    """A view as it comes through the door."""
    rows = [{"id": r.id, "label": r.label, "enabled": r.enabled, "visible": r.visible} for r in ROWS]
    return {"icon": "sitting", "title": "backbreak", "text": "Next break at 14:35", "rows": rows, **changes}


@pytest.fixture
def icon(resident, qtbot: QtBot) -> Iterator[TrayIcon]:
    """One that has attached."""
    resident.answers["tray-attach"] = lambda _args: told()
    resident.answers["tray-choose"] = lambda _args: {}
    client = DoorClient(resident.socket_path)
    made = TrayIcon(client, QApplication.instance())
    client.open()
    qtbot.waitUntil(lambda: len(made.menu.actions()) > 0)
    yield made
    client.close()


def push(resident, view: Mapping[str, object]) -> None:
    def to_all() -> None:
        for peer in resident._server.peers:
            peer.tray = True
        resident._server.push_tray(view)

    resident._loop.call_soon_threadsafe(to_all)


def texts(menu: TrayMenu) -> list[str]:
    return [entry.text() for entry in menu.actions()]


def test_a_view_is_read_as_it_was_told_and_another_version_s_is_none() -> None:
    assert read_view(told()) == View("sitting", "backbreak", "Next break at 14:35", ROWS)
    assert read_view({"phase": "sitting"}) is None
    assert read_view(told(rows="none")) is None


def test_the_menu_has_the_rows_as_they_are(qtbot: QtBot) -> None:
    menu = TrayMenu()
    menu.show_rows(ROWS)
    reason, line, start, later = menu.actions()
    assert (reason.text(), reason.isEnabled()) == ("Next break at 14:35", False)
    assert line.isSeparator()
    assert start.text() == "Start && stretch_now"
    assert start.isEnabled() and start.isVisible()
    assert not later.isVisible()


def test_a_change_changes_the_entries_that_are_there_and_other_rows_make_new_ones(qtbot: QtBot) -> None:
    menu = TrayMenu()
    menu.show_rows(ROWS)
    before = menu.actions()
    changed = (Row("status", "Time to stand up", enabled=False, visible=True), LINE, START, LATER)
    menu.show_rows(changed)
    assert menu.actions() == before
    assert before[0].text() == "Time to stand up"
    menu.show_rows((*changed, Row("quit", "Quit", enabled=True, visible=True)))
    assert texts(menu)[-1] == "Quit"
    assert len(menu.actions()) == 5


def test_an_entry_that_is_chosen_says_its_row(qtbot: QtBot) -> None:
    menu = TrayMenu()
    menu.show_rows(ROWS)
    chosen: list[str] = []
    menu.chosen.connect(chosen.append)
    for entry in menu.actions():
        if entry.isVisible():
            entry.trigger()
    assert chosen == ["start"]


def test_by_the_keyboard_the_first_entry_that_can_be_chosen_comes_first(qtbot: QtBot) -> None:
    menu = TrayMenu()
    menu.show_rows(ROWS)
    with qtbot.waitExposed(menu):
        menu.popup(menu.pos())
    with qtbot.waitSignal(menu.chosen) as chosen:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen.args == ["start"]


def test_it_shows_what_it_is_told_at_first_and_whatever_is_told_later(icon, resident, qtbot: QtBot) -> None:
    assert icon._icon.toolTip() == "backbreak\nNext break at 14:35"
    first = icon._icon.icon().pixmap(22, 22).toImage()
    assert not first.isNull()
    push(resident, told(icon="due", text="Time to stand up"))
    qtbot.waitUntil(lambda: icon._icon.toolTip() == "backbreak\nTime to stand up")
    assert icon._icon.icon().pixmap(22, 22).toImage() != first


def test_every_picture_the_resident_knows_is_installed(icon, resident, qtbot: QtBot) -> None:
    for name in ("due", "paused", "session", "quiet", "sitting"):
        assert resource(f"icons/{name}.svg").is_file()
        push(resident, told(icon=name, text=name))
        qtbot.waitUntil(lambda: icon._icon.toolTip().endswith(name))  # noqa: B023
        assert not icon._icon.icon().pixmap(48, 48).isNull()


@pytest.mark.parametrize("size", [16, 22, 24, 32, 48])
def test_a_panel_is_given_the_pixels_that_were_drawn_for_its_size(icon, size: int) -> None:
    shown = icon._icon.icon().pixmap(QSize(size, size), 1.0).toImage()
    shown = shown.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = resource(f"icons/sitting-{size}.argb").read_bytes()
    # Both tell how much of each pixel is painted; what is not painted has no colour to compare.
    assert bytes(shown.constBits())[3::4] == pixels[::4]
    assert icon._icon.icon().pixmap(QSize(96, 96), 1.0).width() == 96


def test_a_chosen_entry_and_a_left_click_are_told_and_the_other_buttons_are_not(
    icon, resident, qtbot: QtBot
) -> None:
    why = QSystemTrayIcon.ActivationReason
    for reason in (why.MiddleClick, why.Context, why.DoubleClick):
        icon._icon.activated.emit(reason)
    icon.menu.actions()[2].trigger()
    icon._icon.activated.emit(why.Trigger)
    qtbot.waitUntil(lambda: resident.commands().count("tray-choose") == 2)
    rows = [args["row"] for command, args in resident.asked if command == "tray-choose"]
    assert rows == ["start", "panel"]


def test_a_press_gives_an_x11_leave_and_nothing_elsewhere(qtbot: QtBot, monkeypatch) -> None:
    clicks = Clicks(QApplication.instance())
    menu = TrayMenu()
    at, left = QPointF(1, 1), Qt.MouseButton.LeftButton
    press = QMouseEvent(QEvent.Type.MouseButtonPress, at, at, left, left, Qt.KeyboardModifier.NoModifier)
    press.setTimestamp(4711)
    QApplication.sendEvent(menu, press)
    assert clicks.activation() == ""
    monkeypatch.setattr("backbreak.windows.tray.clicks.QGuiApplication.platformName", lambda: "xcb")
    first, second = clicks.activation(), clicks.activation()
    assert first.endswith("_TIME4711") and second.endswith("_TIME4711")
    assert first != second


def test_it_ends_when_the_resident_has_gone(icon, resident, qtbot: QtBot) -> None:
    with qtbot.waitSignal(icon.over) as over:
        resident.stop()
    assert over.args == [DONE]


def test_it_fails_when_it_is_refused_or_told_what_it_does_not_know(resident, qtbot: QtBot) -> None:
    for answer in (None, lambda _args: {"phase": "sitting"}):
        if answer is not None:
            resident.answers["tray-attach"] = answer
        client = DoorClient(resident.socket_path)
        made = TrayIcon(client, QApplication.instance())
        with qtbot.waitSignal(made.over) as over:
            client.open()
        assert over.args == [FAILED]
        client.close()
