"""An open window follows the settings: the user's, a fleet's, and what that locks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbreak.storage.places import places_for
from backbreak.storage.settings import load, set_value
from backbreak.windows.alone import Home
from backbreak.windows.following import Following


def test_a_fleets_file_that_comes_changes_and_goes_is_followed(qtbot: QtBot, tmp_path: Path) -> None:
    places = replace(places_for(tmp_path / "home"), site=tmp_path / "etc" / "backbreak")
    places.ensure()
    set_value(places, "rhythm.snooze_min", 5)
    (tmp_path / "etc").mkdir()
    home, application = Home(places, load(places)[0]), QApplication.instance()
    assert isinstance(application, QApplication)
    following = Following(home, application)
    file = tmp_path / "etc" / "backbreak" / "settings.toml"

    def snooze_is(minutes: int) -> None:
        qtbot.waitUntil(lambda: home.settings.rhythm.snooze_min == minutes)

    file.parent.mkdir()
    file.write_text('[rhythm]\nsnooze_min = 20\n[locked]\nkeys = ["rhythm.*"]\n')
    snooze_is(20)
    file.with_suffix(".new").write_text("[rhythm]\nsnooze_min = 20\n")
    file.with_suffix(".new").replace(file)
    snooze_is(5)
    file.write_text('[locked]\nkeys = ["rhythm.*"]\n')
    snooze_is(10)
    file.unlink()
    snooze_is(5)
    following.deleteLater()


def test_what_changed_while_the_window_was_made_is_followed_too(qtbot: QtBot, tmp_path: Path) -> None:
    places = places_for(tmp_path / "home")
    places.ensure()
    home, application = Home(places, load(places)[0]), QApplication.instance()
    assert isinstance(application, QApplication)
    set_value(places, "rhythm.snooze_min", 5)
    following = Following(home, application)
    qtbot.waitUntil(lambda: home.settings.rhythm.snooze_min == 5)
    following.deleteLater()


def test_a_journal_that_moves_is_the_one_an_open_window_reads(tmp_path: Path) -> None:
    places = places_for(tmp_path / "home")
    home = Home(places, load(places)[0])
    assert home.store.load() == [] and home.store.folder == places.journal_dir()
    set_value(places, "journal.folder", str(tmp_path / "synced"))
    assert home.store.load() == [] and home.store.folder == tmp_path / "synced"


def test_a_folder_of_settings_that_is_renamed_away_and_made_anew_is_followed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    places = places_for(tmp_path / "home")
    places.ensure()
    set_value(places, "rhythm.snooze_min", 5)
    home, application = Home(places, load(places)[0]), QApplication.instance()
    assert isinstance(application, QApplication)
    following = Following(home, application)
    watch = following._watch

    def snooze_is(minutes: int) -> None:
        qtbot.waitUntil(lambda: home.settings.rhythm.snooze_min == minutes)

    qtbot.waitUntil(lambda: not watch._settle.isActive())
    with qtbot.waitSignal(watch._watcher.directoryChanged):
        (places.config.parent / "something else").mkdir()
    assert not watch._settle.isActive(), "what others do beside it changes nothing here"
    places.config.rename(places.config.with_name("before"))
    snooze_is(10)
    places.config.mkdir()
    places.settings_file.write_text("[rhythm]\nsnooze_min = 15\n")
    snooze_is(15)
    set_value(places, "rhythm.snooze_min", 20)
    snooze_is(20)
    places.config.rename(places.config.with_name("away"))
    places.config.with_name("before").rename(places.config)
    snooze_is(5)
    places.settings_file.write_text("[rhythm]\nsnooze_min = 25\n")
    snooze_is(25)
    following.deleteLater()


def test_settings_in_a_home_that_is_yet_to_be_made_are_followed(qtbot: QtBot, tmp_path: Path) -> None:
    places = places_for(tmp_path / "to be" / "made")
    home, application = Home(places, load(places)[0]), QApplication.instance()
    assert isinstance(application, QApplication)
    following = Following(home, application)
    places.config.parent.parent.mkdir()
    qtbot.waitUntil(lambda: str(tmp_path / "to be") in following._watch._watcher.directories())
    set_value(places, "rhythm.snooze_min", 5)
    qtbot.waitUntil(lambda: home.settings.rhythm.snooze_min == 5)
    set_value(places, "rhythm.snooze_min", 15)
    qtbot.waitUntil(lambda: home.settings.rhythm.snooze_min == 15)
    following.deleteLater()
