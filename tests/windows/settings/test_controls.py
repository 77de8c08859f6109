"""Every kind of control writes what is set by it, follows what is written elsewhere, and can be undone."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from windows.settings.conftest import Open, press, written
from windows.settings.reading import shown, told

from backbreak.core.fields import Kind
from backbreak.core.settings import DEFAULT, FIELDS, value_of
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.painting import refused_ink
from backbreak.windows.palettes import Theme
from backbreak.windows.settings.groups import groups
from backbreak.windows.settings.labels import labels
from backbreak.windows.settings.listed import native
from backbreak.windows.settings.number import Number, Spin, by_minutes
from backbreak.windows.settings.pills import Pill
from backbreak.words.languages import languages


def test_every_setting_has_exactly_one_row_with_a_name_and_a_line_of_help() -> None:
    keys = [key for group in groups() for row in group.rows for key in row.keys]
    assert sorted(keys) == sorted(field.name for field in FIELDS)
    rows = [row for group in groups() for row in group.rows]
    assert all(row.label and row.help.endswith(".") for row in rows)
    assert {row.name for row in rows} == set(labels())
    assert len({row.label for row in rows}) == len(rows)


def test_every_row_shows_its_default_and_what_the_file_says_instead(open_settings: Open) -> None:
    plain = open_settings()
    for group in groups():
        for row in group.rows:
            if row.name not in ("hours", "autostart"):
                assert plain.book.state.value(row.name) == value_of(DEFAULT, _field(row.name))
    assert shown(plain, "rhythm.sitting_limit_min") == "120 min"
    assert shown(plain, "rhythm.snooze_limit") == "no limit"
    assert shown(plain, "rhythm.heads_up_min") == "not at all"
    assert shown(plain, "sound.volume") == "70%"
    assert not plain.window.foot.undo.isEnabled() and not plain.window.foot.defaults.isEnabled()


def _field(name: str):  # type: ignore[no-untyped-def]
    return next(field for field in FIELDS if field.name == name)


def test_a_number_is_typed_and_written_with_enter_or_when_the_keyboard_goes_on(open_settings: Open) -> None:
    program = open_settings("# mine\n[rhythm]\nsnooze_min = 12 # really\n")
    number = program.window.page.control("rhythm.snooze_min")
    assert isinstance(number, Number) and number.spin.text() == "12 min"
    number.spin.setFocus()
    number.spin.selectAll()
    QTest.keyClicks(number.spin, "20")
    assert told(program, "rhythm.snooze_min") == 12
    QTest.keyClick(number.spin, Qt.Key.Key_Return)
    assert told(program, "rhythm.snooze_min") == 20
    assert "# mine" in written(program) and "# really" in written(program)
    assert program.window.foot.told.accessibleName() == "Saved: Snooze"
    number.spin.selectAll()
    QTest.keyClicks(number.spin, "2.5")
    QTest.keyClick(number.spin, Qt.Key.Key_Tab)
    assert told(program, "rhythm.snooze_min") == 2.5
    assert number.spin.text() == "2.5 min"
    number.spin.setFocus()
    number.spin.selectAll()
    QTest.keyClicks(number.spin, "7,5")
    QTest.keyClick(number.spin, Qt.Key.Key_Return)
    assert told(program, "rhythm.snooze_min") == 7.5


def test_arrows_go_to_round_numbers_and_are_written_when_they_stand_still(
    open_settings: Open, qtbot: QtBot
) -> None:
    program = open_settings("[rhythm]\nsitting_limit_min = 47\n")
    number = program.window.page.control("rhythm.sitting_limit_min")
    assert isinstance(number, Number)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        press(number.spin, key)
    assert number.spin.text() == "60 min"
    assert told(program, "rhythm.sitting_limit_min") == 47
    qtbot.waitUntil(lambda: told(program, "rhythm.sitting_limit_min") == 60)
    program.undo()
    assert told(program, "rhythm.sitting_limit_min") == 47  # one step, however often it was pressed
    press(number.spin, Qt.Key.Key_Down)
    program.window.close()
    assert told(program, "rhythm.sitting_limit_min") == 45  # what is under way is not lost


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [13, 26])
def test_every_part_of_a_number_s_arrows_is_pressed(
    qtbot: QtBot, direction: Qt.LayoutDirection, size: int
) -> None:
    spin = Spin(("", " min"), by_minutes)
    qtbot.addWidget(spin)
    font = spin.font()
    font.setPixelSize(size)
    spin.setFont(font)
    spin.setLayoutDirection(direction)
    spin.setRange(0, 600)
    spin.setValue(60)
    spin.resize(spin.sizeHint())
    spin.show()
    for inwards in (6, 12 + size // 3):
        x = inwards if direction == Qt.LayoutDirection.RightToLeft else spin.width() - inwards
        for y, value in ((spin.height() // 4, "75 min"), (spin.height() * 3 // 4, "60 min")):
            place = QPoint(x, y)
            part = spin.childAt(place) or spin
            QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=part.mapFrom(spin, place))
            assert spin.text() == value, (x, y)


def test_switches_choices_ticks_and_the_language_are_written_at_once(open_settings: Open) -> None:
    program = open_settings()
    page = program.window.page
    press(page.control("sound.voice").parts()[0], Qt.Key.Key_Space)
    assert told(program, "sound.voice") is False and shown(program, "sound.voice") is False
    standing = page.control("session.place").parts()[1]
    press(standing, Qt.Key.Key_Return)
    assert told(program, "session.place") == "standing"
    press(page.control("look.theme").parts()[0], Qt.Key.Key_Right)
    assert told(program, "look.theme") == "light"
    for exercise in ("hip-flex", "lumbar"):
        press(page.control("session.exclude").ticks[exercise], Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert told(program, "session.exclude") == ["hip-flex", "lumbar"]
    picker = page.control("look.language").parts()[0]
    press(picker, Qt.Key.Key_Down)
    assert told(program, "look.language") == "en"
    assert native("de") == "Deutsch" and native("ar") == "العربية" and native("tlh-nobody") == "tlh-nobody"
    assert languages()[0] == "en"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("fr", "Français (not available, English is shown)"),
        ("klingon", "klingon (not available, English is shown)"),
        ("de_AT", native("de_AT")),
        ("en_GB", native("en_GB")),
        ("ar", native("ar")),
    ],
)
def test_a_language_that_is_not_there_is_shown_as_what_it_is(
    open_settings: Open, wanted: str, said: str
) -> None:
    program = open_settings(f'[look]\nlanguage = "{wanted}"\n')
    picker = program.window.page.control("look.language").parts()[0]
    assert (picker.currentText(), picker.currentData()) == (said, wanted)


def test_sliders_are_written_when_they_are_let_go_and_keep_what_lies_between_two_steps(
    open_settings: Open, qtbot: QtBot
) -> None:
    program = open_settings("[session]\ntempo = 1.234\n")
    page = program.window.page
    assert shown(program, "session.tempo") == "1.23 times"
    volume = page.control("sound.volume").parts()[0]
    press(volume, Qt.Key.Key_Left)
    press(volume, Qt.Key.Key_Left)
    assert shown(program, "sound.volume") == "60%"
    qtbot.waitUntil(lambda: told(program, "sound.volume") == 0.6)
    assert told(program, "session.tempo") == 1.234
    press(page.control("session.tempo").parts()[0], Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: told(program, "session.tempo") == 1.3)


def test_the_sample_is_what_the_settings_have_and_can_be_stopped(open_settings: Open) -> None:
    program = open_settings("[sound]\ncues = false\nvoice = false\n")
    sample = program.window.page.control("sound.volume").sample  # type: ignore[attr-defined]
    assert sample.words == "Try how it sounds"
    sample.click()
    assert program.window.foot.told.accessibleName() == "Without tones and voice you follow the picture."
    assert sample.words == "Try how it sounds"


def test_a_list_that_cannot_be_read_is_not_rewritten(open_settings: Open) -> None:
    program = open_settings("[session]\nexclude = 'lumbar'\n")
    row = program.window.page.rows["session.exclude"]
    assert "a list of names" in row.trouble.accessibleName()
    assert not any(part.isEnabled() for part in program.window.page.control("session.exclude").parts())
    assert row.back.isHidden()


def test_what_cannot_be_used_is_shown_with_what_is_wrong_and_mended_by_being_set(open_settings: Open) -> None:
    program = open_settings("[rhythm]\nsnooze_min = 'long'\n\n[session]\nexclude = ['gone', 'lumbar']\n")
    row = program.window.page.rows["rhythm.snooze_min"]
    assert "use a number from 1 to 120" in row.trouble.accessibleName()
    assert shown(program, "session.exclude") == ["lumbar", "gone"]
    exclude = program.window.page.control("session.exclude")
    press(exclude.ticks["gone"], Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert told(program, "session.exclude") == ["lumbar"]
    press(program.window.page.control("rhythm.snooze_min").spin, Qt.Key.Key_Up)  # type: ignore[attr-defined]
    program.window.page.flush()
    assert told(program, "rhythm.snooze_min") == 15
    assert row.trouble.isHidden()


def test_every_switch_writes_its_own_key(open_settings: Open) -> None:
    program = open_settings()
    for field in (one for one in FIELDS if one.kind is Kind.SWITCH):
        program.window.page.control(field.name).parts()[0].click()  # type: ignore[attr-defined]
        assert told(program, field.name) is (not field.default)


def test_tab_stops_at_the_choice_that_is_made(open_settings: Open) -> None:
    program = open_settings('[look]\ntheme = "dark"\n')
    pills = program.window.page.control("look.theme").findChildren(Pill)
    reached = lambda: [one.text() for one in pills if one.focusPolicy() & Qt.FocusPolicy.TabFocus]  # noqa: E731
    assert reached() == ["Dark"]
    pills[2].setFocus()
    press(pills[2], Qt.Key.Key_Right)
    assert reached() == ["High contrast"]


@pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself
@pytest.mark.parametrize("theme", list(Theme))
def test_a_number_that_cannot_be_set_is_softer_in_every_palette(qapp, qtbot: QtBot, theme: Theme) -> None:
    number = Number(_field("rhythm.snooze_min"), ("", " min"), by_minutes)
    qtbot.addWidget(number)
    number.show()
    qapp.setPalette(qt_palette(palette_of(theme)))
    text, soft = palette_of(theme).text, refused_ink(qapp.palette())
    assert soft != text

    def shows(field: QLineEdit, ink: QColor) -> bool:
        return field.palette().color(QPalette.ColorRole.Text) == ink

    try:
        for able, ink in ((True, text), (False, soft), (True, text)):
            number.setEnabled(able)
            qtbot.waitUntil(partial(shows, number.spin.lineEdit(), ink))
    finally:
        qapp.setPalette(qt_palette(palette_of(Theme.LIGHT)))
