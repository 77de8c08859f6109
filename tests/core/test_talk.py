"""What is said, and when: full at first, then words, then counts; each phrase before what it names."""

from __future__ import annotations

from typing import Any

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Phase, Plan
from backbreak.core.dose import Ledger, Limits, RoundState, choose_explicit
from backbreak.core.hearing import Sounding, hear
from backbreak.core.phrases import Phrase, Saying, speaking_s
from backbreak.core.session import plan
from backbreak.core.settings import Sound

ROUND = RoundState(1, 0, 145)
ON = Sound()


def planned(catalogue: Catalogue, exercise_id: str, limits: Limits | None = None) -> Plan:
    limits = limits or Limits()
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    return plan(catalogue.get(exercise_id), choice.units, 0, limits, ROUND)


def half_a_second(_: Phrase) -> float:
    return 0.5


def heard(one: Plan, kind: str, sound: Sound = ON, length: Any = half_a_second) -> list[Sounding]:
    return [sounding for sounding in hear(one, sound, length) if sounding.kind == kind]


def said(one: Plan) -> list[Phrase]:
    return [sounding.phrase for sounding in heard(one, "speech") if sounding.phrase]


def test_the_first_pair_is_told_in_full_the_second_in_words_and_then_tones_are_enough(
    catalogue: Catalogue,
) -> None:
    one = planned(catalogue, "opposite-arm-leg")
    movements = [
        (phrase.id, one.cues[sounding.cue].rep)
        for sounding in heard(one, "speech")
        if (phrase := sounding.phrase) and one.cues[sounding.cue].rep
    ]
    told = {rep: {saying for saying, of in movements if of == rep} for rep in range(1, 6)}
    assert Saying.CAPTION in told[1] and not told[1] & {Saying.WORD, Saying.LIMB}
    assert told[2] == {Saying.WORD, Saying.LIMB}
    assert [told[rep] for rep in (3, 4, 5)] == [{Saying.COUNT}, {Saying.TWO_MORE}, {Saying.LAST_ONE}]


def test_where_tones_are_switched_off_the_words_go_on_to_the_end(catalogue: Catalogue) -> None:
    one = planned(catalogue, "opposite-arm-leg")
    moving = {Phase.LIFT, Phase.HOLD, Phase.LOWER, Phase.SETTLE}
    for sound, phases in ((ON, set[Phase]()), (Sound(cues=False), moving)):
        words = [said for said in heard(one, "speech", sound) if one.cues[said.cue].rep == 4]
        named = [said for said in words if said.phrase and said.phrase.id in (Saying.WORD, Saying.LIMB)]
        assert {one.cues[said.cue].phase for said in named} == phases
    assert {said.phrase.side for said in named if said.phrase} == {None, "left", "right"}


def test_the_first_the_middle_and_the_last_two_are_counted(catalogue: Catalogue) -> None:
    counts = (Saying.COUNT, Saying.TWO_MORE, Saying.LAST_ONE)
    found = [
        (phrase.id, phrase.number, phrase.total, phrase.pairs)
        for phrase in said(plan(catalogue.get("lumbar"), 8, 0, Limits(), ROUND))
        if phrase.id in counts
    ]
    assert found == [
        (Saying.COUNT, 1, 8, False),
        (Saying.COUNT, 4, 8, False),
        (Saying.TWO_MORE, None, None, False),
        (Saying.LAST_ONE, None, None, False),
    ]
    assert not [one for one in said(planned(catalogue, "leg-lifts")) if one.id in counts]


def test_a_long_hold_is_told_its_length_and_half_a_minute_later_whose_turn_it_is(
    catalogue: Catalogue,
) -> None:
    legs = planned(catalogue, "leg-lifts", Limits(seconds=240))
    told = {
        (rep, cue.phase): [one.phrase for one in heard(legs, "speech") if legs.cues[one.cue] is cue]
        for cue in legs.cues
        if cue.side == "right" and (rep := cue.rep)
    }
    half_a_minute = Phrase(Saying.HOLD_FOR, Phase.HOLD, "right", number=30)
    assert told[1, Phase.HOLD] == [Phrase(Saying.WORD, Phase.HOLD), half_a_minute, Phrase(Saying.HALFWAY)]
    assert told[3, Phase.HOLD] == [Phrase(Saying.HALFWAY)]
    whose_turn = Phrase(Saying.AGAIN, side="right")
    assert told[2, Phase.LIFT] == [whose_turn, Phrase(Saying.TWO_MORE)]
    assert told[3, Phase.LIFT] == [whose_turn, Phrase(Saying.LAST_ONE)]
    assert Saying.AGAIN not in {phrase.id for phrase in said(planned(catalogue, "pelvis-lift"))}


def test_after_a_rest_the_movement_is_told_anew(catalogue: Catalogue) -> None:
    one = planned(catalogue, "lumbar")
    rest = next(index for index, cue in enumerate(one.cues) if cue.phase is Phase.REST)
    (told,) = (one for one in heard(one, "speech") if one.cue == rest + 1)
    assert told.phrase == Phrase(Saying.CAPTION, Phase.LIFT) and told.end_s == one.cues[rest].end_s


