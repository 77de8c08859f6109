"""What will be heard: tones exactly at the cues, one phrase at a time, nothing past the end."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Cue, Phase, Plan
from backbreak.core.dose import Ledger, Limits, RoundState, capacity, choose_explicit
from backbreak.core.hearing import EARCONS, Sounding, hear
from backbreak.core.phrases import Phrase
from backbreak.core.playback import Playback, ease
from backbreak.core.session import plan
from backbreak.core.settings import Sound

ROUND = RoundState(1, 0, 145)
PARTS = (
    "opposite-arm-leg", "opposite-arm-leg-prone", "leg-lifts", "pelvis-lift", "hip-flex", "lumbar",
    "obliques",
)  # fmt: skip
ALL = (*PARTS, "stand-and-stretch")
ON = Sound()


def planned(catalogue: Catalogue, exercise_id: str, limits: Limits | None = None) -> Plan:
    limits = limits or Limits()
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    return plan(catalogue.get(exercise_id), choice.units, 0, limits, ROUND)


def a_second(_: Phrase) -> float:
    return 1.0


def half_a_second(_: Phrase) -> float:
    return 0.5


def heard(one: Plan, kind: str, sound: Sound = ON, length: Any = half_a_second) -> list[Sounding]:
    return [sounding for sounding in hear(one, sound, length) if sounding.kind == kind]


def tones(one: Plan) -> list[tuple[float, str]]:
    return [(sounding.at_s, sounding.name) for sounding in heard(one, "earcon")]


plans = st.builds(
    lambda exercise_id, seconds, tempo, done: (exercise_id, Limits(seconds=seconds, tempo=tempo), done),
    st.sampled_from(ALL),
    st.floats(30, 900).map(lambda seconds: round(seconds, 2)),
    st.floats(0.5, 3),
    st.integers(0, 31),
)


@given(
    wanted=plans,
    lengths=st.lists(st.just(0.0) | st.floats(0.1, 12), min_size=1, max_size=40),
    speed=st.floats(0.5, 30),
)
def test_whatever_is_planned_is_heard_in_order_and_never_two_phrases_at_once(
    catalogue: Catalogue, wanted: Any, lengths: list[float], speed: float
) -> None:
    exercise_id, limits, done = wanted
    exercise = catalogue.get(exercise_id)
    units = 0
    if exercise.total_units:
        done %= exercise.total_units
        units = capacity(exercise, limits, done, exercise.total_units - done)
        if not units:
            return
    one = plan(exercise, units, done, limits, ROUND)

    def seconds_of(phrase: Phrase) -> float:
        return lengths[sum(map(ord, repr(phrase))) % len(lengths)]

    everything = hear(one, ON, seconds_of, speed)
    assert [sounding.at_s for sounding in everything] == sorted(sounding.at_s for sounding in everything)
    for sounding in everything:
        assert 0 <= sounding.at_s < sounding.end_s <= one.seconds
        assert (sounding.phrase is None) == (sounding.kind == "earcon")
        assert sounding.kind == "speech" or sounding.name in EARCONS
        assert 0 <= sounding.cue < len(one.cues)
    for kind in ("earcon", "speech"):
        for before, after in pairwise(sounding for sounding in everything if sounding.kind == kind):
            assert before.end_s <= after.at_s
    onsets = {sounding.at_s: sounding for sounding in everything if sounding.kind == "earcon"}
    for index, cue in enumerate(one.cues):
        assert onsets[cue.start_s].cue == index
        assert onsets[cue.start_s].name not in ("tick", "last-tick", "halfway")
    silent = hear(one, Sound(cues=False, voice=False), seconds_of, speed)
    assert silent == hear(one, Sound(volume=0.0), seconds_of, speed) == ()
    assert {sounding.kind for sounding in hear(one, Sound(voice=False), seconds_of)} == {"earcon"}
    assert {sounding.kind for sounding in hear(one, Sound(cues=False), seconds_of)} <= {"speech"}


@pytest.mark.parametrize("exercise_id", ALL)
def test_the_tones_name_the_phases_and_done_is_heard_once_where_the_work_ends(
    catalogue: Catalogue, exercise_id: str
) -> None:
    one = planned(catalogue, exercise_id)
    names = {
        Phase.PREPARE: "soft", Phase.LIFT: "rising", Phase.HOLD: "steady", Phase.LOWER: "falling",
        Phase.SETTLE: "soft", Phase.REST: "soft", Phase.CHANGE: "double",
    }  # fmt: skip
    by_time = dict(tones(one))
    for cue in one.cues:
        assert cue.phase is Phase.FINISH or by_time[cue.start_s] == names[cue.phase]
    finish = next(cue for cue in one.cues if cue.phase is Phase.FINISH)
    assert [at for at, name in tones(one) if name == "done"] == [finish.start_s]


def counted(one: Plan) -> list[float]:
    """Where a whole 3-2-1 leads to."""
    found = [(at, name) for at, name in tones(one) if name.endswith("tick")]
    assert [name for _, name in found] == ["tick", "tick", "last-tick"] * (len(found) // 3)
    ends = [at + 1 for at, name in found if name == "last-tick"]
    assert [at for at, _ in found] == [end - left for end in ends for left in (3, 2, 1)]
    return ends


def test_three_two_one_is_counted_before_beginnings_and_at_the_end_of_long_holds(
    catalogue: Catalogue,
) -> None:
    def ends(exercise_id: str, limits: Limits | None = None) -> list[float]:
        return counted(planned(catalogue, exercise_id, limits))

    assert ends("leg-lifts", Limits(seconds=92)) == [10, 43, 52, 85]
    assert ends("opposite-arm-leg") == [10, 120]  # the stretches that fill the time end, too
    assert ends("pelvis-lift") == [10, *(22 + 17 * nth for nth in range(5)), 120]
    assert ends("hip-flex") == [8, 44, 120]
    one = plan(catalogue.get("lumbar"), 10, 5, Limits(), ROUND)
    rest = next(cue for cue in one.cues if cue.phase is Phase.REST)
    assert rest.end_s in counted(one)


def test_a_long_hold_that_was_halved_is_still_counted_out(catalogue: Catalogue) -> None:
    eased, _ = ease(Playback(planned(catalogue, "pelvis-lift")))
    assert counted(eased.plan)[:3] == [10, 17, 29]
    assert "halfway" not in {name for _, name in tones(eased.plan)}


def test_long_holds_have_a_middle_and_short_ones_have_none(catalogue: Catalogue) -> None:
    middles = [at for at, name in tones(planned(catalogue, "leg-lifts")) if name == "halfway"]
    assert middles == [28, 70]
    assert "halfway" not in dict(map(reversed, tones(planned(catalogue, "opposite-arm-leg"))))  # type: ignore[arg-type]


def test_a_faster_session_says_less(catalogue: Catalogue) -> None:
    one = planned(catalogue, "hip-flex")
    assert hear(one, ON, a_second, 1.0) == hear(one, ON, a_second)
    slow, fast = (len([s for s in hear(one, ON, a_second, speed) if s.phrase]) for speed in (1.0, 20.0))
    assert fast < slow


def test_a_plan_of_odd_cues_is_heard_as_well() -> None:
    cues = (
        Cue(0, 0.5, Phase.PREPARE),
        Cue(0.5, 0.6, Phase.LIFT, None, 1, 1),
        Cue(0.6, 1.0, Phase.FINISH),
        Cue(1.0, 1.2, Phase.FINISH),
    )
    one = Plan("pelvis-lift", 1, 1.2, 2.0, cues, ROUND)
    assert tones(one) == [(0, "soft"), (0.5, "rising"), (0.6, "done"), (1.0, "soft")]
