"""The session that is on the page."""

from __future__ import annotations

from dataclasses import dataclass

from backbreak.core.exercise import Exercise
from backbreak.windows.pictures import Album
from backbreak.windows.session.link import Assignment
from backbreak.windows.session.outcome import sentence_for
from backbreak.windows.session.player import Player
from backbreak.windows.session.stage import Choreography
from backbreak.words.speech import Speech


@dataclass(slots=True, eq=False)
class Session:
    """The session that is on the page, and all that is made for it alone."""

    assignment: Assignment
    exercise: Exercise
    speech: Speech
    choreography: Choreography | Album
    player: Player

    def told(self) -> tuple[str, ...]:
        """Say what was done in a sentence; none where nothing of it counts."""
        playback = self.player.playback
        done = sentence_for(playback, self.exercise, self.assignment.exercise_done)
        return (done,) if playback.units or playback.completed else ()
