"""One session after the other on the session's page: clockwork, figure, words, sound and announcements.

The window knows pages and how to leave; the player knows time. This is what is between them: every control
does here what it does, and every moment is shown here.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import RoundState
from backbreak.core.errors import BackbreakError
from backbreak.core.figure import Poses
from backbreak.core.journal import Feel
from backbreak.core.phrases import Phrase, Saying
from backbreak.core.settings import Settings
from backbreak.windows.motion import Motion
from backbreak.windows.session.announcing import Announcer
from backbreak.windows.session.lines import easier_of, lines_for, status_of, words_key
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.session.notices import Notices
from backbreak.windows.session.now import Session
from backbreak.windows.session.page import SessionPage
from backbreak.windows.session.player import Player
from backbreak.windows.session.sounding import Loudspeaker, MakeSounds
from backbreak.windows.session.stage import staged
from backbreak.words import _
from backbreak.words import session as words
from backbreak.words.refusals import told
from backbreak.words.sentences import sentence
from backbreak.words.speech import Speech


class Flow(QObject):
    """Plays what it is given on a page. `begun`: another exercise is on it; `ended`: over and reported."""

    begun, ended = Signal(), Signal()

    def __init__(
        self,
        page: SessionPage,
        catalogue: Catalogue,
        poses: Poses,
        settings: Settings,
        announcer: Announcer,
        make_sounds: MakeSounds,
    ) -> None:
        super().__init__(page)
        self.now: Session | None = None
        self.hurt = False
        """After the end: that it hurt."""
        self.earlier: tuple[str, ...] = ()
        """What was done in this sitting before something else was swapped for it, in sentences."""
        self.motion = Motion(settings.look.motion, self)
        self.motion.changed.connect(self._set_reduced)
        self._page, self._catalogue, self._poses = page, catalogue, poses
        self._announcer, self._sound = announcer, Loudspeaker(make_sounds, settings.sound)
        self._link: SessionLink | None = None
        self._round: RoundState | None = None
        self._shown: tuple[object, ...] = ()
        self._notices = Notices(self)
        self._notices.changed.connect(self.show_again)

    def play(self, assignment: Assignment, link: SessionLink) -> None:
        """Put a session on the page; `start` sets it going."""
        self._drop()
        if link is not self._link:
            self._link, self.earlier, self._round = link, (), assignment.plan.round
            self._sound.renew()
            link.swapped.connect(partial(self._swapped, link))
        self.hurt = False
        exercise = self._catalogue.get(assignment.plan.exercise)
        player = Player(link, assignment)
        self.now = Session(
            assignment,
            exercise,
            Speech(exercise, self._catalogue.stand_and_stretch),
            staged(self._poses, exercise, self.motion.reduced),
            player,
        )
        player.moved.connect(self.show_moment)
        player.jumped.connect(self._page.figure.soften)
        player.ended.connect(self._on_ended)
        self._notices.forget()
        self._page.show_exercise(exercise)
        self.begun.emit()
        self.show_again()

    def start(self) -> None:
        """Set the session going; later calls change nothing."""
        if self.now is not None and not self.over:
            self._sound.start(self.now.speech, self.now.assignment.speed)
            self.now.player.start()

    @property
    def session(self) -> Session:
        """What is on the page; there is a session from the first `play` on."""
        assert self.now is not None
        return self.now

    @property
    def over(self) -> bool:
        """Whether nothing is being played."""
        return self.now is None or self.now.player.over

    def speak(self, page: SessionPage, catalogue: Catalogue) -> None:
        """Go on where it is on another page, with the exercises and the voice in another language."""
        self.setParent(page)
        self._page, self._catalogue = page, catalogue
        if (now := self.now) is None:
            return
        now.exercise = catalogue.get(now.assignment.plan.exercise)
        now.speech = Speech(now.exercise, catalogue.stand_and_stretch)
        now.player.jumped.connect(page.figure.soften)
        if not self.over:
            self._sound.speak(now.speech, now.assignment.speed)
        page.show_exercise(now.exercise)
        self.begun.emit()
        self.show_again()

    # --- the controls ----------------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Pause, or go on after 3-2-1."""
        if self.now is not None:
            self.now.player.toggle_pause()

    def skip(self) -> None:
        """Go to what comes next."""
        if self.now is not None:
            self.now.player.skip()

    def back(self) -> None:
        """Do the last repetition again."""
        if self.now is not None:
            self.now.player.back()

    def toggle_easier(self) -> None:
        """Make what is to come easier, live, and say how; or as it was."""
        if self.now is None or self.over or self.now.player.waiting:
            return
        self.now.player.ease()
        if self.now.player.playback.eased:
            self._tell_easier(self.now)
        else:
            self._notices.forget()
            self._announcer.say(words.as_before())

    def swap(self) -> None:
        """Ask for something else that can be done here; the answer comes by the link."""
        if self.now is not None and not self.over:
            self._notices.caption(_("Looking for something else…"), for_good=True)
            self.now.player.swap()

    def toggle_mute(self) -> None:
        """Be silent at once, or be heard again."""
        self._sound.toggle_mute()
        self._announcer.say(_("Muted") if self._sound.muted else _("Sound on"))
        self.show_again()

    def hurts(self) -> None:
        """Stop at once, because it hurts."""
        self.hurt = True
        self.stop(Feel.HURTS)

    def stop(self, feel: Feel | None = None) -> None:
        """End here; what has been done counts."""
        if self.now is not None:
            self.now.player.stop(feel)

    # --- what is shown and heard -----------------------------------------------------------------

    def show_again(self) -> None:
        """Show the moment with all its words, whatever is shown already."""
        self._shown = ()
        self.show_moment()

    def show_moment(self) -> None:
        """Show, and let be heard, the moment the session is at."""
        if (now := self.now) is None:
            return
        playback, sound = now.player.playback, self._sound
        sound.follow(now.player, now.speech)
        picture = now.choreography.picture(playback)
        key = (words_key(playback, frame := playback.frame), sound.note)
        if key == self._shown:
            self._page.show_motion(frame, picture)
            return
        self._shown = key
        lines = lines_for(playback, now.exercise, self._catalogue.stand_and_stretch)
        self._announcer.moment(playback, lines)
        self._page.show_moment(playback, self._notices.over(lines), picture)
        self._page.show_state(playback, status_of(playback, sound.muted, sound.note), sound.muted)

    def _tell_easier(self, now: Session) -> None:
        self._notices.following(text := easier_of(now.player.playback, now.exercise))
        self._announcer.say(text)
        self._sound.say(Phrase(Saying.EASIER))

    def _set_reduced(self, reduced: bool) -> None:
        if self.now is not None:
            self.now.choreography.reduced = reduced
        self.show_again()

    # --- its end ---------------------------------------------------------------------------------

    def _swapped(self, link: SessionLink, answer: object) -> None:
        now = self.now
        if link is not self._link or now is None or now.player.over:
            return
        if isinstance(answer, Assignment):
            name = self._catalogue.get(answer.plan.exercise).name
            self._announcer.say(_("Now: %(exercise)s") % {"exercise": name}, assertive=True)
            done = self.told()
            self.play(answer, link)  # its first words are announced after that
            self.earlier = done
            self.start()
        elif isinstance(answer, BackbreakError):
            now.player.go_on()
            self._notices.caption(why := sentence(told(answer)))
            self._announcer.say(why, assertive=True)

    def told(self) -> tuple[str, ...]:
        """Say what was done in this sitting, a sentence for each session that counts, the last one last."""
        return self.earlier + (() if self.now is None else self.now.told())

    def moved(self) -> tuple[RoundState, int]:
        """Give the round as it was before this sitting, and the units done in it since."""
        now, units = self.session.assignment.plan.round, self.session.player.playback.units
        before = self._round if self._round is not None and self._round.number == now.number else now
        return before, now.done + units - before.done

    def _on_ended(self) -> None:
        self._sound.end()
        self.ended.emit()

    def _drop(self) -> None:
        """Let go of the session before; it has been reported, or swapped for another."""
        if self.now is not None:
            self.now.player.drop()
            self.now.player.moved.disconnect(self.show_moment)
            self.now.player.deleteLater()
            self.now = None
