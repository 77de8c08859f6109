"""A call: somebody records from a microphone, as the sound server tells.

A connection stands only while one is watched; when nothing is due, nobody's sounds wake us. Connecting may
wake a server that systemd keeps ready on its socket: that is the sound server every program here would use.
"""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from backbreak.resident.quiet import pulse_wire as wire
from backbreak.resident.quiet.listeners import in_call
from backbreak.resident.quiet.pulse_link import PulseLink, RefusedError, server_socket
from backbreak.resident.quiet.sources import PATIENCE_S, QuietError
from backbreak.words import _

ANSWERED_WITHIN_S = PATIENCE_S * 0.8
"""Sooner than whoever asks us gives up, so that our own words say what is wrong."""


class Microphone:
    """The reason "microphone", from PulseAudio or PipeWire. Satisfies QuietSource."""

    name = "pulseaudio"
    reason = "microphone"

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._changed: Callable[[], None] | None = None
        self._link: PulseLink | None = None

    async def unavailable(self) -> str | None:
        """None where a sound server's socket is."""
        return None if server_socket() else _("no PulseAudio or PipeWire server listens on this computer")

    async def read(self) -> bool:
        """Whether a program records from a microphone now. Raises QuietError."""
        async with self._limited():
            if self._changed is not None:
                return await _somebody_records(await self._listening(self._changed))
            link = await self._opened()
            try:
                return await _somebody_records(link)
            finally:
                link.close()

    async def watch(self, changed: Callable[[], None]) -> None:
        """Keep a connection on which the server tells of recordings that begin, end or change."""
        self._changed = changed
        async with self._limited():
            await self._listening(changed)

    async def unwatch(self) -> None:
        """Hang up."""
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._changed = None
        self._hang_up()

    async def _listening(self, changed: Callable[[], None]) -> PulseLink:
        """The connection that is listened to, made anew if the server went and came back."""
        if self._link is None or not self._link.open:
            link = await self._opened(told=changed, lost=changed)
            if self._changed is None:
                link.close()
                raise QuietError(_("nobody listens any more"))
            self._link = link
            await link.ask(wire.SUBSCRIBE, wire.MASK_SOURCE_OUTPUT)
        return self._link

    async def _opened(
        self, told: Callable[[], None] | None = None, lost: Callable[[], None] | None = None
    ) -> PulseLink:
        path = server_socket()
        if path is None:
            raise QuietError(_("no sound server listens on this computer"))
        link = PulseLink(self._loop, path, told, lost)
        try:
            await link.greet()
        except BaseException:
            link.close()
            raise
        return link

    @asynccontextmanager
    async def _limited(self) -> AsyncIterator[None]:
        """Give up in time; a connection that failed is not used again."""
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                yield
        except TimeoutError:
            self._hang_up()
            late = _("the sound server does not answer within %(seconds)g s")
            raise QuietError(late % {"seconds": ANSWERED_WITHIN_S}) from None
        except wire.WireError as error:
            self._hang_up()
            strange = _("the sound server says what we do not understand: %(what)s")
            raise QuietError(strange % {"what": error}) from error
        except BaseException:
            self._hang_up()
            raise

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()


async def _somebody_records(link: PulseLink) -> bool:
    """Whether a recording that counts is of a microphone rather than of what a sink plays."""
    recorded = wire.recordings(await link.ask(wire.GET_SOURCE_OUTPUT_INFO_LIST))
    for source in sorted({one.source for one in recorded if in_call(one)} - {wire.NONE}):
        try:
            told = await link.ask(wire.GET_SOURCE_INFO, source, None)
        except RefusedError:  # unplugged since we heard of it
            continue
        if not wire.is_monitor(told):
            return True
    return False
