"""Every page of the session window by keyboard and screen reader: names, roles, Tab, the focus, contrast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import auditing as audit
from windows.session.looking import held

from backbreak.core.dose import Ledger, Limits
from backbreak.core.playback import advance
from backbreak.core.settings import Look, Settings
from backbreak.windows import roles
from backbreak.windows.desk.making import make_desk
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.palettes import Theme, palette_of
from backbreak.windows.session.window import SessionWindow

PLAYING = ["playing", "paused", "eased and muted"]
PAGES = [*PLAYING, "end", "hurts", "desk"]
Open = Callable[..., SessionWindow]


@pytest.fixture(autouse=True, scope="session")
def own_roles(qapp) -> None:
    roles.install()


@pytest.fixture
def open_page(qtbot: QtBot, make_window, catalogue) -> Open:
    """A window on one of its pages, seen, with the keyboard, standing still."""

    def desk(window: SessionWindow, theme: str) -> None:
        page = make_desk(Settings(look=Look(theme=theme, motion="reduced")))
        window.show_desk(page)
        page.show_outlook(Outlook.of(Ledger(round=3), catalogue, Limits(), date(2026, 11, 23)))

    def make(page: str, theme: str = "light", size: tuple[int, int] = (960, 700)) -> SessionWindow:
        window: SessionWindow = make_window("opposite-arm-leg", theme=theme)
        window.resize(*size)
        held(qtbot, window)
        with qtbot.waitActive(window):
            window.activateWindow()
        player = window.player
        player._playback, _ = advance(player.playback, 13.0)
        if page == "paused":
            player.pause()
        elif page == "eased and muted":
            window.flow.toggle_easier()
            window.flow.toggle_mute()
        elif page == "end":
            player._playback, _ = advance(player.playback, 1000.0)
            player._finish()
            window.end_page._timer.stop()
        elif page == "hurts":
            window.flow.hurts()
        elif page == "desk":
            desk(window, theme)
        window.flow.show_moment()
        return window

    return make


@pytest.mark.parametrize("page", PAGES)
def test_nothing_that_is_told_or_acted_on_is_without_a_name(open_page: Open, page: str) -> None:
    window = open_page(page)
    assert audit.nameless(window) == []
    for stop in audit.stops(window):
        thing = QAccessible.queryAccessibleInterface(stop)
        assert thing is not None and audit.name_of(thing), stop
        whole_page = stop in (window.page, window.end_page, window.hurts_page)
        assert whole_page or thing.role() in audit.ACTED_ON, f"{audit.name_of(thing)}: {thing.role()}"


@pytest.mark.parametrize("page", PAGES)
def test_every_button_tells_its_key_and_no_two_have_one_name(open_page: Open, page: str) -> None:
    window = open_page(page)
    told = []
    for button in audit.buttons(window):
        thing = QAccessible.queryAccessibleInterface(button)
        assert thing is not None
        assert audit.described(thing), f"{audit.name_of(thing)} names no key"
        told.append((audit.name_of(thing), audit.described(thing)))
    names, keys = zip(*told, strict=True)
    assert len(set(names)) == len(names) and len(set(keys)) == len(keys)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [(960, 700), (720, 560), (720, 1100)], ids=["usual", "smallest", "upright"])
def test_tab_reaches_everything_and_goes_as_one_reads(open_page: Open, page: str, size) -> None:
    window = open_page(page, size=size)
    way = audit.way_of_tab(window)
    assert set(way) == set(audit.stops(window))
    back = audit.way_of_tab(window, back=True)
    assert set(back) == set(way)
    keys = [one for one in way if one in audit.buttons(window)]
    begin = keys.index(audit.reading_order(window, list(keys))[0])
    assert keys[begin:] + keys[:begin] == audit.reading_order(window, list(keys))


@pytest.mark.parametrize("page", ["playing", "desk", "end"])
def test_tab_goes_as_one_reads_from_right_to_left_too(open_page: Open, page: str) -> None:
    window = open_page(page)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    keys = [one for one in audit.way_of_tab(window) if one in audit.buttons(window)]
    begin = keys.index(audit.reading_order(window, list(keys))[0])
    assert keys[begin:] + keys[:begin] == audit.reading_order(window, list(keys))


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("page", PAGES)
def test_what_has_the_keyboard_is_seen(open_page: Open, page: str, theme: str) -> None:
    window = open_page(page, theme)
    for key in audit.buttons(window):
        if not key.isEnabled():
            continue
        other = next(one for one in audit.buttons(window) if one is not key and one.isEnabled())
        changed = audit.ring(window, key, other)
        plain = [one for one in changed if one >= 3.0]
        assert len(plain) >= key.width() + key.height(), f"{key.text()}: {len(changed)} pixels change"


@pytest.mark.parametrize("theme", Theme)
def test_every_pair_of_text_and_ground_can_be_read(theme: Theme) -> None:
    palette = palette_of(theme)
    pairs = {
        "text on the ground": (palette.text, palette.ground),
        "text on a card": (palette.text, palette.card),
        "text on a key's cap": (palette.text, palette.track),
        "quiet text on the ground": (palette.soft, palette.ground),
        "quiet text on a card": (palette.soft, palette.card),
        "quiet text on a key's cap": (palette.soft, palette.track),
        "text on the accent": (palette.on_accent, palette.accent),
        **{f"the word {phase.value}": (colour, palette.ground) for phase, colour in palette.phases.items()},
    }
    unread = {name: round(audit.contrast(*pair), 2) for name, pair in pairs.items()}
    assert {name: found for name, found in unread.items() if found < 4.5} == {}


def test_keys_that_are_toggles_tell_whether_they_are_on(open_page: Open) -> None:
    window = open_page("eased and muted")
    on = {
        audit.name_of(thing)
        for thing in audit.tree_of(window)
        if thing.role() is QAccessible.Role.CheckBox and thing.state().checked
    }
    assert on == {"Easier", "Mute"}


def test_what_is_painted_says_what_it_is(open_page: Open) -> None:
    window = open_page("playing")
    told = {thing.role(): audit.name_of(thing) for thing in audit.tree_of(window)}
    assert told[QAccessible.Role.Window].startswith("Opposite Arm and Leg Lift")
    assert told[QAccessible.Role.Graphic].startswith("Figure: ")
    parts: list[QWidget] = [window.page.word, window.page.dial, window.page.dots]
    for part in parts:
        thing = QAccessible.queryAccessibleInterface(part)
        assert thing is not None and thing.role() is QAccessible.Role.StaticText


def test_a_screen_reader_walks_through_the_page_from_what_is_on_to_what_can_be_done(open_page: Open) -> None:
    told = [audit.name_of(thing) for thing in audit.tree_of(open_page("playing"))]
    page = ["Opposite Arm and Leg Lift", "Stop if it hurts.", "Hold", "Hold: 3 seconds"]
    places = [told.index(name) for name in (*page, "Pause", "Back", "Skip", "It hurts", "Stop")]
    assert places == sorted(places)


def test_everything_a_screen_reader_needs_has_a_name(qtbot: QtBot, make_window) -> None:
    window = held(qtbot, make_window("opposite-arm-leg"))
    page = window.page
    assert page.figure.accessibleName().startswith("Figure: Come down")
    assert page.dial.accessibleName() == "Get ready: 10 seconds"
    assert page.word.accessibleName() == "Get ready"
    assert page.dots.accessibleName() == "Left: 0 of 2 done; Right: 0 of 2 done"
    assert page.round.accessibleName() == "Round 3: 23 of 145"
    for key in page.keys.values():
        assert key.text() and key.accessibleDescription()
