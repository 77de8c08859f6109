"""The icon: org.kde.StatusNotifierItem, with the properties that Qt's own has, for hosts that know no other.

Pictures are sent as pixels, never by name: a name needs a theme to be installed, and waybar shows a grey
square for one it cannot find.
"""

# No `from __future__ import annotations` here: dbus-fast reads the annotations, and a "None" confuses it.

from collections.abc import Callable
from typing import Annotated

from dbus_fast import PropertyAccess
from dbus_fast.annotations import DBusBool, DBusInt32, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from backbreak.resident.icons import Pixmap, pixmaps
from backbreak.resident.tray.view import Icon

ITEM_PATH = "/StatusNotifierItem"
MENU_PATH = "/MenuBar"

DBusPixmaps = Annotated[list[list[int | bytes]], DBusSignature("a(iiay)")]
DBusToolTip = Annotated[list[object], DBusSignature("(sa(iiay)ss)")]


class Item(ServiceInterface):
    """The icon as the host sees it. `on_activate()` is the left click."""

    def __init__(self, on_activate: Callable[[], None]) -> None:
        super().__init__("org.kde.StatusNotifierItem")
        self._on_activate = on_activate
        self._icon: Icon = "sitting"
        self._tooltip = ("backbreak", "")
        self._activation = ""

    def draw(self, icon: Icon, tooltip: tuple[str, str]) -> None:
        """Show this picture and tooltip (title and text); what is the same already is not sent again."""
        if icon != self._icon:
            self._icon = icon
            self.NewIcon()
        if tooltip != self._tooltip:
            self._tooltip = tooltip
            self.NewToolTip()

    @dbus_property(access=PropertyAccess.READ)
    def Category(self) -> DBusStr:
        return "ApplicationStatus"

    @dbus_property(access=PropertyAccess.READ)
    def Id(self) -> DBusStr:
        return "backbreak"

    @dbus_property(access=PropertyAccess.READ)
    def Title(self) -> DBusStr:
        return "backbreak"

    @dbus_property(access=PropertyAccess.READ)
    def Status(self) -> DBusStr:
        return "Active"

    @dbus_property(access=PropertyAccess.READ)
    def WindowId(self) -> DBusInt32:
        return 0

    @dbus_property(access=PropertyAccess.READ)
    def IconThemePath(self) -> DBusStr:
        return ""

    @dbus_property(access=PropertyAccess.READ)
    def IconName(self) -> DBusStr:
        return ""

    @dbus_property(access=PropertyAccess.READ)
    def IconPixmap(self) -> DBusPixmaps:
        return [_struct(pixmap) for pixmap in pixmaps(self._icon)]

    @dbus_property(access=PropertyAccess.READ)
    def OverlayIconName(self) -> DBusStr:
        return ""

    @dbus_property(access=PropertyAccess.READ)
    def OverlayIconPixmap(self) -> DBusPixmaps:
        return []

    @dbus_property(access=PropertyAccess.READ)
    def AttentionIconName(self) -> DBusStr:
        return ""

    @dbus_property(access=PropertyAccess.READ)
    def AttentionIconPixmap(self) -> DBusPixmaps:
        return []

    @dbus_property(access=PropertyAccess.READ)
    def AttentionMovieName(self) -> DBusStr:
        return ""

    @dbus_property(access=PropertyAccess.READ)
    def ToolTip(self) -> DBusToolTip:
        return ["", [], *self._tooltip]

    @dbus_property(access=PropertyAccess.READ)
    def ItemIsMenu(self) -> DBusBool:
        return False

    @dbus_property(access=PropertyAccess.READ)
    def Menu(self) -> DBusObjectPath:
        return MENU_PATH

    @dbus_method()
    def Activate(self, x: DBusInt32, y: DBusInt32) -> None:
        self._on_activate()

    @dbus_method()
    def SecondaryActivate(self, x: DBusInt32, y: DBusInt32) -> None:
        """The middle button does nothing: too easily pressed by accident."""

    @dbus_method()
    def ContextMenu(self, x: DBusInt32, y: DBusInt32) -> None:
        """Hosts that ask us to show a menu have not read ours; they get nothing."""

    @dbus_method()
    def Scroll(self, delta: DBusInt32, orientation: DBusStr) -> None:
        """The wheel does nothing."""

    @dbus_method()
    def ProvideXdgActivationToken(self, token: DBusStr) -> None:
        """A Wayland host's leave for the window that its next click opens to take the keyboard."""
        self._activation = token

    def take_activation(self) -> str:
        """The leave that came with the click, "" where there is none; it is good for one window."""
        token, self._activation = self._activation, ""
        return token

    @dbus_signal()
    def NewIcon(self) -> None:
        """The picture has changed."""

    @dbus_signal()
    def NewToolTip(self) -> None:
        """The tooltip has changed."""

    @dbus_signal()
    def NewTitle(self) -> None:
        """The title never changes; hosts look for the signal all the same."""

    @dbus_signal()
    def NewStatus(self, status: DBusStr) -> DBusStr:
        """The status never changes; hosts look for the signal all the same."""
        return status


def _struct(pixmap: Pixmap) -> list[int | bytes]:
    return list(pixmap)
