"""The welcome window on a home: written when it is done, nothing when it is skipped, and a session to try."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from windows.conftest import PATIENCE_S
from windows.slow_portal import SlowPortal
from windows.welcome.conftest import files_of, press, written

from backbreak.core.autostart import State
from backbreak.storage import autostart, care
from backbreak.storage.places import Places
from backbreak.storage.settings import load
from backbreak.storage.welcome import welcomed

MARK = "state/welcome.json"
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself


def test_all_that_is_chosen_is_written_when_it_is_done_and_shown_the_next_time(open_welcome, places) -> None:
    program = open_welcome('# mine\n[session]\nexclude = ["lumbar"]\n')
    window = program.window
    for name in (
        "Sofa",
        "Mat",
        "60 min",
        "Tones",
        "Voice",
        "Leg Lifts",
        "Start when I log in",
        "I understand",
    ):
        press(window, name)
    press(window, "Lumbar and Obliques: lumbar")
    assert written(places) == {"session": {"exclude": ["lumbar"]}}
    assert not care.acknowledged(places) and autostart.standing(places).state is State.OFF
    press(window, "Done")
    assert not window.isVisible() and program._ended
    assert written(places) == {
        "session": {"exclude": ["opposite-arm-leg-prone", "leg-lifts", "pelvis-lift"], "sofa": False},
        "rhythm": {"sitting_limit_min": 60},
        "sound": {"cues": False, "voice": False},
    }
    assert places.settings_file.read_text().startswith("# mine\n")
    assert care.acknowledged(places) and welcomed(places)
    assert autostart.standing(places).state is State.ON

    again = open_welcome().window
    chosen = replace(window.wishes, out=frozenset({"leg-lifts"}))
    assert again.wishes == chosen and not again.questions.note.understood.isEnabled()
    press(again, "Start when I log in")
    press(again, "Standing only")
    press(again, "Done")
    assert autostart.standing(places).state is State.OFF
    assert load(places)[0].session.place == "standing"


def test_what_is_set_elsewhere_meanwhile_shows_and_what_was_chosen_here_stays(open_welcome, places) -> None:
    program = open_welcome()
    window = program.window
    press(window, "Sofa")
    places.settings_file.write_text('[session]\nplace = "standing"\n[rhythm]\nsitting_limit_min = 75\n')
    program._home.follow(load(places)[0])
    program.follow()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.wishes.place == "standing" and window.wishes.limit_min == 75 and not window.wishes.sofa
    assert window.questions.places["standing"].isChecked() and window.questions.limits[75].isChecked()
    press(window, "Done")
    assert written(places) == {
        "session": {"place": "standing", "sofa": False},
        "rhythm": {"sitting_limit_min": 75},
    }


@pytest.mark.parametrize("way", ["Skip for now", "Escape", "close"])
def test_skipping_leaves_everything_but_the_mark_as_it_was(open_welcome, places: Places, way: str) -> None:
    window = open_welcome().window
    before = files_of(places)
    for name in ("Standing only", "30 min", "Hip Flex", "Start when I log in", "I understand"):
        press(window, name)
    if way == "Escape":
        QTest.keyClick(window, Qt.Key.Key_Escape)
    elif way == "close":
        window.close()
    else:
        press(window, way)
    assert not window.isVisible()
    after = files_of(places)
    assert welcomed(places) and after.pop(MARK) and after == before
    assert not care.acknowledged(places) and autostart.standing(places).state is State.OFF


def test_done_with_nothing_chosen_writes_no_settings_and_acknowledges_nothing(open_welcome, places) -> None:
    press(open_welcome().window, "Done")
    assert set(files_of(places)) == {MARK}


def test_what_is_refused_is_said_and_the_rest_is_kept(open_welcome, places: Places, tmp_path: Path) -> None:
    window = open_welcome().window
    (tmp_path / "user").write_text("in the way of the folder of autostart")
    press(window, "45 min")
    press(window, "Start when I log in")
    press(window, "Done")
    assert window.isVisible() and str(tmp_path / "user") in window.foot.note.text()
    assert not window.questions.login.isChecked() and not window.wishes.login
    assert written(places) == {"rhythm": {"sitting_limit_min": 45}} and not welcomed(places)
    places.settings_file.write_text("[rhythm\n")
    press(window, "30 min")
    press(window, "Done")
    assert window.isVisible() and str(places.settings_file) in window.foot.note.text()
    places.settings_file.unlink()
    press(window, "Done")
    assert not window.isVisible() and written(places) == {"rhythm": {"sitting_limit_min": 30}}


def test_what_a_fleet_has_decided_cannot_be_chosen_and_says_by_which_file(
    open_welcome, places, tmp_path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "settings.toml").write_text(
        '[session]\nplace = "standing"\n[locked]\nkeys = ["session.place", "sound.voice"]\n'
    )
    questions = open_welcome(home=replace(places, site=site)).window.questions
    assert not any(pill.isEnabled() for pill in questions.places.values())
    assert not questions.voice.isEnabled() and questions.cues.isEnabled()
    assert questions.places["standing"].isChecked()
    assert str(site / "settings.toml") in questions.place.note.text()


@pytest.mark.parametrize("granted", [True, False])
def test_where_the_desktop_asks_a_person_the_window_waits_with_what_was_chosen_meanwhile(
    open_welcome, places: Places, qtbot, monkeypatch, tmp_path: Path, granted: bool
) -> None:
    portal = SlowPortal(tmp_path, monkeypatch)
    program = open_welcome()
    window = program.window
    press(window, "Start when I log in")
    press(window, "Done")
    assert window.isVisible() and not window.foot.done.isEnabled() and not window.questions.login.isEnabled()
    assert window.questions.login.accessibleDescription() == "Waiting for the desktop's answer…"
    press(window, "45 min")
    portal.answer(granted)
    qtbot.waitUntil(lambda: not window.isVisible() or window.foot.done.isEnabled())
    assert program._ended == granted and window.questions.login.isChecked() == granted
    if granted:
        assert written(places) == {"rhythm": {"sitting_limit_min": 45}}
    else:
        assert window.foot.note.text() and window.questions.login.isEnabled()
        window.close()
        assert program._ended


def test_an_installation_that_cannot_be_started_at_login_says_why(open_welcome, monkeypatch) -> None:
    monkeypatch.setenv("SNAP", "/snap/backbreak/1")
    questions = open_welcome().window.questions
    assert not questions.login.isEnabled() and "sandbox" in questions.login.accessibleDescription()


def test_standing_leaves_one_exercise_and_the_figure_does_it(open_welcome) -> None:
    window = open_welcome().window
    assert window.questions.listed.note.text() == "7 exercises take turns."
    press(window, "Standing only")
    ticks = window.questions.exercises
    assert [name for name, tick in ticks.items() if tick.isEnabled()] == ["hip-flex"]
    assert ticks["lumbar"].accessibleDescription() == "needs the floor"
    assert window.hero.film.needs.text() == "Needs: standing"
    press(window, "Hip Flex")
    assert window.questions.listed.note.text().startswith("None is left")
    press(window, "On the floor")
    assert ticks["lumbar"].isChecked() and not ticks["hip-flex"].isChecked()


def frames(program) -> set[object]:
    """Every different picture of the first seconds, thirty a second."""
    loop = program.window.hero.film._loop
    return {repr(loop.at(nth / 30).picture.skeleton) for nth in range(round(loop.seconds * 30))}


def test_with_reduced_motion_the_figure_shows_key_poses(open_welcome) -> None:
    moving = frames(open_welcome('[look]\nmotion = "full"\n'))
    still = frames(open_welcome('[look]\nmotion = "reduced"\n'))
    assert len(still) < 12 < len(moving)


def test_a_sound_check_without_a_device_says_so(open_welcome, qtbot) -> None:
    questions = open_welcome().window.questions
    said = questions.sound.note
    press(questions, "Play a sample")
    assert said.text().startswith("Listen") and questions.sample.accessibleName() == "Stop"
    qtbot.waitUntil(lambda: said.text() == "No sound device: follow the picture.")
    press(questions, "Stop")
    assert questions.sample.accessibleName() == "Play a sample"
    press(questions, "Tones")
    press(questions, "Voice")
    press(questions, "Play a sample")
    assert said.text() == "Without tones and voice you follow the picture."
    assert questions.sample.accessibleName() == "Play a sample"


def test_opened_quietly_it_takes_no_keyboard(open_welcome) -> None:
    quietly = Qt.WidgetAttribute.WA_ShowWithoutActivating
    assert open_welcome(quietly=True).window.testAttribute(quietly)
    assert not open_welcome().window.testAttribute(quietly)


def test_without_a_display_the_command_says_what_to_use_instead(tmp_path: Path) -> None:
    screens = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    done = subprocess.run(
        [sys.executable, "-m", "backbreak", "--home", str(tmp_path / "home"), "welcome"],
        env={key: value for key, value in os.environ.items() if key not in screens},
        capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("backbreak: welcome: no window can open here (DISPLAY")


def test_what_a_fleet_no_longer_decides_can_be_chosen_again(open_welcome, places, tmp_path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    program = open_welcome(home=replace(places, site=site))
    questions, file = program.window.questions, site / "settings.toml"
    file.write_text('[locked]\nkeys = ["session.sofa", "sound.cues", "rhythm.*"]\n')
    program.follow()
    pills = questions.limits.values()
    assert not any(box.isEnabled() for box in (*pills, questions.sofa, questions.cues))
    assert questions.voice.isEnabled() and questions.mat.isEnabled()
    for section in (questions.kit, questions.sound, questions.rhythm):
        assert str(file) in section.note.text()
    file.unlink()
    program.follow()
    assert all(box.isEnabled() for box in (*pills, questions.sofa, questions.cues))
    assert not questions.kit.note.isVisible() and "two hours" in questions.rhythm.note.text()
