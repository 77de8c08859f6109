"""Do-not-disturb where not the notification server tells of it, but the desktop's settings: Xfce and GNOME.

Each counts only while that desktop's own server runs: somebody else's knows nothing of these settings.
"""

from __future__ import annotations

from collections.abc import Callable

from dbus_fast.aio import MessageBus

from backbreak.resident.quiet.dnd import DO_NOT_DISTURB, SERVER, needed_server, why_not
from backbreak.resident.quiet.listening import Listening, News, owner_news
from backbreak.resident.quiet.output import output_of
from backbreak.resident.quiet.sources import QuietError
from backbreak.resident.quiet.xfconf import Switch
from backbreak.words import _

XFCE_SERVER = "Xfce Notify Daemon"
GNOME_SERVER = "gnome-shell"

_DCONF = "ca.desrt.dconf"
_GSETTING = ("org.gnome.desktop.notifications", "show-banners")
_GSETTING_KEY = "/org/gnome/desktop/notifications/show-banners"


class XfceDnd:
    """A QuietSource: the switch of xfce4-notifyd, which it keeps in xfconf."""

    name = "xfce4-notifyd"
    reason = DO_NOT_DISTURB

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._switch = Switch(bus, "xfce4-notifyd", "/do-not-disturb")
        self._listening = Listening(bus, *self._switch.news, owner_news(SERVER))

    async def unavailable(self) -> str | None:
        """Give None if xfce4-notifyd is the server and its settings can be read."""
        return await why_not(self.read)

    async def read(self) -> bool:
        """Ask xfconf; a switch that was never touched is off. Raises QuietError."""
        await needed_server(self._bus, XFCE_SERVER)
        return await self._switch.on()

    async def watch(self, changed: Callable[[], None]) -> None:
        """Listen for the switch, and for another server. Raises QuietError."""
        await self._listening.begin(changed)

    async def unwatch(self) -> None:
        """Listen no longer."""
        self._listening.end()

    def close(self) -> None:
        """Listen no longer."""
        self._listening.end()


class GnomeDnd:
    """A QuietSource: GNOME's switch, a GSetting, read by `gsettings` because its file is nobody's business.

    Tried with the real dconf, but not with GNOME Shell: that part is not verified.
    """

    name = "gnome-shell"
    reason = DO_NOT_DISTURB

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        # A write of several keys names the folder they share, which this rule matches as well.
        written = News(
            _DCONF, "/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer", "Notify",
            f"arg0path='{_GSETTING_KEY}'",
        )  # fmt: skip
        self._listening = Listening(bus, written, owner_news(SERVER))

    async def unavailable(self) -> str | None:
        """Give None if GNOME Shell is the server; whether `gsettings` works is seen by reading."""
        return await why_not(lambda: needed_server(self._bus, GNOME_SERVER))

    async def read(self) -> bool:
        """Ask gsettings: no banners is do-not-disturb. Raises QuietError."""
        await needed_server(self._bus, GNOME_SERVER)
        said = (await output_of(("gsettings", "get", *_GSETTING))).strip()
        if said not in ("true", "false"):
            raise QuietError(_("%(program)s says %(what)r") % {"program": "gsettings", "what": said})
        return said == "false"

    async def watch(self, changed: Callable[[], None]) -> None:
        """Listen for the switch, and for another server. Raises QuietError."""
        await self._listening.begin(changed)

    async def unwatch(self) -> None:
        """Listen no longer."""
        self._listening.end()

    def close(self) -> None:
        """Listen no longer."""
        self._listening.end()
