"""One session after the other on the session's page: clockwork, figure, words, sound and announcements.

The window knows pages and how to leave; the player knows time. This is what is between them: every control
does here what it does, and every moment is shown here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from backbreak.core.catalogue import Catalogue
from backbreak.core.cues import Plan
from backbreak.core.errors import BackbreakError
from backbreak.core.exercise import STAND_AND_STRETCH, Exercise
from backbreak.core.figure import Poses
from backbreak.core.journal import Feel
from backbreak.core.phrases import Phrase, Saying
from backbreak.core.settings import Settings
from backbreak.windows.motion import Motion
from backbreak.windows.session.announcing import Announcer
from backbreak.windows.session.lines import Lines, lines_for, status_of, words_key
from backbreak.windows.session.link import Assignment, SessionLink
from backbreak.windows.session.outcome import sentence_for
from backbreak.windows.session.page import SessionPage
from backbreak.windows.session.player import Player
from backbreak.windows.session.sounding import MakeSounds, Sounds
from backbreak.windows.session.stage import Choreography
from backbreak.words import _, language
from backbreak.words.speech import Speech

NOTICE_MS = 12_000
"""So long a notice stands where else is said what comes next."""


class Flow(QObject):
    """Plays what it is given on a page. `hurt` says after the end that it hurt."""

    begun = Signal()
    """Another exercise is on the page."""
    ended = Signal()
    """The session is over and reported."""

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
        self.player: Player | None = None
        self.hurt = False
        self.earlier: tuple[str, ...] = ()
        self._page, self._catalogue, self._poses, self._settings = page, catalogue, poses, settings
        self._announcer, self._make_sounds = announcer, make_sounds
        self.motion = Motion(settings.look.motion, self)
        self.motion.changed.connect(self._set_reduced)
        self._link: SessionLink | None = None
        self._sounds: Sounds | None = None
        self._heard: Plan | None = None
        self._muted = False
        self._note = ""
        self._instead_of_caption = self._instead_of_following = ""
        self._shown: tuple[object, ...] = ()
        self._notice = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._notice.timeout.connect(self._forget_notice)

    def play(self, assignment: Assignment, link: SessionLink) -> None:
        """Put a session on the page; `start` sets it going."""
        if link is not self._link:
            self._link, self.earlier = link, ()
            link.swapped.connect(partial(self._swapped, link))
            self._sounds = None
        self._drop_player()
        self.assignment, self.hurt = assignment, False
        self.exercise = self._catalogue.get(assignment.plan.exercise)
        self.stretching = self._catalogue.get(STAND_AND_STRETCH)
        self._speech = Speech(self.exercise, self.stretching)
        self._choreography = Choreography(self._poses, self.exercise.pose, self.motion.reduced)
        self.player = player = Player(link, assignment)
        player.moved.connect(self.show_moment)
        player.jumped.connect(self._page.figure.soften)
        player.ended.connect(self._on_ended)
        self._heard = None
        self._forget_notice()
        self._page.show_exercise(self.exercise)
        self.begun.emit()
        self.show_again()

    def start(self) -> None:
        """Set the session going; later calls change nothing."""
        if self.player is None or self.player.over:
            return
        if self._sounds is None:
            speed = self.assignment.speed
            self._sounds = self._make_sounds(self._settings.sound, self._speech, language(), speed)
            self._sounds.mute(self._muted)
        self.player.start()

    @property
    def over(self) -> bool:
        """Whether nothing is being played."""
        return self.player is None or self.player.over

    # --- the controls ----------------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Pause, or go on after 3-2-1."""
        if self.player is not None:
            self.player.toggle_pause()

    def skip(self) -> None:
        """Go to what comes next."""
        if self.player is not None:
            self.player.skip()

    def back(self) -> None:
        """Do the last repetition again."""
        if self.player is not None:
            self.player.back()

    def toggle_easier(self) -> None:
        """Make what is to come easier, live, and say how; or as it was."""
        if self.player is None or self.over:
            return
        self.player.ease()
        if self.player.playback.eased:
            self._tell_easier()
        else:
            self._forget_notice()
            self._announcer.say(_("As before."))

    def swap(self) -> None:
        """Ask for something else that can be done here; the answer comes by the link."""
        if self.player is not None and not self.over:
            self._note_instead(caption=_("Looking for something else…"), for_ms=None)
            self.player.swap()

    def toggle_mute(self) -> None:
        """Be silent at once, or be heard again."""
        self._muted = not self._muted
        if self._sounds is not None:
            self._sounds.mute(self._muted)
        self._announcer.say(_("Muted") if self._muted else _("Sound on"))
        self.show_again()

    def hurts(self) -> None:
        """Stop at once, because it hurts."""
        self.hurt = True
        self.stop(Feel.HURTS)

    def stop(self, feel: Feel | None = None) -> None:
        """End here; what has been done counts."""
        if self.player is not None:
            self.player.stop(feel)
        if self._sounds is not None:
            self._sounds.end()

    # --- what is shown ---------------------------------------------------------------------------

    def show_again(self) -> None:
        """Show the moment with all its words, whatever is shown already."""
        self._shown = ()
        self.show_moment()

    def show_moment(self) -> None:
        """Show and follow the moment the session is at."""
        if self.player is None:
            return
        playback = self.player.playback
        self._sound()
        picture = self._choreography.picture(playback)
        key = words_key(playback)
        if key == self._shown:
            self._page.show_motion(playback.frame, picture)
            return
        self._shown = key
        lines = lines_for(playback, self.exercise, self.stretching)
        self._announcer.moment(playback, lines)
        self._page.show_moment(playback, self._noticed(lines), picture)
        pairs = playback.plan.first_side is not None
        self._page.show_state(playback, status_of(playback, pairs, self._muted, self._note), self._muted)

    def _sound(self) -> None:
        sounds, player = self._sounds, self.player
        if sounds is None or player is None or player.over:
            return
        playback = player.playback
        if playback.plan is not self._heard:
            self._heard = playback.plan
            sounds.perform(playback.plan, playback.position_s, self._speech)
        moving = not playback.paused and playback.resuming_s <= 0 and not player.waiting
        sounds.follow(playback.position_s, moving, playback.resuming_s)
        if sounds.note != self._note:
            self._note = sounds.note
            self._shown = ()

    def _noticed(self, lines: Lines) -> Lines:
        return replace(
            lines,
            caption=self._instead_of_caption or lines.caption,
            following=self._instead_of_following or lines.following,
        )

    def _note_instead(self, caption: str = "", following: str = "", for_ms: int | None = NOTICE_MS) -> None:
        self._instead_of_caption, self._instead_of_following = caption, following
        if for_ms is None:
            self._notice.stop()
        else:
            self._notice.start(for_ms)
        self.show_again()

    def _forget_notice(self) -> None:
        self._notice.stop()
        if self._instead_of_caption or self._instead_of_following:
            self._instead_of_caption = self._instead_of_following = ""
            self.show_again()

    def _tell_easier(self) -> None:
        how = self.exercise.texts.easier
        shorter = self.player is not None and self.player.playback.eases == "hold"
        known = _("Easier: half the hold. %(how)s") if shorter else _("Easier: half the way. %(how)s")
        text = (known % {"how": how}).strip()
        self._note_instead(following=text)
        self._announcer.say(text)
        if self._sounds is not None:
            self._sounds.say(Phrase(Saying.EASIER))

    def _set_reduced(self, reduced: bool) -> None:
        if self.player is not None:
            self._choreography.reduced = reduced
            self.show_again()

    # --- its end ---------------------------------------------------------------------------------

    def _swapped(self, link: SessionLink, answer: object) -> None:
        player = self.player
        if link is not self._link or player is None or player.over:
            return
        if isinstance(answer, Assignment):
            done = sentence_for(player.playback, self.exercise, self.assignment.exercise_done)
            units = player.playback.units
            self.play(answer, link)
            self.earlier += (done,) if units else ()
            self._announcer.say(_("Now: %(exercise)s") % {"exercise": self.exercise.name}, assertive=True)
            self.start()
        elif isinstance(answer, BackbreakError):
            player.go_on()
            self._note_instead(caption=str(answer))
            self._announcer.say(str(answer), assertive=True)

    def _on_ended(self) -> None:
        if self._sounds is not None:
            self._sounds.end()
        self.ended.emit()

    def _drop_player(self) -> None:
        if self.player is not None:
            self.player.drop()
            self.player.moved.disconnect(self.show_moment)
            self.player.deleteLater()
            self.player = None

    assignment: Assignment
    exercise: Exercise
    stretching: Exercise
