"""A session of any exercise, played without a window: planned, heard, and looked at."""

from __future__ import annotations

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import DoseError, Ledger, Limits, choose_explicit
from backbreak.core.figure import choreograph, figure_at, parse
from backbreak.core.hearing import hear
from backbreak.core.phrases import speaking_s
from backbreak.core.session import lay_out
from backbreak.core.settings import DEFAULT
from backbreak.storage.catalogue import poses_document
from backbreak.words.speech import Speech


def play(catalogue: Catalogue, exercise_id: str) -> None:
    """Plan a session of an exercise, hear it, and look at its figure every few seconds."""
    limits = Limits(seconds=120)
    try:
        choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    except DoseError:
        return  # a repetition may be longer than two minutes
    plan = lay_out(choice, catalogue, limits)
    exercise = catalogue.get(exercise_id)
    assert plan.seconds <= 120 and plan.cues[-1].end_s == plan.seconds
    speech = Speech(exercise, catalogue.stand_and_stretch)
    assert hear(plan, DEFAULT.sound, lambda phrase: speaking_s(speech.sentence(phrase)))
    score = choreograph(parse(poses_document(catalogue)), plan.cues, exercise.pose)
    for second in range(0, int(plan.seconds), 3):
        for x, y in figure_at(score, second).picture.skeleton.points().values():
            assert -30 < x < 30 and -30 < y < 30
