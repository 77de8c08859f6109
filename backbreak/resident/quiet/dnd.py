"""Do-not-disturb as the notification server itself tells of it, on the session bus.

Each kind of server has its own way, so its name decides who is asked how. Nothing is started to be asked:
every question goes to the unique name of the server that runs.

Tested with the real dunst, and KDE's way with a server that has the same property: not with Plasma itself.
mako 1.7 and swaync 0.7 were seen to answer like this, which no test repeats. mako 1.7 gives no sign when its
mode changes, so what it holds back comes only when a hold has lasted as long as it may.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from dbus_fast.aio import MessageBus

from backbreak.resident.calls import CallError, call, name_owner, read_property
from backbreak.resident.quiet.listening import Listening, News, owner_news, property_news
from backbreak.resident.quiet.sources import PATIENCE_S, QuietError, QuietSource
from backbreak.words import _

SERVER = "org.freedesktop.Notifications"
SERVER_PATH = "/org/freedesktop/Notifications"
DO_NOT_DISTURB = "do_not_disturb"


async def running_server(bus: MessageBus) -> tuple[str, str]:
    """The unique name of the notification server that runs, and what it calls itself.

    Raises QuietError when there is none.
    """
    owner = await name_owner(bus, SERVER)
    if not owner:
        raise QuietError(_("no notification server is running"))
    try:
        reply = await call(bus, owner, SERVER_PATH, SERVER, "GetServerInformation")
    except CallError as error:
        raise QuietError(str(error)) from error
    return owner, str(reply.body[0])


async def needed_server(bus: MessageBus, called: str) -> str:
    """The unique name of the server, if it is the one `called` so; else raises QuietError."""
    owner, name = await running_server(bus)
    if called and name.lower() != called.lower():
        raise QuietError(_("the notification server is %(name)s") % {"name": name})
    return owner


async def why_not(question: Callable[[], Awaitable[object]]) -> str | None:
    """None if the question, an async function, finds an answer within PATIENCE_S, else why it does not."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            await question()
    except TimeoutError:
        return _("it does not answer")
    except QuietError as error:
        return str(error)
    return None


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of server is asked: by a property, or by a method without arguments."""

    name: str
    server: str
    """What it calls itself, in any case; "" for whoever has the property."""
    path: str
    interface: str
    member: str
    is_property: bool
    means: Callable[[object], bool | None]
    """What the answer means; None if that is not known."""
    news: tuple[News, ...]


def _flag(answer: object) -> bool | None:
    return answer if isinstance(answer, bool) else None


def _mako_mode(answer: object) -> bool | None:
    """Modes are the user's own; this one is the example of its handbook."""
    return "do-not-disturb" in answer if isinstance(answer, list) else None


_SWAYNC = "org.erikreider.swaync.cc"
_SWAYNC_PATH = "/org/erikreider/swaync/cc"

WAYS = (
    Way(
        "dunst", "dunst", SERVER_PATH, "org.dunstproject.cmd0", "paused", True, _flag,
        (property_news(SERVER, SERVER_PATH, "org.dunstproject.cmd0"),),
    ),
    Way(
        "mako", "mako", "/fr/emersion/Mako", "fr.emersion.Mako", "ListModes", False, _mako_mode,
        (property_news(SERVER, "/fr/emersion/Mako", "fr.emersion.Mako"),),
    ),
    Way(
        "swaync", "SwayNotificationCenter", _SWAYNC_PATH, _SWAYNC, "GetDnd", False, _flag,
        tuple(News(SERVER, _SWAYNC_PATH, _SWAYNC, member) for member in ("Subscribe", "SubscribeV2")),
    ),
    Way(
        "Inhibited", "", SERVER_PATH, SERVER, "Inhibited", True, _flag,
        (property_news(SERVER, SERVER_PATH, SERVER),),
    ),
)  # fmt: skip
"""The last one is KDE's, and of whoever else has it."""


class ServerDnd:
    """A QuietSource: a notification server that is asked in its own way."""

    reason = DO_NOT_DISTURB

    def __init__(self, bus: MessageBus, way: Way) -> None:
        self.name = way.name
        self._bus = bus
        self._way = way
        self._listening = Listening(bus, *way.news, owner_news(SERVER))

    async def unavailable(self) -> str | None:
        """Give None if the server that runs is of this kind and answers."""
        return await why_not(self.read)

    async def read(self) -> bool:
        """Ask it. Raises QuietError."""
        way = self._way
        owner = await needed_server(self._bus, way.server)
        try:
            if way.is_property:
                answer = await read_property(self._bus, owner, way.path, way.interface, way.member)
            else:
                reply = await call(self._bus, owner, way.path, way.interface, way.member)
                answer = reply.body[0] if reply.body else None
        except CallError as error:
            raise QuietError(str(error)) from error
        applies = way.means(answer)
        if applies is None:
            told = {"name": f"{way.interface}.{way.member}", "value": answer}
            raise QuietError(_("%(name)s is %(value)r") % told)
        return applies

    async def watch(self, changed: Callable[[], None]) -> None:
        """Listen for it, and for another server. Raises QuietError."""
        await self._listening.begin(changed)

    async def unwatch(self) -> None:
        """Listen no longer."""
        self._listening.end()

    def close(self) -> None:
        """Listen no longer."""
        self._listening.end()


def dnd_sources(bus: MessageBus) -> tuple[QuietSource, ...]:
    """All ways of knowing do-not-disturb, those of one kind of server first; the first to work is right."""
    from backbreak.resident.quiet.dnd_desktops import GnomeDnd, XfceDnd

    return (XfceDnd(bus), GnomeDnd(bus), *(ServerDnd(bus, way) for way in WAYS))
