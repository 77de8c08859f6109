"""The prompt card: patient, without focus, and clear about what each answer means."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QPalette
from pytestqt.qtbot import QtBot

from backbreak.windows.buttons import PatientButton
from backbreak.windows.look import palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.prompt import offer, placing
from backbreak.windows.prompt.card import WAIT_MS, PromptCard
from backbreak.windows.screens import screen_of

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")  # the offscreen platform, of itself

PROMPT = offer.Prompt(
    sitting=offer.timedelta(minutes=125),
    snoozes=2,
    start_label="Start",
    snooze_label="Snooze 10 min",
    stretch_label="Stand and stretch, 30 s",
    skip_label="Skip: next at 16:40",
    silent=False,
)
SHORT_WAIT_MS, ENDLESS_WAIT_MS = 60, 10**8


def appeared(qtbot: QtBot, wait_ms: int) -> PromptCard:
    made = PromptCard(PROMPT, wait_ms)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.appear()
    return made


@pytest.fixture
def card(qtbot: QtBot) -> PromptCard:
    return appeared(qtbot, SHORT_WAIT_MS)


def button(card: PromptCard, name: str) -> PatientButton:
    return next(one for one in card.findChildren(PatientButton) if one.accessibleName() == name)


def ready(card: PromptCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: button(card, "Start").isEnabled())


def test_the_wait_is_a_second_and_a_half() -> None:
    assert WAIT_MS == 1500


def test_nothing_can_be_pressed_at_first(qtbot: QtBot) -> None:
    card, answers = appeared(qtbot, ENDLESS_WAIT_MS), list[str]()
    card.chosen.connect(answers.append)
    for name in ("Start", "Snooze 10 min", "Skip: next at 16:40", "Close: Snooze 10 min"):
        qtbot.mouseClick(button(card, name), Qt.MouseButton.LeftButton)
        qtbot.keyClick(button(card, name), Qt.Key.Key_Space)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: card._wait.state() is card._wait.State.Running)
    assert answers == [] and not button(card, "Start").isEnabled()
    card._wait.setDuration(SHORT_WAIT_MS)
    ready(card, qtbot)
    assert answers == []


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Start", "start"),
        ("Snooze 10 min", "snooze"),
        ("Stand and stretch, 30 s", "stretch"),
        ("Skip: next at 16:40", "skip"),
        ("Close: Snooze 10 min", "snooze"),
    ],
)
def test_each_button_answers_once(card: PromptCard, qtbot: QtBot, name: str, answer: str) -> None:
    ready(card, qtbot)
    answers: list[str] = []
    card.chosen.connect(answers.append)
    for _ in range(2):
        qtbot.mouseClick(button(card, name), Qt.MouseButton.LeftButton)
    assert answers == [answer]


def test_escape_snoozes_and_never_skips(card: PromptCard, qtbot: QtBot) -> None:
    ready(card, qtbot)
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert chosen.args == ["snooze"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S])
def test_no_key_is_the_default(card: PromptCard, qtbot: QtBot, key: Qt.Key) -> None:
    ready(card, qtbot)
    answers: list[str] = []
    card.chosen.connect(answers.append)
    qtbot.keyClick(card, key)
    assert answers == []
    assert not any(one.hasFocus() for one in card.findChildren(PatientButton))


def test_it_asks_the_window_manager_for_no_focus_and_no_place_in_the_taskbar(card: PromptCard) -> None:
    flags = card.windowFlags()
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert flags & Qt.WindowType.Tool == Qt.WindowType.Tool
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_click_on_its_empty_part_lets_the_keyboard_in(card: PromptCard, qtbot: QtBot) -> None:
    ready(card, qtbot)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(4, card.height() // 2))
    assert not card.windowHandle().flags() & Qt.WindowType.WindowDoesNotAcceptFocus
    qtbot.keyClick(card, Qt.Key.Key_Tab)
    assert button(card, "Start").hasFocus()
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.keyClick(button(card, "Start"), Qt.Key.Key_Space)
    assert chosen.args == ["start"]


def test_words_change_while_it_stands_and_an_empty_label_has_no_button(card: PromptCard) -> None:
    card.tell(offer.read_prompt({"sitting_s": 9600, "snoozes": 3, "snooze_label": "", "skip_label": "S & K"}))
    texts = [label.text() for label in card.findChildren(type(card._headline)) if label.isVisible()]
    assert texts == ["You have been sitting 2 h 40", "Snoozed 3 times"]
    assert [one.accessibleName() for one in card.findChildren(PatientButton) if one.isVisible()] == [
        "Close: ask again later", "Start", "Stand and stretch, 30 s", "S & K",
    ]  # fmt: skip


def test_a_refusal_is_said_and_another_answer_taken(card: PromptCard, qtbot: QtBot) -> None:
    ready(card, qtbot)
    qtbot.mouseClick(button(card, "Start"), Qt.MouseButton.LeftButton)
    card.complain("no session now")
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.mouseClick(button(card, "Skip: next at 16:40"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["skip"]


def test_screen_readers_hear_what_it_is(card: PromptCard) -> None:
    view = QAccessible.queryAccessibleInterface(card)
    assert view.text(QAccessible.Text.Name) == "backbreak: time for a break"
    assert view.text(QAccessible.Text.Description) == "You have been sitting 2 h 05"
    roles = {QAccessible.queryAccessibleInterface(one).role() for one in card.findChildren(PatientButton)}
    assert roles == {QAccessible.Role.Button}


def test_it_stands_in_the_lower_right_and_stays_on_the_screen(card: PromptCard) -> None:
    area = screen_of(card).availableGeometry()
    assert card.geometry().right() == area.right() - placing.MARGIN_PX
    assert card.geometry().bottom() == area.bottom() - placing.MARGIN_PX
    assert placing.lower_right(QRect(100, 50, 200, 100), QSize(400, 300)) == QPoint(100, 50)


def test_in_high_contrast_every_answer_has_a_full_edge(card: PromptCard, qtbot: QtBot) -> None:
    ready(card, qtbot)
    card.setPalette(qt_palette(palette_of(Theme.CONTRAST)))
    ink = card.palette().color(QPalette.ColorRole.WindowText)
    snooze = button(card, "Snooze 10 min")
    edge = snooze.grab().toImage().pixelColor(snooze.width() // 2, 3)
    assert abs(edge.lightness() - ink.lightness()) < 60
