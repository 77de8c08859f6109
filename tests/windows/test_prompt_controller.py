"""The card and the resident's door together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbreak import words
from backbreak.core.settings import Settings
from backbreak.door.protocol import DoorError
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.buttons import PatientButton
from backbreak.windows.client import DoorClient
from backbreak.windows.figure_view import FigureView
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.prompt.card import PromptCard
from backbreak.windows.prompt.controller import PromptController
from backbreak.windows.prompt.offer import closing, read_prompt
from backbreak.windows.prompt.picture import picture_maker
from backbreak.words.exercises import in_our_words

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

PROMPT = {
    "sitting_s": 7500,
    "snoozes": 0,
    "text": "",
    "start_label": "Start",
    "snooze_label": "Snooze 10 min",
    "stretch_label": "Stand and stretch, 30 s",
    "skip_label": "Skip: next at 16:40",
    "silent": False,
}


@pytest.fixture
def controller(resident, qtbot: QtBot) -> Iterator[PromptController]:
    resident.answers |= {
        "plan": lambda args: {"exercise": "pelvis-lift", "seconds": 118.0},
        "prompt-attach": lambda args: {"prompt": PROMPT},
        "start": lambda args: {},
        "snooze": lambda args: {},
        "stretch": lambda args: {},
        "skip": lambda args: {},
    }
    catalogue = load_catalogue()
    client = DoorClient(resident.socket_path)
    made = PromptController(client, catalogue, picture_maker(catalogue, Settings()))
    client.open()
    yield made
    client.close()
    if made.card is not None:
        made.card.hide()
        made.card.deleteLater()


def test_the_card_goes_over_to_another_language_whole(
    controller: PromptController, resident, qtbot: QtBot
) -> None:
    card = shown(controller, qtbot)
    try:
        words.use("de")
        resident.push({"phase": "prompting", "prompt": {**PROMPT, "start_label": "Los geht’s"}})
        controller.speak(in_our_words(load_catalogue()))
        qtbot.waitUntil(lambda: card._start.text() == "Los geht’s")
        names = {part.accessibleName() for part in card.findChildren(PatientButton)}
        name = in_our_words(load_catalogue()).get("pelvis-lift").name
        assert closing(read_prompt(PROMPT)) in names and "2 h 05" in card._headline.text()
        assert "sitting" not in card._headline.text() and card._exercise.text() == name != "Pelvis Lift"
        assert card.accessibleName() != "backbreak: time for a break"
        assert card.findChildren(FigureView)[0].accessibleName() == name
    finally:
        words.use("en")


def shown(controller: PromptController, qtbot: QtBot) -> PromptCard:
    qtbot.waitUntil(lambda: controller.card is not None and controller.card.isVisible())
    assert controller.card is not None
    controller.card._wait.setDuration(20)
    return controller.card


def press(card: PromptCard, name: str, qtbot: QtBot) -> None:
    (button,) = [one for one in card.findChildren(PatientButton) if one.accessibleName() == name]
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_card_shows_the_exercise_that_would_come(controller, qtbot) -> None:
    card = shown(controller, qtbot)
    assert card._exercise.text() == load_catalogue().get("pelvis-lift").name
    assert card._needs.text() == "2 min · floor · mat"
    (picture,) = card.findChildren(FigureView)
    assert picture.isVisible()
    assert picture.accessibleName() == card._exercise.text()


def test_its_figure_wears_what_the_application_does_whenever_that_changes(controller, qtbot) -> None:
    (picture,) = shown(controller, qtbot).findChildren(FigureView)
    before = QApplication.palette()
    try:
        for theme in Theme:
            palette = palette_of(theme)
            QApplication.setPalette(qt_palette(palette))
            qtbot.waitUntil(lambda: picture.grab().toImage().pixelColor(0, 0) == palette.ground)  # noqa: B023
            middle = picture.grab().toImage().pixelColor(picture.width() // 2, 6)
            assert middle == palette.card
    finally:
        QApplication.setPalette(before)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("Start", "start"),
        ("Snooze 10 min", "snooze"),
        ("Stand and stretch, 30 s", "stretch"),
        ("Skip: next at 16:40", "skip"),
        ("Close: Snooze 10 min", "snooze"),
    ],
)
def test_the_answer_goes_to_the_resident_and_the_card_goes(
    controller, resident, qtbot, name: str, command: str
) -> None:
    card = shown(controller, qtbot)
    with qtbot.waitSignal(controller.over):
        press(card, name, qtbot)
    answers = ("start", "snooze", "stretch", "skip")
    assert [asked for asked in resident.commands() if asked in answers] == [command]
    assert not card.isVisible()


def test_new_words_come_with_the_snapshots(controller, resident, qtbot) -> None:
    card = shown(controller, qtbot)
    qtbot.waitUntil(lambda: "prompt-attach" in resident.commands())
    resident.push({"phase": "prompting", "prompt": {**PROMPT, "sitting_s": 9600, "snoozes": 3}})
    qtbot.waitUntil(lambda: card._headline.text() == "You have been sitting 2 h 40")
    assert card._note.text() == "Snoozed 3 times"


@pytest.mark.parametrize("phase", ["session", "held", "snoozed", "sitting", "paused", "off"])
def test_the_card_goes_when_the_phase_leaves_prompting(controller, resident, qtbot, phase: str) -> None:
    card = shown(controller, qtbot)
    with qtbot.waitSignal(controller.over):
        resident.push({"phase": phase, "prompt": None})
    assert not card.isVisible()
    assert not {"start", "snooze", "skip"} & set(resident.commands())


def test_the_card_goes_with_the_resident(controller, resident, qtbot) -> None:
    card = shown(controller, qtbot)
    with qtbot.waitSignal(controller.over):
        resident.stop()
    assert not card.isVisible()


def test_an_invitation_that_is_over_already_shows_no_card(resident, qtbot) -> None:
    def refuse(_args):
        raise DoorError("nonsense", "nobody is being prompted")

    resident.answers |= {"plan": lambda args: {}, "prompt-attach": refuse}
    client = DoorClient(resident.socket_path)
    controller = PromptController(client, load_catalogue(), lambda _id: None)
    with qtbot.waitSignal(controller.over):
        client.open()
    assert controller.card is None
    client.close()


def test_a_refused_answer_is_told_on_the_card(controller, resident, qtbot) -> None:
    def refuse(_args):
        raise DoorError("nonsense", "The screen is locked.")

    resident.answers["start"] = refuse
    card = shown(controller, qtbot)
    press(card, "Start", qtbot)
    qtbot.waitUntil(lambda: card._note.text() == "The screen is locked.")
    with qtbot.waitSignal(controller.over):
        press(card, "Skip: next at 16:40", qtbot)


def test_a_plan_nobody_can_read_leaves_the_card_without_a_suggestion(controller, resident, qtbot) -> None:
    resident.answers["plan"] = lambda args: {"exercise": "juggling", "seconds": None}
    card = shown(controller, qtbot)
    assert not card._exercise.isVisible()
    assert card.findChildren(FigureView) == []
