"""The conductor: the one mutable cycle, its inbox, and the order in which things become true.

An event is taken through `step`; the lines it orders are on disk first, then the state, and only then is
anything shown or answered. So a kill at any moment leaves a journal that is at least as new as the state,
and `recover` at the next start brings the state up to it. Events posted while effects run wait in line; each
effect is performed in its own try, so a failing notification never loses a journal line.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from backbreak.core.cycle import Cycle, Policy, begin, persist, stamp_every, step, wake_at
from backbreak.core.cycle import events as e
from backbreak.core.cycle.rescue import rescued
from backbreak.core.errors import BackbreakError
from backbreak.core.instants import read_instant
from backbreak.core.journal import Entry
from backbreak.resident.unwritten import readable
from backbreak.words.refusals import told as refused

STAMP_EVERY = timedelta(minutes=4)
"""How old the state on disk may be: a gap shorter than a natural break must be seen to be one."""

_OWN_KEYS = frozenset({"v", "stamped", "cycle", "unwritten"})

log = logging.getLogger(__name__)


class Journal(Protocol):
    """What the conductor asks of the journal on disk."""

    def append(self, entry: Entry) -> Entry: ...
    def find(self, name: str) -> Entry | None: ...


class State(Protocol):
    """What the conductor asks of the state on disk."""

    problem: str | None
    """What was wrong with it at the last load."""

    def load(self) -> Mapping[str, object] | None: ...
    def save(self, state: dict[str, object]) -> None: ...
    def touch(self, at: datetime) -> None: ...


class Conductor:
    """Holds the cycle. `perform(effect)` obeys, once what is recorded is written; `changed()` follows."""

    def __init__(
        self,
        policy: Policy,
        journal: Journal,
        state: State,
        perform: Callable[[e.Effect], None],
        changed: Callable[[], None],
        stamped_within: timedelta = STAMP_EVERY,
        clocks: Callable[[datetime], Iterable[e.Event]] = lambda _at: (),
    ) -> None:
        self.policy = policy
        self._journal = journal
        self._state = state
        self._perform = perform
        self._changed = changed
        self._stamped_within = stamped_within
        self._clocks = clocks
        self._inbox: deque[e.Event] = deque()
        self._busy = False
        self._unwritten: list[Entry] = []
        self._stamped: datetime | None = None
        self._cycle: Cycle | None = None
        self._kept: dict[str, object] = {}
        self.trouble: str | None = None
        """Why the last line or state could not be written, in words for people; None when all is on disk."""
        self.behind = False
        """Whether the state could not be written: a restart would know nothing of what is so now."""

    @property
    def cycle(self) -> Cycle:
        """The cycle as it is now; only valid after `recover`."""
        assert self._cycle is not None
        return self._cycle

    @property
    def wakes_at(self) -> datetime:
        """When the next Tick is due: the cycle's own wish, or the next stamp."""
        stamp = (self._stamped or self.cycle.now) + stamp_every(self.policy, self._stamped_within)
        wish = wake_at(self.cycle, self.policy)
        return stamp if wish is None else min(stamp, wish)

    def recover(self, at: datetime, is_playing: Callable[[str], bool]) -> None:
        """Take up where the last run ended: state, then what the journal knows better, then the gap.

        `is_playing(run id)` says whether the session's window outlived us.
        """
        saved = self._load()
        if saved is None:
            self._cycle = begin(at, self.policy)
            self.post(e.Tick(at))
            return
        self._cycle, stamped = saved
        run, episode = self._cycle.run, self._cycle.episode
        pending = run.id if run else episode.id if episode else None
        known = None if pending is None else self._written(pending, run.rev if run else 0)
        if known is not None:
            self.post(e.Recorded(stamped, known))
        elif run is not None and not is_playing(run.id):
            # By the clock of the last run: whether that one was right is for Restarted to say.
            self.post(e.Lost(stamped, run.id))
        self.post(e.Restarted(at, stamped))

    def _written(self, entry_id: str, rev: int) -> Entry | None:
        """The line this cycle was about to write, if it got to the disk before the end came."""
        found = self._journal.find(entry_id)
        return found if found is not None and found.rev >= rev else None

    def post(self, event: e.Event) -> e.Refused | None:
        """Take one event to its end, and give its refusal if it was one; in line if another is on its way."""
        self._inbox.extend((*self._clocks(event.at), event))  # it is one of after whatever they tell
        if self._busy:
            return None
        self._busy = True
        refusal: e.Refused | None = None
        try:
            while self._inbox:
                taken = self._inbox.popleft()
                refused = self._one(taken)
                if taken is event:  # not one that came of performing it
                    refusal = refused
        finally:
            self._busy = False
            self._changed()
        return refusal

    def would(self, event: e.Event) -> tuple[e.Effect, ...]:
        """What that event would order if it came now; nothing is changed by asking."""
        return step(self.cycle, event, self.policy)[1]

    def keep(self, key: str, value: object) -> None:
        """Keep plain data beside the cycle, None to drop it; it goes to the disk with the next write."""
        if value is None:
            self._kept.pop(key, None)
        else:
            self._kept[key] = value

    def kept(self, key: str) -> object:
        """What is kept under that key, None for nothing."""
        return self._kept.get(key)

    def rescue(self, at: datetime) -> None:
        """Leave a cycle behind that no event takes further; what it owed is written down."""
        before = self.cycle
        self._cycle, effects = rescued(before, self.policy, at)
        self._carry_out(before, effects, at)
        self._changed()

    def tick(self, at: datetime) -> None:
        """Time has passed."""
        self.post(e.Tick(at))

    def stamp(self, at: datetime) -> None:
        """Note on disk that the program ran at `at`, and try again what could not be written."""
        self._write((), at)

    def _one(self, event: e.Event) -> e.Refused | None:
        before = self.cycle
        self._cycle, effects = step(before, event, self.policy)
        log.debug("%s: %s to %s", type(event).__name__, before.phase.value, self._cycle.phase.value)
        return self._carry_out(before, effects, event.at)

    def _carry_out(self, before: Cycle, effects: tuple[e.Effect, ...], at: datetime) -> e.Refused | None:
        """Write what is to be written, then obey the orders, records told of too; gives the refusal."""
        records = [effect.entry for effect in effects if isinstance(effect, e.Record)]
        if records or self._unwritten or self.behind or self._stamped is None or self._differs(before):
            self._write(records, self.cycle.now)
        elif abs(at - self._stamped) >= stamp_every(self.policy, self._stamped_within):
            self._touch(at)
        refusal = None
        for effect in effects:
            if isinstance(effect, e.Refused):
                refusal = effect
            else:
                self._do(effect)
        return refusal

    def _differs(self, before: Cycle) -> bool:
        """Whether the state on disk is behind; idleness is not worth a write, the next run is told of it."""
        presence = replace(before.presence, idle=self.cycle.presence.idle)
        return replace(before, now=self.cycle.now, presence=presence) != self.cycle

    def _touch(self, at: datetime) -> None:
        """Note that the program ran, and nothing else."""
        try:
            self._state.touch(at)
        except BackbreakError as error:
            log.error("%s", error)
        self._stamped = at

    def _do(self, effect: e.Effect) -> None:
        try:
            self._perform(effect)
        except Exception:  # one effect's failure must not cost the others
            log.exception("could not perform %s", type(effect).__name__)

    def _write(self, records: Iterable[Entry], at: datetime) -> None:
        """First the journal, then the state; what cannot be written waits in memory and in the state."""
        self.trouble, self.behind = None, False
        waiting, self._unwritten = [*self._unwritten, *records], []
        for entry in waiting:
            try:
                self._journal.append(entry)
            except BackbreakError as error:
                log.error("%s", error)
                self.trouble = refused(error)
                self._unwritten.append(entry)
        try:
            own = {
                "v": 1,
                "stamped": at.isoformat(),
                "cycle": persist.to_plain(self.cycle),
                "unwritten": [entry.as_json() for entry in self._unwritten],
            }
            self._state.save(self._kept | own)
        except BackbreakError as error:
            log.error("%s", error)
            self.trouble, self.behind = self.trouble or refused(error), True
        self._stamped = at

    def _load(self) -> tuple[Cycle, datetime] | None:
        """The saved cycle and when it was stamped; a state that cannot be read is told of and left behind."""
        document = self._state.load()
        if document is None:
            if self._state.problem is not None:
                log.warning("%s: a new sitting spell begins", self._state.problem)
            return None
        self._kept = {key: value for key, value in document.items() if key not in _OWN_KEYS}
        self._unwritten = readable(document.get("unwritten"))
        if "cycle" not in document:
            return None
        try:
            return persist.from_plain(document["cycle"]), read_instant(str(document.get("stamped")))
        except (persist.StateError, ValueError) as error:
            log.warning("the saved state cannot be used, a new sitting spell begins: %s", error)
            return None
