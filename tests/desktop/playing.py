"""Plays a plan's sound as a window does, and tells when it began: `playing.py EXERCISE SECONDS`.

Two more numbers are the seconds from which and until which it is muted.
"""

from __future__ import annotations

import sys
import time

from backbreak.core import playback as play
from backbreak.core.cues import Plan
from backbreak.core.dose import Ledger, Limits, RoundState, choose_explicit
from backbreak.core.playback import Playback
from backbreak.core.session import plan
from backbreak.core.settings import Sound
from backbreak.sound.performer import Performer
from backbreak.storage.catalogue import load_catalogue
from backbreak.words.speech import Speech

TICK_S = 0.016
ANSWERING_S = 5.0
"""What is waited for a server to answer, which one that stands still never does."""
OPENING_S = 2.0
"""A server that has been idle takes a second or two to notice that somebody plays."""


def a_plan(exercise_id: str) -> Plan:
    """The plan of a first session."""
    catalogue, limits = load_catalogue(), Limits()
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    return plan(catalogue.get(exercise_id), choice.units, 0, limits, RoundState(1, 0, 145))


def main() -> None:
    """Play tones; tell the beginning, and each note for the screen as it changes."""
    exercise_id, seconds = sys.argv[1], float(sys.argv[2])
    muted_s = [float(word) for word in sys.argv[3:]]
    catalogue = load_catalogue()
    speech = Speech(catalogue.get(exercise_id), catalogue.stand_and_stretch)
    performer = Performer(Sound(voice=False), speech, "en")
    playback, note = Playback(a_plan(exercise_id)), ""
    performer.perform(playback.plan)
    performer._output.wait(ANSWERING_S)
    time.sleep(OPENING_S)
    began_s = last_s = time.monotonic()
    print("began", began_s, flush=True)
    while last_s < began_s + seconds:
        now_s = time.monotonic()
        playback, _facts = play.advance(playback, now_s - last_s)
        last_s = now_s
        if muted_s and now_s - began_s >= muted_s[0]:
            performer.mute(len(muted_s) == 2)
            muted_s.pop(0)
        performer.follow(playback.position_s, moving=True)
        if performer.note != note:
            note = performer.note
            print("note", note, flush=True)
        time.sleep(TICK_S)
    performer.end()
    print("ended", time.monotonic(), flush=True)


if __name__ == "__main__":
    main()
