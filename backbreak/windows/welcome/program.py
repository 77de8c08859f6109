"""Between the welcome window and the home: what was chosen is written when it is done, and not before.

Whoever skips leaves everything as it was, but for the mark that the window need not come by itself again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from backbreak.core.autostart import Standing, State
from backbreak.core.errors import BackbreakError
from backbreak.core.figure import parse
from backbreak.storage.catalogue import poses_document
from backbreak.storage.settings import load, locks, set_value
from backbreak.storage.welcome import mark_welcomed, welcomed
from backbreak.windows import clock
from backbreak.windows.alone import Home
from backbreak.windows.client import DoorClient
from backbreak.windows.complaint import Complaint, complaint, nothing, together
from backbreak.windows.login_switch import LoginSwitch, waiting
from backbreak.windows.session.sounding import MakeSounds, performer
from backbreak.windows.welcome.choices import Wishes, changes, followed, wishes
from backbreak.windows.welcome.login import explained, login_of
from backbreak.windows.welcome.soundcheck import SoundCheck
from backbreak.windows.welcome.trying import Trial
from backbreak.windows.welcome.window import WelcomeWindow
from backbreak.windows.welcome.wording import listening

log = logging.getLogger(__name__)


class WelcomeProgram(QObject):
    """Owns the window; `over` is emitted once, when it is closed, or the session that was tried."""

    over = Signal()

    def __init__(self, home: Home, quietly: bool = False, make_sounds: MakeSounds = performer) -> None:
        """`quietly` leaves the keyboard where it is."""
        super().__init__()
        self._home, self._gone, self._ended = home, False, False
        self._trial: Trial | None = None
        standing, self._possible, self._why = login_of(home)
        self._at_login = standing.state is State.ON
        self._before, look = self._set_now(), home.settings.look
        self.window = WelcomeWindow(
            lambda: home.catalogue,
            parse(poses_document(home.catalogue)),
            self._before,
            theme=look.theme,
            motion=look.motion,
            again=welcomed(home.places),
            quietly=quietly,
        )
        self._client = DoorClient(home.places.socket_path, self)  # to be brought to the front
        self._check = SoundCheck(lambda: home.catalogue, self, make_sounds)
        self._switch = LoginSwitch(home.places, self)
        self._troubles: list[Complaint] = []
        self._then: Callable[[], object] = self.window.close
        self._switch.came.connect(self._switched)
        self._fill()
        self._connect()

    def _connect(self) -> None:
        window = self.window
        window.rebuilt.connect(self._fill_anew)
        window.done.connect(self._done)
        window.try_asked.connect(self._try)
        window.sample_asked.connect(self._play)
        window.closed.connect(self._closed)
        self._client.order.connect(self._ordered)
        self._check.told.connect(window.say_sound)
        self._check.over.connect(lambda: window.questions.set_playing(False))

    def _fill_anew(self) -> None:
        """In another language or size of type, or with other wishes."""
        _standing, self._possible, self._why = login_of(self._home)
        self._fill()

    def _fill(self) -> None:
        """Say what cannot be chosen here, and why."""
        questions, waits = self.window.questions, self._switch.busy
        questions.say_login(waiting() if waits else self._why, self._possible and not waits)
        questions.lock(locks(self._home.places))
        if self._check.playing:
            questions.set_playing(True)
            questions.sound.say(listening())
        self.window.set_busy(waits or self._trial is not None)

    def start(self) -> None:
        """Show the window."""
        self.window.show()
        self._client.open()

    def follow(self) -> None:
        """Show by settings that have changed; what was chosen here meanwhile stays chosen."""
        self.window.set_theme(self._home.settings.look.theme)
        self.window.motion = self._home.settings.look.motion
        self.window.questions.lock(locks(self._home.places))
        if self._trial is not None:
            self._trial.follow()
        before, self._before = self._before, self._set_now()
        self.window.show_wishes(followed(before, self.window.wishes, self._before))

    def _ordered(self, order: str) -> None:
        if order == "raise" and self._trial is None:
            self.window.come_to_front()

    def end(self) -> None:
        """End as if the window had been closed, and the session that was tried."""
        self._gone = True
        if self._trial is not None:
            self._trial.close()
        else:
            self.window.close()

    # --- the sound ---------------------------------------------------------------------------------

    def _play(self) -> None:
        """Play a sample as it is chosen now, or stop it."""
        if self._check.playing:
            self._check.stop()
            return
        wished = self.window.wishes
        self.window.questions.set_playing(True)
        self._check.play(replace(self._home.settings.sound, cues=wished.cues, voice=wished.voice))

    # --- the ways out ------------------------------------------------------------------------------

    def _done(self) -> None:
        self._apply(self.window.close)

    def _try(self) -> None:
        self._apply(self._begin)

    def _begin(self) -> None:
        """Begin a session as it was chosen; the window stays until there is one."""
        self.window.set_busy(True)
        try:
            self._trial = Trial(self._home, self.window)
        except BackbreakError as error:
            self.window.complain(complaint(error))
            return
        self._trial.begun.connect(self._begun)
        self._trial.over.connect(self._tried)
        self._trial.start()

    def _begun(self) -> None:
        """There is one; what was chosen while it was asked for is written like the rest."""
        self.window.hide()
        self._apply(lambda: None)

    def _tried(self) -> None:
        trial, self._trial = self._trial, None
        if trial is None or self._gone or (trial.played and not self._troubles):
            self.window.close()
            self._end()
            return
        trial.deleteLater()
        self.window.show()
        if not trial.played:
            self.window.complain(nothing if trial.error is None else complaint(trial.error))

    def _closed(self) -> None:
        """Skipped, or done: it need not come by itself any more."""
        self._gone = True
        self._check.stop()
        self._mark()
        if self._trial is None:
            self._end()
        elif not self._trial.played:
            self._trial.close()

    def _end(self) -> None:
        if not self._ended and not self._switch.busy:
            self._ended = True
            self._client.close()
            self.over.emit()

    def _mark(self) -> None:
        try:
            mark_welcomed(self._home.places, clock.now())
        except BackbreakError as error:  # then it may come once more, and nothing worse
            log.warning("%s", error)

    # --- writing -----------------------------------------------------------------------------------

    def _apply(self, then: Callable[[], object]) -> None:
        """Write what was chosen otherwise, and go on; what was refused is said, and nothing follows."""
        self._check.stop()
        wished = self.window.wishes
        self._troubles, self._then = list(self._written(wished)), then
        if wished.login == self._before.login:
            self._applied()
            return
        self._switch.turn(wished.login)
        if self._switch.busy:
            self._fill()

    def _applied(self) -> None:
        self._home.follow(load(self._home.places)[0])
        self._before = self._set_now()
        if self._troubles:
            self.window.complain(together(self._troubles))
            return
        self._mark()
        self._then()

    def _set_now(self) -> Wishes:
        home = self._home
        return wishes(home.settings, home.catalogue, login=self._at_login, understood=home.care_acknowledged)

    def _written(self, wished: Wishes) -> Iterator[Complaint]:
        """Write each thing by itself; yield what could not be written, and why."""
        before, home = self._before, self._home
        exclude = load(home.places)[0].session.exclude
        for name, value in changes(before, wished, home.catalogue, exclude).items():
            try:
                set_value(home.places, name, value)
            except BackbreakError as error:
                yield complaint(error)
        if wished.understood and not home.care_acknowledged:
            try:
                home.acknowledge_care()
            except BackbreakError as error:
                yield complaint(error)

    def _switched(self, came: Standing | BackbreakError) -> None:
        """Show what came of starting at login, and go on, with what was chosen while that was waited for."""
        wished = self.window.wishes.login
        if isinstance(came, Standing):
            self._at_login = came.state is State.ON
            if self._at_login != wished:
                self._troubles.append(lambda: explained(came))
        else:
            self._troubles.append(complaint(came))
        self.window.questions.login.setChecked(self._at_login)
        self._fill()
        if self._gone:
            self._end()
        elif self._troubles:
            self._applied()
        else:
            self._before = replace(self._before, login=self._at_login)
            self._apply(self._then)
