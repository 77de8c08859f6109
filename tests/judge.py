"""Who judges a month: nobody who sits is forgotten, nobody is disturbed, every prompt is answered for.

It knows the person, the commands given and the orders of the core, and works everything else out for itself,
in a time that never jumps. Of the core it asks the phase and which episode it is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onlooker import MINUTE, open_by_the_clock

from backbreak.core.cycle import Phase
from backbreak.core.cycle import events as e
from backbreak.core.hours import ALWAYS
from backbreak.core.journal import Outcome

if TYPE_CHECKING:
    from month import Month

ENOUGH = timedelta(minutes=15)
SAME_ABSENCE = timedelta(seconds=10)
STANDING = (Outcome.COMPLETED, Outcome.PARTIAL, Outcome.SKIPPED)
SLACK = timedelta(seconds=2)
LINGERS = timedelta(seconds=30)
MOST_JUST_BACK = timedelta(minutes=10)


class Judge:
    """Every instant kept in here is in true time: what the wall clock would show had nobody set it."""

    def __init__(self, month: Month) -> None:
        self.month = month
        self.offset = timedelta()
        now = month.now
        self.counts_from = now
        """When the person was last prompted or stood up: from here the limit counts."""
        self.put_off_until: datetime | None = None
        self.forgotten = self.graced = self.quieted = timedelta()
        self.returned = self.quiet_ended = now - timedelta(days=1)
        self.left: datetime | None = None
        self.before_last = now
        """When the absence began that ended last, where it was a short one."""
        self.shown: datetime | None = None
        self.episode = ""
        self.paused = False
        self.paused_until: datetime | None = None  # by the wall clock
        self.meeting_until = now - timedelta(days=1)
        self.prompts = self.longest_wait_s = 0

    def true(self, wall: datetime) -> datetime:
        return wall - self.offset

    # --- what is so ------------------------------------------------------------------------------

    def out(self, wall: datetime) -> bool:
        """Whether the person is away, as far as anybody could know."""
        person, rules = self.month.person, self.month.rules
        idle = not rules.reading and wall - person.last_input >= rules.natural_break
        return person.locked or person.asleep or (self.month.idle_source and idle)

    def there(self, wall: datetime) -> bool:
        """Whether the person is there and may be asked."""
        person, rules = self.month.person, self.month.rules
        still = self.month.idle_source and wall - person.last_input >= MINUTE and not rules.reading
        asked_for_quiet = bool(person.quiet) or self.true(wall) < self.quiet_ended + LINGERS
        return not (person.locked or person.asleep or still or asked_for_quiet or self.excused(wall))

    def excused(self, wall: datetime) -> bool:
        """Whether the person asked not to be prompted."""
        if self.paused and self.paused_until is not None and wall >= self.paused_until:
            self.paused, self.returned = False, self.true(wall)
        return self.paused or self.true(wall) < self.meeting_until or not self.open(wall)

    def open(self, wall: datetime) -> bool:
        rules = self.month.rules
        return rules.week == ALWAYS or open_by_the_clock(rules, wall.astimezone(rules.zone))

    # --- time passes -----------------------------------------------------------------------------

    def passes(self, start: datetime, end: datetime) -> None:
        """A stretch in which nothing was told."""
        phase, length = self.month.track.cycle.phase, end - start
        here = self.there(start) and self.there(end)
        if here and phase not in (Phase.PROMPTING, Phase.SESSION):
            if self.true(start) >= (self.put_off_until or self.counts_from + self.month.rules.limit):
                self.forgotten += length
            assert self.forgotten <= ENOUGH, "somebody who sits was forgotten"
        if phase is Phase.HELD:
            if self.true(end) <= self.returned + self.month.rules.grace and not self.out(start):
                self.graced += length
            if self.month.person.quiet or self.true(start) < self.quiet_ended + LINGERS:
                self.quieted += length
            assert not self.waits_in_vain(start, end), "a call that holds for ever"
        if phase is Phase.PROMPTING and here and self.shown is not None:
            late = self.true(start) - self.shown - self.month.rules.repeat
            assert late <= SLACK, "an invitation that was not repeated"
        if self.out(end) and self.left is None:
            person, typed = self.month.person, self.true(self.month.person.last_input)
            self.left = self._begun(self.true(start) if person.locked or person.asleep else typed)

    def _begun(self, left: datetime) -> datetime:
        """When an absence began: one that follows another at once is the same."""
        return min(left, self.before_last) if left <= self.returned + SAME_ABSENCE else left

    def waits_in_vain(self, start: datetime, end: datetime) -> bool:
        """Whether quiet alone has held the prompt for longer than it may."""
        typed = start - self.month.person.last_input < MINUTE and end - self.month.person.last_input < MINUTE
        graced = self.true(end) <= self.returned + self.month.rules.grace
        if not self.month.person.quiet or graced or not typed:
            return False
        if self.out(start) or self.excused(start) or self.excused(end):
            return False
        return self.quieted > self.month.rules.hold_cap + ENOUGH

    def gone(self, start: datetime, end: datetime) -> None:
        """The program was not running."""
        if end - start >= self.month.rules.natural_break:
            self._stands_up(end)
        self.returned, self.left, self.shown = self.true(end), None, None

    def quiet_changes(self, before: frozenset[str], after: frozenset[str]) -> None:
        if before and not after:
            self.quiet_ended = self.true(self.month.now)

    def _stands_up(self, wall: datetime) -> None:
        self.counts_from, self.put_off_until, self.forgotten = self.true(wall), None, timedelta()

    # --- what is told, and what comes of it ------------------------------------------------------

    def before(self, event: e.Event) -> None:
        """Somebody who is no longer away has come back."""
        wall, person = event.at, self.month.person
        if isinstance(event, e.Slept) and self.left is None:
            self.left = self._begun(self.true(event.since))
        if (
            self.left is not None
            and not (person.locked or person.asleep)
            and isinstance(event, e.Unlocked | e.Slept | e.InputSeen)
        ):
            self.before_last = self.left
            if self.true(wall) - self.left >= self.month.rules.natural_break:
                self._stands_up(wall)
                self.before_last = self.true(wall)
            self.returned, self.left = self.true(wall), None
        self.excused(wall)

    def after(self, event: e.Event, effects: tuple[e.Effect, ...]) -> None:
        """Every order is looked at, at the moment it is given."""
        episode = self.month.track.cycle.episode
        if episode is not None and episode.id != self.episode:
            self.episode, self.shown, self.graced, self.quieted = episode.id, None, timedelta(), timedelta()
        if not any(isinstance(effect, e.Refused) for effect in effects):
            self._command(event)
        for effect in effects:
            match effect:
                case e.ShowPrompt():
                    self._prompted(effect)
                case e.WithdrawPrompt():
                    self.shown = None
                case e.Record() if effect.entry.outcome in STANDING:
                    self._stands_up(event.at)
                case e.Record() if effect.entry.outcome is Outcome.NATURAL:
                    assert effect.entry.seconds >= self.month.rules.natural_break.total_seconds()
        if self.month.track.cycle.phase is Phase.SESSION:
            self._stands_up(event.at)
        if self.month.track.cycle.phase is not Phase.PROMPTING:
            self.shown = None

    def _command(self, event: e.Event) -> None:
        match event:
            case e.Paused():
                self.paused, self.paused_until = True, event.until
            case e.Resumed():
                self.returned = self.true(event.at) if self.paused else self.returned
                self.paused, self.paused_until = False, None
                self.meeting_until = min(self.meeting_until, self.true(event.at))
            case e.MeetingDeclared():
                self.meeting_until = self.true(event.until)
            case e.Snoozed():
                by = self.month.rules.snooze if event.by is None else event.by
                self.put_off_until, self.forgotten = self.true(event.at) + by, timedelta()

    def _prompted(self, order: e.ShowPrompt) -> None:
        wall, rules, person = self.month.now, self.month.rules, self.month.person
        now = self.true(wall)
        assert not self.out(wall), "prompted while away"
        assert not self.excused(wall), "prompted while paused, in a meeting or outside hours"
        if now < self.returned + rules.grace:
            assert self.graced >= MOST_JUST_BACK - SLACK, "prompted just after coming back"
        if person.quiet:
            assert order.silent, "a sound into a call"
            assert not (order.card and person.quiet & {"fullscreen", "screen_share"}), (
                "a card on a shown screen"
            )
            assert self.quieted >= rules.hold_cap - SLACK, "prompted before the cap"
        elif not order.silent:
            assert now >= self.quiet_ended + LINGERS, "a call was thought to be over"
        self._not_too_often(order, now)
        self.prompts += 1
        self._stands_up(wall)

    def _not_too_often(self, order: e.ShowPrompt, now: datetime) -> None:
        changed = self.month.person.quiet or now <= self.quiet_ended + 2 * LINGERS
        if self.shown is not None and not changed:
            assert now - self.shown >= self.month.rules.repeat - SLACK, "repeated too soon"
        if order.showing == 1 and self.month.idle_source and not self.month.rules.reading:
            assert self.month.now - self.month.person.last_input < MINUTE + SLACK, "asked into an empty chair"
        self.shown = now
