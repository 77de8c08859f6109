"""What a screen reader is told of a session: every phase once, counts, sides at once, and never too much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backbreak.core import playback as play
from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Phase
from backbreak.core.playback import Playback, advance
from backbreak.windows.session.announcements import Announcement, Told, announce
from backbreak.windows.session.announcing import BREATH_MS, Announcer
from backbreak.windows.session.lines import Lines, lines_for

STEP_S = 0.1


@dataclass
class Listener:
    """Somebody who plays a session with a screen reader on."""

    playback: Playback
    catalogue: Catalogue
    told: Told = field(default_factory=Told)

    def hear(self) -> Announcement | None:
        """What is told at this moment, if anything."""
        self.told, new = announce(self.told, self.playback, self.lines())
        return new

    def lines(self) -> Lines:
        """What is written at this moment."""
        exercise = self.catalogue.get(self.playback.plan.exercise)
        return lines_for(self.playback, exercise, self.catalogue.get("stand-and-stretch"))

    def play(self, seconds: float) -> list[Announcement]:
        """What is told while so much time passes."""
        heard = []
        for _ in range(round(seconds / STEP_S)):
            self.playback, _facts = advance(self.playback, STEP_S)
            heard += [new] if (new := self.hear()) else []
        return heard

    def press(self, change) -> Announcement | None:
        """What is told when a key is pressed."""
        self.playback, _facts = change(self.playback)
        return self.hear()

    def whole(self) -> Iterator[tuple[Playback, Announcement]]:
        """Each announcement of the whole session, and where it comes."""
        while not self.playback.finished:
            if new := self.hear():
                yield self.playback, new
            self.playback, _facts = advance(self.playback, STEP_S)


@pytest.fixture
def listener(make_plan, catalogue: Catalogue):
    def make(exercise_id: str, units: int = 3) -> Listener:
        return Listener(Playback(make_plan(exercise_id, units)), catalogue)

    return make


ALL = ["opposite-arm-leg", "leg-lifts", "pelvis-lift", "hip-flex", "lumbar", "obliques", "stand-and-stretch"]


@pytest.mark.parametrize("exercise_id", ALL)
def test_every_cue_is_told_once_as_it_begins_and_long_holds_at_half(listener, exercise_id: str) -> None:
    units = 1 if exercise_id == "leg-lifts" else 3
    one = listener(exercise_id, units)
    plan = one.playback.plan
    halves = [
        n for n, cue in enumerate(plan.cues) if cue.phase is Phase.HOLD and cue.rep and cue.seconds >= 10
    ]
    told = [(at.frame.cue_index, at.position_s, new) for at, new in one.whole()]
    cues = [index for index, _, _ in told]
    assert sorted(set(cues)) == list(range(len(plan.cues)))
    assert len(cues) == len(plan.cues) + len(halves)
    for index, at_s, new in told:
        cue = plan.cues[index]
        half = new.text.startswith("Halfway")
        assert at_s == pytest.approx(cue.start_s + cue.seconds / 2 * half, abs=2 * STEP_S)
        assert new.text and ".." not in new.text


@pytest.mark.parametrize("exercise_id", ["opposite-arm-leg", "opposite-arm-leg-prone"])
def test_where_sides_alternate_every_new_side_interrupts_and_is_named(listener, exercise_id: str) -> None:
    lifts = [(at.frame, new) for at, new in listener(exercise_id).whole() if at.frame.phase is Phase.LIFT]
    assert [new.assertive for _, new in lifts] == [False, True, True, True, True, True]
    for frame, new in lifts:
        assert f"{frame.rep} of 3" in new.text
        assert f"{frame.side} arm" in new.text


def test_in_a_grouped_exercise_only_the_change_of_side_interrupts(listener) -> None:
    told = list(listener("hip-flex").whole())
    (change,) = [(at, new) for at, new in told if new.assertive]
    at, new = change
    assert at.frame.phase is Phase.CHANGE
    assert "6 seconds" in new.text and "right foot" in new.text


def test_without_sides_nothing_interrupts(listener) -> None:
    for exercise_id in ("pelvis-lift", "lumbar", "stand-and-stretch"):
        assert not any(new.assertive for _, new in listener(exercise_id).whole())


def test_what_to_do_is_told_with_the_first_rep_then_word_and_count_are_enough(listener) -> None:
    told = [new.text for at, new in listener("pelvis-lift").whole() if at.frame.rep]
    first, second = told[:5], told[5:]
    assert first[0].startswith("Lift: 1 of 3. ") and first[1].startswith("Hold: 10 seconds. ")
    assert first[2] == "Halfway: 5 seconds."
    assert second[:2] == ["Lift: 2 of 3.", "Hold: 10 seconds."]


def test_pause_and_going_on_interrupt_and_where_it_goes_on_is_told(listener) -> None:
    one = listener("pelvis-lift")
    one.play(15.0)
    paused = one.press(play.pause)
    assert paused is not None and paused.assertive and paused.text.startswith("Paused. ")
    assert one.play(5.0) == []
    ready = one.press(play.resume)
    assert ready is not None and ready.assertive and "3 seconds" in ready.text
    (on,) = one.play(4.0)
    assert not on.assertive and on.text.startswith("Hold: ")


def test_while_counting_down_what_one_goes_on_with_is_shown_not_what_follows(listener) -> None:
    one = listener("pelvis-lift")
    one.play(15.0)
    one.press(play.pause)
    paused = one.lines()
    one.press(play.resume)
    assert (paused.word, one.lines().word) == ("Paused", "Ready")
    assert one.lines().following == paused.following == "Stay up, back straight"


def test_a_cue_one_goes_to_while_paused_is_told(listener) -> None:
    one = listener("pelvis-lift")
    one.play(15.0)
    one.press(play.pause)
    moved = one.press(play.skip)
    assert moved is not None and moved.text.startswith("Paused. Lower gently")


def test_back_to_the_first_side_interrupts_too(listener) -> None:
    one = listener("hip-flex", 1)
    while one.playback.frame.side != "right":
        one.play(STEP_S)
    again = one.press(play.back)
    assert again is not None and again.assertive and "left foot" in again.text


def test_another_session_begins_to_be_told_anew(listener, make_plan) -> None:
    one = listener("hip-flex")
    one.play(200.0)
    one.playback = Playback(make_plan("pelvis-lift"))
    begun = one.hear()
    assert begun is not None and begun.text.startswith("Get ready: 10 seconds. Lie down")


@pytest.fixture
def voice(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    """An announcer whose events are kept, and what they said."""
    said: list[tuple[str, bool]] = []
    from PySide6.QtGui import QAccessible

    def keep(event) -> None:
        said.append((event.message(), event.politeness() is QAccessible.AnnouncementPoliteness.Assertive))

    monkeypatch.setattr(QAccessible, "updateAccessibility", keep)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    widget = QWidget()
    qtbot.addWidget(widget)
    return Announcer(widget), said


def moment(announcer: Announcer, playback: Playback, catalogue: Catalogue) -> None:
    exercise = catalogue.get(playback.plan.exercise)
    announcer.moment(playback, lines_for(playback, exercise, catalogue.get("stand-and-stretch")))


def test_of_cues_passed_quickly_only_the_last_is_told(qtbot: QtBot, voice, make_plan, catalogue) -> None:
    announcer, said = voice
    playback = Playback(make_plan("opposite-arm-leg"))
    for _ in range(5):
        moment(announcer, playback, catalogue)
        playback, _facts = play.skip(playback)
    moment(announcer, playback, catalogue)
    assert said == []
    qtbot.waitUntil(lambda: said != [])
    ((text, assertive),) = said
    assert text.startswith("Lift: 1 of 2. Reach out left arm") and assertive


def test_a_cue_after_some_silence_is_told_at_once(voice, make_plan, catalogue) -> None:
    announcer, said = voice
    playback, _facts = play.skip(Playback(make_plan("hip-flex")))
    moment(announcer, playback, catalogue)
    assert [text.split(":")[0] for text, _assertive in said] == ["Forward"]


def test_what_interrupts_takes_the_place_of_a_moment_and_anything_else_comes_before_it(
    qtbot: QtBot, voice, make_plan, catalogue
) -> None:
    announcer, said = voice
    moment(announcer, Playback(make_plan("hip-flex")), catalogue)
    announcer.say("Stopped.", assertive=True)
    qtbot.wait(2 * BREATH_MS)
    assert said == [("Stopped.", True)]
    moment(announcer, Playback(make_plan("pelvis-lift")), catalogue)
    announcer.say("Sound on.")
    qtbot.waitUntil(lambda: len(said) == 3)
    assert said[1] == ("Sound on.", False)
    assert said[2][0].startswith("Get ready")
