"""After a session in a terminal: how it felt, asked for a moment; and what to do where something hurts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import wrap

from backbreak.cli.clock import monotonic
from backbreak.cli.output import complain, say
from backbreak.cli.player.glyphs import Glyphs
from backbreak.cli.player.keys import Answer, Keys
from backbreak.cli.player.signals import Stop
from backbreak.core.entry import Feel
from backbreak.core.errors import BackbreakError
from backbreak.core.exercise import Exercise
from backbreak.storage.places import Places
from backbreak.storage.settings import load, set_listed
from backbreak.words import _, care
from backbreak.words import session as words
from backbreak.words.refusals import told

ASKED_S = 15.0
"""How long the question stays; nobody has to answer it."""
_FOREVER_S = 24 * 3600.0
WIDTH = 78
_FEELS = {Answer.BETTER: Feel.BETTER, Answer.SAME: Feel.SAME, Answer.HURTS: Feel.HURTS}


@dataclass(frozen=True, slots=True)
class Afterwards:
    """The person at the terminal, for a moment longer; `keys` is None where there is nobody to ask."""

    places: Places
    exercise: Exercise
    glyphs: Glyphs
    keys: Keys | None
    stop: Stop
    _pressed: list[Answer] = field(default_factory=list)
    """Answers that came before they were asked for."""

    def felt(self, record: Callable[[Feel], None]) -> None:
        """Ask how it was, for 15 s at most; where it hurt, say what to do about that."""
        if self.keys is None:
            return
        self.keys.forget()
        self._say(words.how_it_felt() + _("  b better, s same, h it hurts, Enter to finish"))
        answer = self._answer(ASKED_S, {*_FEELS, Answer.DONE})
        feel = None if answer is None else _FEELS.get(answer)
        if feel is None:
            return
        try:
            record(feel)
        except BackbreakError as error:
            complain(told(error))
            return
        if feel is Feel.HURTS:
            self.hurt()
        else:
            say(_("Noted."))

    def hurt(self) -> None:
        """Say when to see a professional, and offer to leave the exercise out; that can be taken back."""
        if self.keys is not None:
            self.keys.forget()  # what was pressed before is no answer
        say()
        self._say(care.see_a_professional())
        if self.keys is None or not self.exercise.total_units:
            return
        name, exercise = self.exercise.name, self.exercise.id
        excluded = exercise in load(self.places)[0].session.exclude
        say()
        while True:
            if excluded:
                self._say(f"{care.left_out(name)} " + _("l takes it back, Enter to finish"))
            else:
                self._say(care.leave_out(name) + ": " + _("l, Enter to finish"))
            if self._answer(_FOREVER_S, {Answer.LEAVE_OUT, Answer.DONE}) is not Answer.LEAVE_OUT:
                return
            excluded = self._exclude(exercise, not excluded)
            if not excluded:
                self._say(care.taken_back(name))

    def _exclude(self, exercise: str, out: bool) -> bool:
        """Leave it out or take it back in; gives how it is then."""
        try:
            set_listed(self.places, "session.exclude", exercise, out)
        except BackbreakError as error:
            complain(told(error))
            return not out
        return out

    def _answer(self, seconds: float, wanted: set[Answer]) -> Answer | None:
        """The first of the wanted answers; None when none came in time, or a signal, or the input's end."""
        keys, end = self.keys, monotonic() + seconds
        while keys is not None and keys.open and not self.stop.requested:
            left = end - monotonic()
            if left <= 0:
                return None
            if self.stop.suspended:
                keys.lend()
                self.stop.stand_still()
            if self.stop.continued:
                self.stop.continued = False
                keys.resumed()
            if not self._pressed and keys.fd in self.stop.wait(left, [keys.fd]):
                self._pressed.extend(keys.answers())
            while self._pressed:
                if (answer := self._pressed.pop(0)) in wanted:
                    return answer
        return None

    def _say(self, text: str) -> None:
        for line in wrap(self.glyphs.text(text), WIDTH):
            say(line)