def test_phrases_end_where_what_they_name_begins(catalogue: Catalogue) -> None:
    one = planned(catalogue, "obliques")
    leading = [
        sounding
        for sounding in heard(one, "speech")
        if one.cues[sounding.cue].phase in (Phase.HOLD, Phase.LOWER, Phase.SETTLE)
    ]
    assert leading
    assert all(sounding.end_s == one.cues[sounding.cue].start_s for sounding in leading)


def test_the_new_side_is_named_at_the_very_change_and_what_to_do_after_it(catalogue: Catalogue) -> None:
    one = planned(catalogue, "obliques")
    change = next(cue for cue in one.cues if cue.phase is Phase.CHANGE)
    (naming,) = (one for one in heard(one, "speech") if one.name == "other-side")
    assert naming.phrase and naming.phrase.side == "left"
    assert naming.end_s == change.start_s
    turning = [sound for sound in heard(one, "speech") if change.start_s < sound.at_s < change.start_s + 1]
    assert [sound.phrase for sound in turning] == [Phrase(Saying.CAPTION, Phase.CHANGE, "left")]


def test_what_does_not_fit_gives_way_to_something_shorter_and_then_to_nothing(catalogue: Catalogue) -> None:
    one = planned(catalogue, "hip-flex")

    def seconds_of(phrase: Phrase) -> float:
        return {Saying.CAPTION: 5.0, Saying.SIDE: 0.0, Saying.WORD: 0.6}.get(phrase.id, 50.0)

    names = [sounding.name for sounding in hear(one, ON, seconds_of) if sounding.kind == "speech"]
    assert set(names) <= {"caption", "word"} and "word" in names
    assert hear(one, Sound(cues=False), lambda phrase: 50.0) == ()


def test_stretches_are_named_each_time_and_the_end_of_all_is_told(catalogue: Catalogue) -> None:
    one = planned(catalogue, "stand-and-stretch")
    found = [phrase.stretch for phrase in said(one) if phrase.stretch]
    assert found == ["reach", "right", "left"] * (len(one.rep_starts) // 3)
    filled = heard(planned(catalogue, "opposite-arm-leg"), "speech")
    assert (filled[-1].name, filled[-1].end_s) == ("over", 120)
    assert heard(one, "speech")[-1].name == "over"


def test_that_it_is_over_is_not_said_over_how_to_get_up(catalogue: Catalogue) -> None:
    one = planned(catalogue, "lumbar")
    for length_s, last in ((1.0, "over"), (3.0, "caption")):
        found = heard(one, "speech", length=lambda phrase, length_s=length_s: length_s)
        assert found[-1].name == last


def test_where_the_end_is_far_off_nobody_waits_for_more(catalogue: Catalogue) -> None:
    one = planned(catalogue, "stand-and-stretch", Limits(seconds=240))
    last, over = one.cues[-1], heard(one, "speech")[-1]
    assert last.phase is Phase.FINISH and last.seconds > 8
    assert over.name == "over" and last.start_s + 3 < over.at_s < last.start_s + 6


def test_a_number_in_the_middle_follows_the_tone_and_how_many_are_left_comes_before_it(
    catalogue: Catalogue,
) -> None:
    one = planned(catalogue, "opposite-arm-leg")
    for sounding in heard(one, "speech"):
        lift_s = one.cues[sounding.cue].start_s
        if sounding.name == "count":
            assert lift_s < sounding.at_s
        if sounding.name in ("two-more", "last-one"):
            assert sounding.end_s == lift_s


def test_without_tones_no_count_takes_the_place_of_what_to_do(catalogue: Catalogue) -> None:
    one = planned(catalogue, "opposite-arm-leg")
    lengths = {Saying.TWO_MORE: 1.3, Saying.LAST_ONE: 1.3}

    def seconds_of(phrase: Phrase) -> float:
        return lengths.get(phrase.id, 0.5) if phrase.pairs else 0.5

    found = heard(one, "speech", Sound(cues=False), seconds_of)
    named = {said.cue for said in found if said.name in ("caption", "word")}
    assert {index for index, cue in enumerate(one.cues) if cue.phase is Phase.HOLD and cue.rep} <= named
    assert [said.phrase for said in found if said.name == "last-one"] == [Phrase(Saying.LAST_ONE)]


def test_a_sentence_takes_longer_the_longer_it_is_and_nothing_takes_no_time() -> None:
    assert speaking_s("") == 0
    assert 0 < speaking_s("Up") < speaking_s("Push back up") < 2


def test_pauses_and_numbers_take_their_time() -> None:
    assert speaking_s("One. Two") > speaking_s("One  Two") and speaking_s("16 of 32") > 1.1
    assert speaking_s("That is all.") - speaking_s("That is all") < 0.1
