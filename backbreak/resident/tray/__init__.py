"""Our icon in the desktop's tray, spoken over D-Bus: StatusNotifierItem and dbusmenu, without a toolkit."""

from backbreak.resident.tray.tray import Tray
from backbreak.resident.tray.view import SEPARATOR, Icon, Row, TrayView

__all__ = ["SEPARATOR", "Icon", "Row", "Tray", "TrayView"]
