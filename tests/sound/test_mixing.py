"""A session as samples: every tone where its cue is, nothing else, nothing too loud, nothing past the end."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from backbreak.core.cues import Plan
from backbreak.core.dose import Ledger, Limits, RoundState, choose_explicit
from backbreak.core.hearing import EARCONS, Sounding, hear
from backbreak.core.phrases import Phrase, Saying, speaking_s
from backbreak.core.session import plan
from backbreak.core.settings import Sound
from backbreak.sound.mixing import mix
from backbreak.sound.waves import FULL, RATE, Samples, load_tones, read_wave, resampled, trimmed, wave_file
from backbreak.storage.catalogue import load_catalogue
from backbreak.words.speech import Speech

REPOSITORY = Path(__file__).parents[2]
CATALOGUE = load_catalogue()
TONES = load_tones(REPOSITORY / "resources" / "sounds", EARCONS)
QUIET = FULL // 300
LATE_S = 0.03


def planned(exercise_id: str, limits: Limits | None = None) -> Plan:
    limits, exercise = limits or Limits(), CATALOGUE.get(exercise_id)
    choice = choose_explicit(Ledger(), CATALOGUE, limits, exercise_id)
    return plan(exercise, choice.units, 0, limits, RoundState(1, 0, 145))


def heard_of(one: Plan, sound: Sound) -> tuple[Sounding, ...]:
    speech = Speech(CATALOGUE.get(one.exercise), CATALOGUE.stand_and_stretch)
    return hear(one, sound, lambda phrase: speaking_s(speech.sentence(phrase)))


def hum(length_s: float) -> Samples:
    """Something like a voice: as loud as samples can be, all the time."""
    return array("h", [FULL, -FULL] * round(length_s * RATE / 2))


def highest(samples: Samples) -> int:
    return max(max(samples), -min(samples), 0) if samples else 0


@pytest.mark.parametrize("exercise_id", CATALOGUE.ids)
@pytest.mark.parametrize("tempo", [1.0, 0.8])
def test_every_tone_begins_at_its_cue_and_nothing_else_is_heard(exercise_id: str, tempo: float) -> None:
    one = planned(exercise_id, Limits(tempo=tempo))
    heard = heard_of(one, Sound(voice=False))
    out = mix(heard, one.seconds, 1.0, TONES)
    silent_from = 0
    for sounding in heard:
        onset = round(sounding.at_s * RATE)
        assert highest(out[silent_from:onset]) == 0, f"noise before {sounding}"
        assert highest(out[onset : onset + round(LATE_S * RATE)]) > QUIET, f"nothing heard at {sounding}"
        silent_from = onset + len(TONES[sounding.name])
    assert highest(out[silent_from:]) == 0
    assert {cue.start_s for cue in one.cues} <= {sounding.at_s for sounding in heard}
    assert len(out) == one.seconds * RATE
    assert highest(out) < FULL / 2


def test_silence_is_total() -> None:
    one = planned("lumbar")
    for sound in (Sound(cues=False, voice=False), Sound(volume=0.0)):
        out = mix(heard_of(one, sound), one.seconds, sound.volume, TONES, lambda phrase: hum(1))
        assert not any(out)
        assert len(out) == one.seconds * RATE


def test_half_the_volume_is_half_as_high() -> None:
    one = planned("lumbar")
    heard = heard_of(one, Sound(voice=False))
    loud, soft = (highest(mix(heard, one.seconds, volume, TONES)) for volume in (1.0, 0.5))
    assert soft == pytest.approx(loud / 2, abs=1)


def speech(at_s: float, end_s: float) -> Sounding:
    return Sounding(at_s, end_s, "speech", "word", 0, Phrase(Saying.WORD))


def test_a_phrase_ends_on_the_change_however_long_it_really_takes() -> None:
    for length_s in (0.4, 1.0, 1.2):
        out = mix([speech(1.0, 2.0)], 4.0, 1.0, {}, lambda phrase, s=length_s: hum(s))  # type: ignore[misc]
        loud = [at for at, value in enumerate(out) if abs(value) > QUIET]
        assert loud[-1] / RATE == pytest.approx(2.0, abs=0.001)
        assert loud[0] / RATE == pytest.approx(2.0 - length_s, abs=0.001)


def test_a_phrase_that_takes_too_long_is_left_out() -> None:
    assert not any(mix([speech(1.0, 2.0)], 4.0, 1.0, {}, lambda phrase: hum(1.6)))


def test_two_phrases_are_never_said_at_once() -> None:
    out = mix([speech(1.0, 2.0), speech(2.1, 3.0)], 4.0, 1.0, {}, lambda phrase: hum(1.1))
    assert highest(out[round(0.9 * RATE) : 2 * RATE]) > QUIET
    assert highest(out[2 * RATE :]) == 0


@pytest.mark.parametrize("exercise_id", ["opposite-arm-leg", "leg-lifts", "lumbar"])
def test_a_voice_upon_the_tones_is_never_cut_off(exercise_id: str) -> None:
    one, sound = planned(exercise_id), Sound(volume=1.0)
    heard = heard_of(one, sound)
    lengths = {sounding.phrase: sounding.end_s - sounding.at_s for sounding in heard}
    out = mix(heard, one.seconds, sound.volume, TONES, lambda phrase: hum(lengths[phrase]))
    assert FULL / 2 < highest(out) < FULL
    assert len(out) == one.seconds * RATE


def test_a_tone_with_too_little_time_fades_out_and_nothing_passes_the_end() -> None:
    heard = [Sounding(0.0, 0.2, "earcon", "rising", 0), Sounding(0.2, 0.35, "earcon", "done", 1)]
    out = mix(heard, 0.35, 1.0, TONES)
    assert len(out) == round(0.35 * RATE)
    assert out[round(0.2 * RATE) - 1] == out[-1] == 0
    assert mix([Sounding(9.0, 9.5, "earcon", "done", 0)], 1.0, 1.0, TONES) == array("h", bytes(2 * RATE))


def test_a_wave_file_is_read_as_it_was_written() -> None:
    samples = array("h", [0, 1, -1, FULL, -FULL, 7])
    assert read_wave(wave_file(samples)) == samples


def test_another_rate_becomes_ours_and_silence_around_a_sound_is_cut() -> None:
    slow = array("h", [0, 100, 200, 300])
    assert list(resampled(slow, RATE // 2)) == [0, 50, 100, 150, 200, 250, 300]
    assert list(trimmed(array("h", [0, 3, 900, 0, -900, 2, 0]))) == [900, 0, -900]
    assert not trimmed(array("h", [0, 3, 0]))
