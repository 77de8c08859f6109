"""The sound check: one repetition, heard as a session would have it, and what became of that in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Cue, Phase, Plan
from backbreak.core.dose import RoundState
from backbreak.core.settings import Sound
from backbreak.windows.session.sounding import MakeSounds, Sounds, performer
from backbreak.windows.welcome import wording
from backbreak.words import language
from backbreak.words.speech import Speech

EXERCISE = "pelvis-lift"
_LENGTHS_S = {Phase.PREPARE: 3.6, Phase.LIFT: 2.0, Phase.HOLD: 3.0, Phase.LOWER: 2.0, Phase.FINISH: 1.6}
"""Shorter than the exercise itself: who checks the sound does not exercise."""
_FOLLOW_MS = 50


def sample(catalogue: Catalogue) -> Plan:
    """Give the plan of one short repetition."""
    cues, start_s = list[Cue](), 0.0
    for phase, seconds in _LENGTHS_S.items():
        rep = None if phase in (Phase.PREPARE, Phase.FINISH) else 1
        cues.append(Cue(start_s, start_s + seconds, phase, None, rep, rep))
        start_s += seconds
    exercise = catalogue.get(EXERCISE)
    return Plan(exercise.id, 1, start_s, start_s, tuple(cues), RoundState(1, 0, exercise.total_units))


class SoundCheck(QObject):
    """Plays the sample once; what there is to say comes by `told`, and at the end `over`."""

    told = Signal(str)
    over = Signal()

    def __init__(
        self, catalogue: Callable[[], Catalogue], parent: QObject, make: MakeSounds = performer
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._plan, self._make = catalogue, sample(catalogue()), make
        self._sounds: Sounds | None = None
        self._sound, self._note = Sound(), ""
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_FOLLOW_MS)
        self._timer.timeout.connect(self._follow)

    @property
    def playing(self) -> bool:
        """Whether it is going on."""
        return self._sounds is not None

    def play(self, sound: Sound) -> None:
        """Begin, as these settings have it; `told` says at once if there is nothing to be heard."""
        self.stop()
        if sound.volume <= 0 or not (sound.cues or sound.voice):
            self.told.emit(wording.silent(sound.volume))
            self.over.emit()
            return
        self._sound, self._note = sound, ""
        exercises = self._catalogue()
        speech = Speech(exercises.get(EXERCISE), exercises.stand_and_stretch)
        self._sounds = self._make(sound, speech, language(), 1.0)
        self._sounds.perform(self._plan, 0.0, speech)
        self.told.emit(wording.listening())
        self._since.start()
        self._timer.start()

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()
        sounds, self._sounds = self._sounds, None
        if sounds is not None:
            sounds.end()
            self.over.emit()

    def _follow(self) -> None:
        assert self._sounds is not None
        elapsed_s = self._since.elapsed() / 1000.0
        self._sounds.follow(min(elapsed_s, self._plan.seconds), moving=True)
        note = self._sounds.note
        if note and note != self._note:  # the device, or the voice, turned out to be missing
            self._note = note
            self.told.emit(note)
        if elapsed_s >= self._plan.seconds:
            if not self._note:
                self.told.emit(wording.heard(self._sound.voice))
            self.stop()
