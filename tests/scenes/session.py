"""The states a session's window can be in, each a way to get there.

Nothing is staged that a person could not bring about; only the clock is turned.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from backbreak.core.cues import Phase, Plan
from backbreak.core.dose import DoseError, Limits, RoundState
from backbreak.core.journal import Feel
from backbreak.core.playback import advance
from backbreak.core.session import plan
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.session.link import Assignment, Progress, SessionLink
from backbreak.windows.session.sounding import Silence
from backbreak.windows.session.window import SessionWindow
from backbreak.words.exercises import in_our_words
from scenes.stage import Scene, Stage

UNITS = {"leg-lifts": 1, "stand-and-stretch": 0, "lumbar": 16, "obliques": 8}
DONE_BEFORE = 5
_NEVER_MS = 10**8
NOTHING_ELSE = DoseError("there is nothing to do instead: the others were refused, left out or done today")


class Answering(SessionLink):
    """A link that keeps nothing, and answers a swap with what it was given."""

    def __init__(self, answer: object = None) -> None:
        super().__init__()
        self._answer = answer

    def beat(self, progress: Progress) -> None:
        """Nobody is there."""

    def swap(self, progress: Progress) -> None:
        """Answer, or leave the window waiting."""
        if self._answer is not None:
            self.swapped.emit(self._answer)

    def finish(self, progress: Progress, completed: bool, feel: Feel | None = None) -> None:
        """Nobody is there."""


def laid_out(exercise: str) -> Plan:
    """The session that is photographed."""
    found = in_our_words(load_catalogue()).get(exercise)
    return plan(found, UNITS.get(exercise, 5), 0, Limits(), RoundState(3, 23, 145))


def begin(window: SessionWindow, exercise: str, answer: object = None) -> None:
    """Play an exercise, with the clock standing still."""
    window.play(Assignment("shot", laid_out(exercise), exercise_done=DONE_BEFORE), Answering(answer))
    player, now_s = window.player, window.player._last_s
    player._clock = lambda: now_s  # a slow machine presses no control later than another one
    player._timer.setInterval(_NEVER_MS)  # the window starts its clock by itself when it is seen
    window.flow.start()


def turn_to(window: SessionWindow, at_s: float) -> None:
    """Turn the clock on to a moment of the plan."""
    player = window.player
    player._playback, _ = advance(player.playback, at_s - player.playback.position_s)
    window.flow.show_again()


def at(window: SessionWindow, exercise: str, phase: Phase, nth: int = 2, share: float = 0.7) -> None:
    """Go to a share of the nth cue of a phase, or of its last where there are fewer."""
    begin(window, exercise)
    cues = [cue for cue in window.player.playback.plan.cues if cue.phase is phase]
    cue = cues[min(nth, len(cues)) - 1]
    turn_to(window, cue.start_s + share * cue.seconds)


def pressed(window: SessionWindow, exercise: str, act: str, phase: Phase = Phase.HOLD) -> None:
    """Press a control in the middle of a hold."""
    at(window, exercise, phase)
    getattr(window.flow, act)()
    window.flow.show_again()


def resuming(window: SessionWindow) -> None:
    """The 3-2-1 after a pause."""
    pressed(window, "opposite-arm-leg", "toggle_pause")
    window.flow.toggle_pause()
    player = window.player
    player._playback, _ = advance(player.playback, 0.4)
    window.flow.show_again()


def swap_refused(window: SessionWindow) -> None:
    """There is nothing else."""
    begin(window, "hip-flex", NOTHING_ELSE)
    turn_to(window, 12.0)
    window.flow.swap()
    window.flow.show_again()


def ended(window: SessionWindow, exercise: str, share: float) -> None:
    """Stop at a share of the session, or come to its end."""
    begin(window, exercise)
    turn_to(window, window.player.playback.plan.seconds * share)
    window.flow.stop()


def hurt(window: SessionWindow, exercise: str, share: float) -> None:
    """Stop because it hurts."""
    begin(window, exercise)
    turn_to(window, window.player.playback.plan.seconds * share)
    window.flow.hurts()


State = Callable[[SessionWindow], None]

STATES: dict[str, State] = {
    "prepare": partial(at, exercise="opposite-arm-leg", phase=Phase.PREPARE, share=0.4),
    "prepare-321": partial(at, exercise="obliques", phase=Phase.PREPARE, share=0.85),
    "lift": partial(at, exercise="opposite-arm-leg", phase=Phase.LIFT),
    "hold": partial(at, exercise="opposite-arm-leg", phase=Phase.HOLD, nth=3),
    "lower": partial(at, exercise="pelvis-lift", phase=Phase.LOWER),
    "settle": partial(at, exercise="pelvis-lift", phase=Phase.SETTLE),
    "rest": partial(at, exercise="lumbar", phase=Phase.REST),
    "change": partial(at, exercise="leg-lifts", phase=Phase.CHANGE),
    "change-far": partial(at, exercise="obliques", phase=Phase.CHANGE, share=0.5),
    "finish": partial(at, exercise="opposite-arm-leg-prone", phase=Phase.FINISH, nth=1),
    "stretch": partial(at, exercise="stand-and-stretch", phase=Phase.HOLD),
    "standing": partial(at, exercise="hip-flex", phase=Phase.HOLD),
    "paused": partial(pressed, exercise="pelvis-lift", act="toggle_pause"),
    "resuming": resuming,
    "eased-hold": partial(pressed, exercise="leg-lifts", act="toggle_easier"),
    "eased-range": partial(pressed, exercise="lumbar", act="toggle_easier", phase=Phase.LOWER),
    "muted": partial(pressed, exercise="hip-flex", act="toggle_mute"),
    "swapping": partial(pressed, exercise="obliques", act="swap"),
    "swap-refused": swap_refused,
    "end": partial(ended, exercise="pelvis-lift", share=1.0),
    "end-partial": partial(ended, exercise="opposite-arm-leg", share=0.6),
    "end-stretch": partial(ended, exercise="stand-and-stretch", share=1.0),
    "hurts": partial(hurt, exercise="lumbar", share=0.5),
    "hurts-nothing": partial(hurt, exercise="leg-lifts", share=0.1),
}

AUDITED = ("hold", "paused", "eased-hold", "end", "end-partial", "hurts")


def opened(stage: Stage) -> SessionWindow:
    """A window in which nothing is played yet."""
    home = stage.home()
    return SessionWindow(home.catalogue, stage.settings, places=home.places, make_performer=Silence)


def scene(name: str, act: State) -> Scene:
    """A window brought into a state."""

    def show(stage: Stage) -> QWidget:
        window = opened(stage)
        window.show()
        act(window)
        window.end_page._timer.stop()
        return window

    return Scene("session", show, audited=name in AUDITED)


SCENES = {f"session-{name}": scene(name, act) for name, act in STATES.items()}
