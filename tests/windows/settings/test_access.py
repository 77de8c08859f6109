"""The settings as a keyboard, a screen reader, another language and another eye meet them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows.auditing import described, name_of, nameless, ring, stops, tree_of, way_of_tab
from windows.session.test_longer_words import Lengthened
from windows.settings.conftest import Open, press, settle

from backbreak import words
from backbreak.windows.alone import Home
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.panel.key import Key
from backbreak.windows.settings.groups import groups
from backbreak.windows.settings.making import makings_of
from backbreak.windows.settings.program import SettingsProgram
from backbreak.windows.settings.row import RowView
from backbreak.windows.settings.window import SettingsWindow


def clipped(window: SettingsWindow) -> list[str]:
    """Every text that does not fit its place, controls outside their row, and rows over each other."""
    found = []
    for part in window.findChildren(QLabel):
        if part.isVisible() and part.text() and part.textFormat() is not Qt.TextFormat.RichText:
            room = part.contentsRect()
            wraps = int(Qt.TextFlag.TextWordWrap) if part.wordWrap() else 0
            needed = part.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), wraps, part.text())
            if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
                found.append(f"{part.text()!r} of {needed} in {room}")
    keys = [key for key in window.findChildren(Key) if key.isVisible()]
    found += [f"button {key.words!r}" for key in keys if not key.holds_its_words()]
    rows = [row for row in window.page.rows.values() if row.isVisible()]
    boxes = [(row, QRect(row.mapTo(window.page.inside, QPoint()), row.size())) for row in rows]
    found += [
        f"{one.row.name} over {two.row.name}"
        for n, (one, box) in enumerate(boxes)
        for two, other in boxes[:n]
        if box.intersects(other)
    ]
    for row, _box in boxes:
        parts = [one for one in (row.control, *row.control.findChildren(QWidget)) if one.isVisible()]
        places = [QRect(one.mapTo(row, QPoint()), one.size()) for one in parts]
        around = row.rect().adjusted(-1, -1, 1, 1)
        found += [f"{row.row.name}: {box} in {row.rect()}" for box in places if not around.contains(box)]
    if window.page.inside.width() > window.page.viewport().width():
        wide = {row.row.name: row.minimumSizeHint().width() for row in rows}
        found.append(f"the page is wider than its {window.page.viewport().width()} px: {wide}")
    return found


def test_everything_has_a_name_and_its_help_and_says_how_it_stands(open_settings: Open) -> None:
    program = open_settings("[sound]\nvoice = false\n")
    assert nameless(program.window) == []
    told = {name_of(one): one for one in tree_of(program.window)}
    for group in groups():
        for row in group.rows:
            if row.name not in ("hours", "session.exclude") and row.by.name != "CHOICE":
                assert row.label in told, row.name
    toggles = [one for one in tree_of(program.window) if name_of(one) == "Voice" and one.state().checkable]
    assert [one.state().checked for one in toggles] == [False]
    assert described(toggles[0]) == "Says what to do, and counts."
    assert told["Where I exercise: Standing"].state().checked == 0
    assert told["Where I exercise: On the floor"].state().checked == 1
    assert described(told["Monday to Friday"]) == "Copy to"
    assert "quarters of an hour" in described(told["Monday 09:00: free"])
    assert "breaks, at" in described(told["The day as a line"])


def test_what_a_screen_reader_gives_the_keyboard_is_scrolled_to(open_settings: Open) -> None:
    window = open_settings().window
    for name in ("journal.folder", "rhythm.snooze_min"):
        part = window.page.control(name).parts()[0]
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        settle()
        assert not part.visibleRegion().isEmpty()


def test_tab_comes_by_everything_row_by_row(open_settings: Open) -> None:
    window = open_settings("[rhythm]\nsnooze_min = 12\n").window
    window.head.search.setFocus()
    way = [window.head.search, *way_of_tab(window)]
    reached = {one for one in stops(window) if one.objectName() != "qt_spinbox_lineedit"}
    by_arrows = {one for one in reached if one.inherits("QRadioButton")} | set(window.side.links.values())
    assert reached - by_arrows <= set(way)
    rows = [part for one in way if (part := _row_of(one)) is not None]
    assert [name for n, name in enumerate(rows) if n == 0 or rows[n - 1] != name] == [
        row.name for group in groups() for row in group.rows
    ]
    assert way[0] is window.head.search
    assert way.index(window.foot.undo) > 5 if window.foot.undo in way else window.foot.defaults in way


def _row_of(part: QWidget) -> str | None:
    above: QWidget | None = part
    while above is not None and not isinstance(above, RowView):
        above = above.parentWidget()
    return None if above is None else above.row.name


def test_who_has_the_keyboard_is_seen_in_every_theme(open_settings: Open) -> None:
    window = open_settings().window
    page = window.page
    try:
        for theme in Theme:
            QApplication.setPalette(qt_palette(palette_of(theme)))
            window._theme = theme.value
            window.dress(palette_of(theme))
            settle()
            for name in ("rhythm.snooze_min", "rhythm.reading"):
                window.go(name.partition(".")[0])
                settle()
                part = page.control(name).parts()[0]
                seen = [one for one in ring(window, part, window.head.search) if one >= 2.9]
                assert len(seen) > 30, (theme, name)
    finally:
        QApplication.setPalette(qt_palette(palette_of(Theme.LIGHT)))


SIZES = [(460, 440), (720, 560), (1920, 1080)]


def test_nothing_is_clipped_in_a_longer_language_at_any_size(open_settings: Open, longer: None) -> None:
    window = open_settings("[rhythm]\nsnooze_min = 'x'\nrepeat_min = 12\n").window
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        for size in SIZES:
            window.resize(*size)
            settle()
            assert not clipped(window), size
            assert (window.width(), window.height()) == size


def test_nothing_is_clipped_in_type_twice_as_large(open_settings: Open, twice_as_large: None) -> None:
    window = open_settings("[rhythm]\nsnooze_min = 12\n").window
    for size in SIZES[1:]:
        window.resize(*size)
        settle()
        assert not clipped(window), size
        assert (window.width(), window.height()) == size


def test_the_list_of_groups_leads_to_each_and_follows_what_is_read(open_settings: Open) -> None:
    window = open_settings().window
    bar = window.page.verticalScrollBar()
    press(window.side.links["rhythm"], Qt.Key.Key_Down)
    assert window.side.links["hours"].isChecked() and bar.value() > 0
    window.side.links["sound"].click()
    assert window.page.cards[3].y() == bar.value() + 4
    bar.setValue(0)
    assert window.side.links["rhythm"].isChecked()
    window.resize(460, 500)
    settle()
    assert not window.side.isVisible() and window.head.picker.isVisible()
    window.head.picker.setCurrentIndex(4)
    window.head.picker.activated.emit(4)
    assert window.page.cards[4].y() == bar.value() + 4


def test_another_language_shows_at_once_with_what_the_file_says(open_settings: Open, qtbot: QtBot) -> None:
    program = open_settings("[rhythm]\nsnooze_min = 12\n")
    program.window.page.control("look.language").parts()[0].setFocus()
    program.change({"look.language": "xx"})
    login = program.window.page.rows["autostart"].note.accessibleName()
    words.speak(Lengthened(), "xx")
    program._home.follow(program._home.settings)
    try:
        with qtbot.waitSignal(program.window.rebuilt):
            from PySide6.QtCore import QEvent

            QApplication.sendEvent(program.window, QEvent(QEvent.Type.LanguageChange))
        settle()
        assert program.window.page.rows["sound.voice"].row.label != "Voice"
        ticks = program.window.page.control("session.exclude").parts()
        assert not any(tick.accessibleName().endswith(": Hip Flex") for tick in ticks)
        assert program.window.page.rows["autostart"].note.accessibleName() not in ("", login)
        language = program.window.page.control("look.language").parts()[0]
        assert program.window.focusWidget() is language
        qtbot.waitUntil(lambda: not language.visibleRegion().isEmpty())
        assert program.window.page.control("rhythm.snooze_min").spin.text().startswith("12")  # type: ignore[attr-defined]
        program.window.page.control("sound.voice").parts()[0].click()  # type: ignore[attr-defined]
        assert program.book.state.value("sound.voice") is False
    finally:
        words.speak(None)


def test_tomorrow_is_worked_out_when_the_window_is_there_to_be_seen(places, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    places.settings_file.write_text('[rhythm]\nsitting_limit_min = 1\n[hours]\nmonday = ["00:00-24:00"]\n')
    from backbreak.storage.settings import load

    home = Home(replace(places), load(places)[0])
    window = SettingsWindow(makings_of(home), "light")
    qtbot.addWidget(window)
    program = SettingsProgram(home, window)
    seen: list[str] = []
    window.painted.connect(lambda: seen.append("painted"))
    program.previewed.connect(lambda: seen.append("previewed"))
    with qtbot.waitSignal(program.previewed):
        program.start()
    assert seen[0] == "painted" and seen[-1] == "previewed"
    assert len(window.tomorrow.line.outlook.breaks) > 100  # type: ignore[union-attr]
    program.window.close()
