"""A search of the settings: what it finds, how that is marked, and what is said when it finds nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from windows.settings.conftest import Open, press, settle

from backbreak.windows.settings.search import places


def test_a_search_finds_names_help_and_keys_marks_them_and_can_be_empty(open_settings: Open) -> None:
    window = open_settings().window
    shown = lambda: [name for name, row in window.page.rows.items() if row.isVisible()]  # noqa: E731
    everything = shown()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.head.search
    QTest.keyClicks(window.head.search, "snooze_m")
    assert shown() == ["rhythm.snooze_min"]
    row = window.page.rows["rhythm.snooze_min"]
    assert row.key.isVisible() and "background-color" in row.key.text()
    assert row.key.accessibleName() == "rhythm.snooze_min"
    window.head.search.setText("SLOWER lifting")
    assert shown() == ["session.tempo"]
    assert window.page.rows["session.tempo"].help.text().count("background-color") == 2
    assert window.foot.told.accessibleName() == "1 setting"
    window.head.search.setText("dark")
    assert shown() == ["look.theme"]
    window.head.search.setText("<zebra>")
    settle()
    assert window.foot.told.accessibleName() == "Nothing found"
    assert shown() == [] and window.page.nothing.isVisible()
    assert window.page._nothing.text() == "No setting is called “<zebra>”."
    assert not any(link.isEnabled() for link in window.side.links.values())
    press(window.page.show_all, Qt.Key.Key_Return)
    assert shown() == everything
    window.head.search.setText("monday")
    assert shown() == ["hours"]
    window.head.search.setFocus()
    QTest.keyClick(window.head.search, Qt.Key.Key_Escape)
    assert shown() == everything and window.isVisible()
    QTest.keyClick(window.head.search, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_search_needs_neither_accents_nor_capitals() -> None:
    assert places("Volver después de la sesión", "DESPUES sesion") == ((7, 14), (21, 27))
    assert places("Großes Übungsfeld", "grosses ubung") == ((0, 6), (7, 12))
    assert places("الأصوات", "الاصوات") == ((0, 7),)
    assert places("abc", "x") == places("abc", " ") == ()


def test_what_a_search_finds_is_marked_also_where_one_reads_from_the_right(open_settings: Open) -> None:
    window = open_settings().window
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.head.search.setText("sound")
    settle()
    key = window.page.rows["sound.cues"].key
    marked = QColor(key.text().partition("background-color:")[2][:7])
    picture = key.grab().toImage()
    seen = [x for x in range(key.width()) for y in range(key.height()) if picture.pixelColor(x, y) == marked]
    assert seen and min(seen) > key.width() // 2


def test_the_group_that_a_search_shows_first_is_marked(open_settings: Open) -> None:
    window = open_settings().window
    for wanted, group in (
        ("sound", "sound"),
        ("look.motion", "look"),
        ("nothing is called so", "look"),
        ("", "rhythm"),
    ):
        window.head.search.setText(wanted)
        settle()
        assert [name for name, link in window.side.links.items() if link.isChecked()] == [group], wanted
