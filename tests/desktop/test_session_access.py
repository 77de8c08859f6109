"""The session as somebody meets it who cannot see it: every control by its name, every phase by ear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from desktop.harness import Desktop, wait_until
from desktop.harness.guided import LASTING_S, Guided
from desktop.harness.hearing import Heard
from desktop.harness.waiting import PATIENCE_S

from backbreak.core.exercise import STAND_AND_STRETCH, Exercise
from backbreak.storage.catalogue import load_catalogue
from backbreak.words import session as words

SPEED = 4
"""The shortest cue, a second, is then still long enough that a busy machine does not pass one by."""
SLOW = 0.5
"""Where a key is to be pressed within a phase: pressing one takes a second, and more on a busy machine."""
IN_NO_TIME = 20
"""For sessions whose middle nobody listens to."""
LONG_HOLD_S = 10


@pytest.fixture
def guided(bare_desktop: Desktop) -> Guided:
    bare_desktop.open(tray=False, notifications=False)
    return Guided(bare_desktop)


@pytest.fixture
def lasting(bare_desktop: Desktop) -> Guided:
    """Sessions that do not end before they are stopped."""
    bare_desktop.open(tray=False, notifications=False)
    return Guided(bare_desktop, seconds=LASTING_S)


@dataclass(frozen=True)
class Due:
    """What an announcement must hold, and whether it must interrupt."""

    parts: tuple[str, ...]
    assertive: bool = False

    def meets(self, heard: Heard) -> bool:
        return self.assertive == heard.assertive and all(part in heard.text for part in self.parts)


def due(plan: dict[str, Any], exercise: Exercise) -> Iterator[Due]:
    """What is to be heard of a plan, from its cues and the catalogue alone."""
    side = None
    for index, cue in enumerate(plan["cues"]):
        following = next((one["side"] for one in plan["cues"][index:] if one["side"]), None)
        word = words.phase(cue["phase"], exercise)
        if cue.get("exercise") == STAND_AND_STRETCH:
            yield Due(("Stretch",))
            continue
        caption = exercise.caption(cue["phase"], cue["side"])
        if cue["phase"] == "prepare":
            yield Due((word, exercise.prepare_text(following).rstrip(".")))
        elif cue["phase"] == "change":
            yield Due((word, exercise.caption("change", following)), assertive=True)
        elif cue["phase"] == "lift":
            turned = exercise.sides == "alternate" and side not in (None, cue["side"])
            told = (caption,) if turned or cue["rep"] == 1 else ()
            yield Due((word, f"{cue['rep']} of {plan['units']}", *told), assertive=turned)
            side = cue["side"]
        else:
            yield Due((word, caption) if cue["rep"] in (None, 1) else (word,))
            if cue["phase"] == "hold" and cue["end_s"] - cue["start_s"] >= LONG_HOLD_S:
                yield Due(("Halfway",))


@pytest.mark.parametrize("exercise_id", ["opposite-arm-leg", "hip-flex", "pelvis-lift"])
def test_a_whole_session_is_heard_in_its_order_with_its_words(guided: Guided, exercise_id: str) -> None:
    guided.resident(SPEED)
    plan, exercise = guided.plan(exercise_id), load_catalogue().get(exercise_id)
    guided.start(exercise_id)
    (entry,) = guided.entries(1)
    guided.ears.wait_for("Well done")
    *played, end = guided.ears.heard()
    expected = list(due(plan, exercise))
    wrong = [(want, heard) for want, heard in zip(expected, played, strict=False) if not want.meets(heard)]
    assert wrong == []
    assert len(played) == len(expected)
    assert exercise.name in end.text and end.assertive
    assert "How do you feel now? Closes in 15 seconds." in end.text
    assert (entry["outcome"], entry["exercise"], entry["units"]) == ("completed", exercise_id, plan["units"])
    assert entry["prompted"] is None


def test_pause_going_on_back_and_skip_by_name(lasting: Guided) -> None:
    guided = lasting
    guided.resident(SLOW)
    guided.start("pelvis-lift")
    at = guided.ears.wait_for("Get ready")
    guided.press("Pause")
    at = guided.ears.wait_for("Paused", at)
    assert guided.ears.heard()[at - 1].assertive
    guided.press("Go on")
    at = guided.ears.wait_for("Ready: 3 seconds", at)
    assert guided.ears.heard()[at - 1].assertive
    at = guided.ears.wait_for("Get ready", at)
    guided.press("Skip")
    at = guided.ears.wait_for("Lift: 1 of", at)
    guided.press("Skip")
    at = guided.ears.wait_for("Hold: 10 seconds", at)
    guided.press("Back")
    guided.ears.wait_for("Lift: 1 of", at)
    guided.press("Stop")
    guided.gone()
    assert guided.desktop.journal() == []
    wait_until(lambda: guided.desktop.status()["phase"] in {"sitting", "off"}, "the cycle goes on")


def test_a_session_killed_in_the_middle_of_a_repetition_keeps_the_whole_ones(lasting: Guided) -> None:
    guided = lasting
    guided.resident(SPEED)
    guided.start("pelvis-lift")
    guided.ears.wait_for("Lift: 2 of")
    guided.kill_window()
    (entry,) = guided.entries(1)
    assert (entry["outcome"], entry["units"]) == ("partial", 1)
    wait_until(lambda: guided.desktop.status()["phase"] in {"sitting", "off"}, "the cycle goes on")
    guided.start("hip-flex")
    guided.press("Stop")
    guided.gone()
    assert len(guided.desktop.journal()) == 1


def test_easier_and_swap_by_name_and_a_swap_makes_two_entries(lasting: Guided) -> None:
    guided = lasting
    guided.resident(SPEED, "--demo", "3600")
    guided.desktop.wait_for_phase("prompting")
    guided.start("pelvis-lift")
    guided.press("Easier")
    at = guided.ears.wait_for("Easier: half the hold")
    assert guided.is_on("Easier")
    guided.press("Easier")
    at = guided.ears.wait_for("As before", at)
    played = guided.wait_for_units(1)
    guided.press("Swap")
    at = guided.ears.wait_for("Now: ", at)
    swapped = guided.ears.heard()[at - 1]
    assert swapped.assertive
    at = guided.ears.wait_for("Get ready", at)
    guided.wait_for(swapped.text.removeprefix("Now: "), "label")
    guided.wait_for_units(1, after=played)
    guided.press("Stop")
    first, second = guided.entries(2)
    assert [one["outcome"] for one in (first, second)] == ["partial", "partial"]
    assert first["exercise"] == "pelvis-lift" != second["exercise"]
    assert first["prompted"] is not None
    assert second["prompted"] is None


def test_when_it_hurts_it_stops_at_once_keeps_what_was_done_and_the_exercise_may_be_left_out(
    lasting: Guided,
) -> None:
    guided = lasting
    guided.resident(SPEED)
    guided.start("pelvis-lift")
    at = guided.ears.wait_for("Lift: 2 of")
    guided.press("It hurts")
    at = guided.ears.wait_for("Stopped. Pelvis Lift. ", at)
    stopped = guided.ears.heard()[at - 1]
    assert stopped.assertive
    felt = lambda: [entry for entry in guided.entries(1) if entry["feel"] is not None]  # noqa: E731
    (entry,) = wait_until(felt, "it is kept how it felt, as a line after the break's own")
    assert (entry["outcome"], entry["feel"]) == ("partial", "hurts")
    assert entry["units"] >= 1 and f"Pelvis Lift. {entry['units']} repetition" in stopped.text
    settings = guided.desktop.home / "config" / "settings.toml"
    guided.press("Leave Pelvis Lift out")
    wait_until(lambda: "pelvis-lift" in settings.read_text(), "it is left out")
    guided.press("Undo")
    wait_until(lambda: "pelvis-lift" not in settings.read_text(), "it is back")
    guided.press("Close")
    guided.gone()
    assert guided.desktop.status()["phase"] in {"sitting", "off"}


def test_how_it_felt_and_one_more_after_a_session(guided: Guided) -> None:
    guided.resident(IN_NO_TIME)
    guided.ask_for("hip-flex")
    at = guided.ears.wait_for("Well done")
    guided.press("Better")
    wait_until(lambda: guided.entries(1)[0]["feel"] == "better", "the feeling is kept")
    assert guided.is_on("Better")
    guided.press("One more")
    guided.ears.wait_for("Well done", at)
    first, second = guided.entries(2)
    assert first["exercise"] == "hip-flex" != second["exercise"]
    assert [one["outcome"] for one in (first, second)] == ["completed", "completed"]
    guided.press("Close")
    guided.gone()


def test_the_desk_page_by_name(guided: Guided) -> None:
    guided.resident(IN_NO_TIME)
    program = guided.desktop.start("session")
    guided.press("Can't do this here")
    guided.press("Hip Flex, ")
    wait_until(lambda: guided.shows("Hip Flex", "label"), "what was chosen is shown")
    guided.press("Start: ")
    guided.ears.wait_for("Well done")
    (entry,) = guided.entries(1)
    assert (entry["outcome"], entry["exercise"]) == ("completed", "hip-flex")
    guided.press("Close")
    assert program.wait(PATIENCE_S) == 0
