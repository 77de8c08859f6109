"""The invitation as a desktop notification with buttons: org.freedesktop.Notifications, one at a time.

Servers differ: some send signals to everybody and some to the caller only; some number from one again after
a restart; some draw a "default" action as a button, so none is sent. A notification counts as ours only by
its id together with the very server that gave it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from backbreak.resident.calls import BUS, BUS_PATH, CallError, add_match, call, remove_match
from backbreak.resident.notification import Closed, NotShown, Shown, Trace
from backbreak.storage.places import resource

SERVER = "org.freedesktop.Notifications"
SERVER_PATH = "/org/freedesktop/Notifications"
PATIENCE_S = 3.0
"""How long a server may take to show it: a busy machine is not one without."""

CLOSED_WITHIN_S = 1.0
"""How long is waited for the word that it is closed; that it is to be has been said by then."""

_RULES = (
    f"type='signal',sender='{SERVER}',interface='{SERVER}'",
    f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{SERVER}'",
)
_NEVER_EXPIRES = 0


def _escaped(text: str) -> str:
    """The text as markup; the library for this would keep the names of two thousand characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True)
class _Live:
    """Our notification that is on the screen, as far as we know."""

    id: int
    server: str
    token: str
    activation: str = ""
    answered: bool = False


class Notifier:
    """Shows one notification at a time; a new one takes the place of the one before.

    `on_action(key, token, activation)`: a button was pressed, with the token that `show` was given; at most
    once for each `show`. `activation` is the desktop's leave for a new window to take the keyboard, "" where
    it gives none. `on_closed(reason, token)`: it went away without an answer, and not by `withdraw`.
    `on_screen` is told what is there from now on, None for nothing.
    """

    def __init__(
        self,
        bus: MessageBus,
        on_action: Callable[[str, str, str], None],
        on_closed: Callable[[Closed, str], None],
        on_screen: Callable[[Trace | None], None] = lambda trace: None,
    ) -> None:
        self._bus = bus
        self._on_action = on_action
        self._on_closed = on_closed
        self._on_screen = on_screen
        self._bus_id = ""
        self._live: _Live | None = None
        self._listening = False
        self._early: list[Message] | None = None
        self._replacing = 0
        self._turn = asyncio.Lock()

    async def show(
        self,
        summary: str,
        body: str,
        actions: Sequence[tuple[str, str]],
        silent: bool,
        *,
        token: str = "",
    ) -> Shown | NotShown:
        """Show it, with buttons (key, label); answered within PATIENCE_S, started by the bus if need be.

        Not shown when there is no server, when it is too slow (it is then taken back as soon as it comes), or
        when it cannot show the buttons.
        """
        async with self._turn:
            self._early = []
            try:
                async with asyncio.timeout(PATIENCE_S):
                    return await self._show(summary, body, actions, silent, token)
            except TimeoutError:
                return NotShown("the notification server does not answer")
            except CallError as error:
                return NotShown(str(error))
            finally:
                early, self._early, self._replacing = self._early, None, 0
                for message in early:
                    self._on_message(message)
                if self._live is None:
                    await self._ignore()

    async def withdraw(self, token: str | None = None) -> None:
        """Take it away, if it is still there; nothing is reported for it any more. With a token, only the
        one that was shown with it."""
        async with self._turn:
            if token is not None and (self._live is None or self._live.token != token):
                return
            live, self._live = self._live, None
            if live is not None:
                self._on_screen(None)
                await self._close(live.id, live.server)
            await self._ignore()

    async def take_back(self, trace: Trace) -> None:
        """Close what a former program has left on the screen, if the server that has it is still there."""
        async with self._turn:
            try:
                async with asyncio.timeout(CLOSED_WITHIN_S):
                    if trace.bus == await self._name_of_bus():
                        await self._close(trace.id, trace.server)
            except (CallError, TimeoutError):
                return  # no server, no notification

    async def _name_of_bus(self) -> str:
        """Unlike the names on it, no two buses ever have the same."""
        if not self._bus_id:
            self._bus_id = str((await call(self._bus, BUS, BUS_PATH, BUS, "GetId")).body[0])
        return self._bus_id

    async def _show(
        self, summary: str, body: str, actions: Sequence[tuple[str, str]], silent: bool, token: str
    ) -> Shown | NotShown:
        reply = await call(self._bus, SERVER, SERVER_PATH, SERVER, "GetCapabilities")
        capabilities = set(reply.body[0])
        if actions and "actions" not in capabilities:
            return NotShown("the notification server shows no buttons")
        text = _escaped(body) if "body-markup" in capabilities else body
        await self._listen()
        bus_id = await self._name_of_bus()
        replaced = self._live.id if self._live is not None and self._live.server == reply.sender else 0
        self._replacing = replaced
        buttons = [part for action in actions for part in action]
        notify = asyncio.ensure_future(self._notify(replaced, summary, text, buttons, silent))
        try:
            answer = await asyncio.shield(notify)
        except asyncio.CancelledError:
            notify.add_done_callback(lambda late: self._came_late(late, token))
            raise
        self._live = _Live(int(answer.body[0]), answer.sender or "", token)
        if self._live.id == replaced and self._early is not None and answer in self._early:
            del self._early[: self._early.index(answer)]  # that was about the one that is replaced
        self._on_screen(Trace(self._live.id, self._live.server, bus_id))
        return Shown(self._live.id)

    async def _notify(
        self, replaced: int, summary: str, body: str, buttons: list[str], silent: bool
    ) -> Message:
        hints = {
            "urgency": Variant("y", 1),  # critical would stay on top of everything, for ever
            "resident": Variant("b", False),
            "desktop-entry": Variant("s", "backbreak"),
        }
        if silent:
            hints["suppress-sound"] = Variant("b", True)
        icon = str(resource("icons/backbreak.svg"))
        arguments = ["backbreak", replaced, icon, summary, body, buttons, hints, _NEVER_EXPIRES]
        return await call(self._bus, SERVER, SERVER_PATH, SERVER, "Notify", "susssasa{sv}i", arguments)

    def _came_late(self, late: asyncio.Future[Message], token: str) -> None:
        """Nobody waits for it any longer: it must not stay, unless in the place of one that is there."""
        if late.cancelled() or late.exception() is not None:
            return
        number, server, live = int(late.result().body[0]), late.result().sender or "", self._live
        if live is not None and (live.id, live.server) == (number, server):
            live.token = token
        elif number != self._replacing:  # else the one that is coming takes its place
            self._closing = asyncio.ensure_future(self._close(number, server))

    async def _close(self, number: int, server: str) -> None:
        """At the server that gave the number: with another one it is somebody else's."""
        try:
            async with asyncio.timeout(CLOSED_WITHIN_S):
                await call(self._bus, server, SERVER_PATH, SERVER, "CloseNotification", "u", [number])
        except (CallError, TimeoutError):
            return  # the server has lost it or is gone, and so is the notification

    async def _listen(self) -> None:
        """Ask for the server's signals, which come for everybody's notifications: only while ours is up."""
        if not self._listening:
            self._listening = True
            self._bus.add_message_handler(self._on_message)
            for rule in _RULES:
                await add_match(self._bus, rule)

    async def _ignore(self) -> None:
        if self._listening:
            self._listening = False
            self._bus.remove_message_handler(self._on_message)
            try:
                for rule in _RULES:
                    await remove_match(self._bus, rule)
            except CallError:
                return  # the connection is gone, and the rules with it

    def _on_message(self, message: Message) -> None:
        if message.message_type is MessageType.METHOD_RETURN and self._early is not None:
            self._early.append(message)
        if message.message_type is not MessageType.SIGNAL:
            return
        live = self._live
        if live is not None and message.sender == live.server and message.body[:1] == [live.id]:
            self._on_signal(live, message)
        elif self._early is not None:
            self._early.append(message)  # may be about the one that is just being shown
        elif live is not None and message.sender == BUS and message.body[:2] == [SERVER, live.server]:
            # The server may have lost no more than its name: then what it shows would stay for ever.
            self._closing = asyncio.ensure_future(self._close(live.id, live.server))
            self._gone(Closed.SERVER_GONE)

    def _on_signal(self, live: _Live, message: Message) -> None:
        if message.interface != SERVER:
            return
        if message.member == "ActivationToken":  # comes just before the button it belongs to
            live.activation = str(message.body[1])
        elif message.member == "ActionInvoked" and not live.answered:
            live.answered = True
            self._on_action(str(message.body[1]), live.token, live.activation)
        elif message.member == "NotificationClosed":
            code = message.body[1]
            self._gone(Closed(code) if code in (1, 2, 3) else Closed.UNKNOWN)

    def _gone(self, reason: Closed) -> None:
        live, self._live = self._live, None
        self._on_screen(None)
        if live is not None and not live.answered:
            self._on_closed(reason, live.token)
        self._cleaning = asyncio.ensure_future(self._tidy())

    async def _tidy(self) -> None:
        async with self._turn:
            if self._live is None:
                await self._ignore()
