"""Idle time as an X server tells it: alarms on the counter that says how long ago the last input was.

An alarm goes off when the counter has come up to a watch's pause, and only then another one is set up that
goes off when the counter falls. So typing costs us nothing, and a pause costs two wake-ups.

The alarms are taken as hints. Each is followed by a look at the counter itself, for servers leave its value
where it was while no alarm needs it, and an alarm may then go off by what was true an hour ago.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from backbreak.resident.presence.sources import PATIENCE_S
from backbreak.resident.x11.address import X11Error
from backbreak.resident.x11.chore import Chore
from backbreak.resident.x11.connection import Connection
from backbreak.resident.x11.display import Display
from backbreak.resident.x11.sync import Sync, Test
from backbreak.words import _

_COUNTER = "IDLETIME"
_SLACK_S = 0.01
_MILLISECOND = timedelta(milliseconds=1)


class X11Idle:
    """The source "x11-sync"; `on_lost(why)` is called once when the server is gone, not after `close`."""

    def __init__(self, display: Display, on_lost: Callable[[str], None]) -> None:
        self._display = display
        self._on_lost = on_lost
        self._counter: _Counter | None = None

    @property
    def name(self) -> str:
        return "x11-sync"

    async def unavailable(self) -> str | None:
        if self._counter is not None:
            return None
        try:
            async with asyncio.timeout(0.9 * PATIENCE_S):
                server = await self._display.whole_desktop()
                sync = await Sync.begin(server.connection)
                counters = await sync.counters() if sync is not None else ()
        except X11Error as error:
            return str(error)
        except TimeoutError:
            return _("the X server does not answer")
        numbers = [counter.number for counter in counters if counter.name == _COUNTER]
        if sync is None or not numbers:
            return _("the X server does not count how long there has been no input")
        self._counter = _Counter(server.connection, sync, numbers[0], self._lost)
        return None

    def watch(
        self, after: timedelta, went_idle: Callable[[timedelta], None], input_seen: Callable[[], None]
    ) -> IdleWatch:
        watch = IdleWatch(self._counter, max(after // _MILLISECOND, 1), went_idle, input_seen)
        if self._counter is not None:
            self._counter.add(watch)
        return watch

    def close(self) -> None:
        if self._counter is not None:
            self._counter.end()
            self._counter = None

    def _lost(self, why: str) -> None:
        if self._counter is not None:
            self.close()
            self._on_lost(why)


class IdleWatch:
    """One pause that is waited for. Where the source is not at work it waits for ever."""

    def __init__(
        self,
        counter: _Counter | None,
        after_ms: int,
        went_idle: Callable[[timedelta], None],
        input_seen: Callable[[], None],
    ) -> None:
        self._counter = counter
        self.after_ms = after_ms
        self.went_idle = went_idle
        self.input_seen = input_seen
        self.idle = False  # whether `went_idle` was called and `input_seen` was not
        self.alarm = 0
        self.armed = False  # whether the alarm has yet to go off

    def cancel(self) -> None:
        """Wait no longer."""
        if self._counter is not None:
            self._counter.remove(self)


Told = tuple[IdleWatch, Callable[[], None]]
"""What a watch is told."""


class _Counter:
    """The counter on one connection, the watches on it, and while one is idle an alarm for the next input."""

    def __init__(self, connection: Connection, sync: Sync, number: int, lost: Callable[[str], None]) -> None:
        self._connection = connection
        self._sync = sync
        self._number = number
        self._lost = lost
        self._watches: list[IdleWatch] = []
        self._return = 0  # the alarm for the next input, if there is one
        self._idle_ms = 0
        self._input_until_s = 0.0
        self._looking = Chore(self._look)
        connection.listen(self._heard)
        connection.when_lost(lost)

    def add(self, watch: IdleWatch) -> None:
        self._watches.append(watch)
        self._looking.due()

    def remove(self, watch: IdleWatch) -> None:
        if watch in self._watches:
            self._watches.remove(watch)
            if watch.alarm:
                self._sync.destroy(watch.alarm)
            if not any(watch.idle for watch in self._watches):
                self._let_be()

    def end(self) -> None:
        self._connection.unlisten(self._heard)
        self._connection.forget(self._lost)
        self._looking.drop()
        for watch in tuple(self._watches):
            self.remove(watch)

    def _heard(self, event: bytes) -> None:
        notified = self._sync.notified(event)
        if notified is None:
            return
        if notified.alarm == self._return:
            self._let_be()
            self._looking.due()
        for watch in self._watches:
            if watch.alarm == notified.alarm:
                watch.armed = False
                self._looking.due()

    async def _look(self) -> None:
        """See how it stands, tell whom it concerns, and set up the alarms that are needed next."""
        asked_s = asyncio.get_running_loop().time()
        try:
            idle_ms = await self._sync.value(self._number)
            input_seen = self._input_since(asked_s, idle_ms)
            told = [*(self._returned() if input_seen else ()), *self._gone_idle(idle_ms)]
            for watch in self._watches:
                self._wait_for_pause(watch)
            self._wait_for_input()
        except X11Error as error:
            self._lost(str(error))  # an alarm not set up now would never go off: better to begin anew
            return
        for watch, tell in told:
            if watch in self._watches:
                tell()

    def _input_since(self, asked_s: float, idle_ms: int) -> bool:
        """Whether there was input since the last look, by the counter or by our clock."""
        fell = idle_ms < self._idle_ms
        later = asked_s - idle_ms / 1000 > self._input_until_s + _SLACK_S
        self._idle_ms = idle_ms
        self._input_until_s = asyncio.get_running_loop().time() - idle_ms / 1000
        return fell or later

    def _returned(self) -> Iterator[Told]:
        for watch in self._watches:
            if watch.idle:
                watch.idle = False
                yield watch, watch.input_seen

    def _gone_idle(self, idle_ms: int) -> Iterator[Told]:
        for watch in sorted(self._watches, key=lambda watch: watch.after_ms):
            if not watch.idle and idle_ms >= watch.after_ms:
                watch.idle = True
                yield watch, partial(watch.went_idle, idle_ms * _MILLISECOND)

    def _wait_for_pause(self, watch: IdleWatch) -> None:
        if watch.idle or watch.armed:
            return
        watch.armed = True
        if watch.alarm:
            self._sync.change(watch.alarm, self._number, watch.after_ms, Test.AT_LEAST)
        else:
            watch.alarm = self._sync.create(self._number, watch.after_ms, Test.AT_LEAST)

    def _wait_for_input(self) -> None:
        """Have the next input told if anybody waits for it; else it is to wake nobody."""
        if not any(watch.idle for watch in self._watches):
            self._let_be()
        elif not self._return:
            self._return = self._sync.create(self._number, self._idle_ms - 1, Test.AT_MOST)

    def _let_be(self) -> None:
        if self._return:
            self._sync.destroy(self._return)
            self._return = 0
