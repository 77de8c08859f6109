"""The panel in another language, chosen while it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from windows.panel.at_the_door import opened

from backbreak.core.settings import Look
from backbreak.storage.places import Places
from backbreak.windows.client import Reply
from backbreak.windows.following import Following
from backbreak.windows.panel.program import PanelProgram


@pytest.fixture
def speak(places: Places, program: PanelProgram) -> Iterator[Callable[[str], None]]:
    """Choose another language, as an editor of the settings does."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    following = Following(program._home, application)
    following.changed.connect(program.follow)

    def choose(language: str) -> None:
        places.settings_file.write_text(f'[look]\nlanguage = "{language}"\n', encoding="utf-8")

    yield choose
    following._appearance.use(Look(language="en"))  # the application keeps what it was given last
    following.deleteLater()


def test_in_another_language_why_stays_open_and_is_asked_for_anew(
    home_resident, program, qtbot, speak
) -> None:
    window = opened(program, qtbot).window
    window.page.why.click()
    qtbot.waitUntil(lambda: home_resident.commands().count("why") == 1)
    speak("de")
    qtbot.waitUntil(lambda: window.page.why.words == "Grund verbergen")
    assert window.page.details.isVisible()
    qtbot.waitUntil(lambda: home_resident.commands().count("why") >= 2)
    window.page.why.click()
    speak("en")
    qtbot.waitUntil(lambda: window.page.why.words == "Show why")
    assert not window.page.details.isVisible()


def test_in_another_language_it_says_anew_that_the_resident_has_gone(
    home_resident, program, qtbot, speak
) -> None:
    window = opened(program, qtbot).window
    home_resident.stop()
    qtbot.waitUntil(window.gone.isVisible)
    speak("de")
    qtbot.waitUntil(lambda: window.gone.start.words == "backbreak wieder starten")
    told = [one.text() for one in window.gone.findChildren(QLabel)]
    assert "Es ist beendet." in told and window.gone.isVisible()


def test_in_another_language_a_refusal_stays_and_our_own_is_told_anew(
    home_resident, program, qtbot, speak
) -> None:
    window = opened(program, qtbot).window
    page = window.page
    page.complain(Reply(False, code="timeout", text="as it was").why)
    assert page.note.text() == "The resident did not answer in time: try again."
    speak("de")
    qtbot.waitUntil(lambda: window.page is not page)
    said, page = window.page.note.text(), window.page
    assert said and said != "The resident did not answer in time: try again." and page.note.isVisible()
    page.complain(Reply(False, code="usage", text="stretch: a session is going on").why)
    speak("en")
    qtbot.waitUntil(lambda: window.page is not page)
    assert window.page.note.text() == "Stretch: a session is going on." and window.page.note.isVisible()
    home_resident.answers["stretch"] = lambda args: {}
    window.page.keys["stretch"].click()
    assert not window.page.note.isVisible()
