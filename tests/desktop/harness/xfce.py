"""How the desktop's own programs are set up: a tray at the top, notifications that stay and do not fade."""

from __future__ import annotations

import re
from pathlib import Path

SERVICES = Path("/usr/share/dbus-1/services")
ACTIVATED = ("org.xfce.Xfconf.service", "org.a11y.Bus.service")
NOTIFY_SERVICE = SERVICES / "org.xfce.xfce4-notifyd.Notifications.service"

PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="40"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""

NOTIFYD = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="initial-opacity" type="double" value="1.0"/>
  <property name="notify-location" type="uint" value="2"/>
  <property name="expire-timeout-enabled" type="bool" value="false"/>
</channel>
"""

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def write_settings(config: Path) -> None:
    """The private settings of panel and notification server, below a configuration folder."""
    folder = config / "xfce4" / "xfconf" / "xfce-perchannel-xml"
    folder.mkdir(parents=True)
    (folder / "xfce4-panel.xml").write_text(PANEL)
    (folder / "xfce4-notifyd.xml").write_text(NOTIFYD)


def write_bus_config(folder: Path, name: str, sockets: Path, *, services: bool) -> Path:
    """A bus of our own, which starts nothing but the few services a test desktop is to have."""
    service_folder = folder / f"{name}-services"
    service_folder.mkdir()
    if services:
        for service in ACTIVATED:
            (service_folder / service).symlink_to(SERVICES / service)
    path = folder / f"{name}.conf"
    path.write_text(BUS.format(folder=sockets, services=service_folder))
    return path


def notification_server() -> str:
    """The program of xfce4-notifyd, which lives in a folder named after the machine's architecture."""
    found = re.search(r"^Exec=(\S+)", NOTIFY_SERVICE.read_text(), re.MULTILINE)
    assert found, f"{NOTIFY_SERVICE} names no program"
    return found[1]
