"""Starting at login from inside a Flatpak: a Background portal on a bus of its own grants it, or does not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli.program import Done, one_line, run, valid
from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from resident.conftest import session_bus

PORTAL = "org.freedesktop.portal.Desktop"


class Portal:
    """Answers RequestBackground with a code and what is granted, as xdg-desktop-portal does: by a signal."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self.code = 0
        self.grants = True
        self.own_handle = True
        self.asked: list[dict[str, Any]] = []
        bus.add_message_handler(self._on_message)

    def _on_message(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.member != "RequestBackground":
            return None
        options = {key: value.value for key, value in message.body[1].items()}
        self.asked.append(options)
        sender = str(message.sender).removeprefix(":").replace(".", "_")
        token = options["handle_token"] if self.own_handle else "old"
        handle = f"/org/freedesktop/portal/desktop/request/{sender}/{token}"
        granted = self.grants and options["autostart"]
        results = {"background": Variant("b", self.grants), "autostart": Variant("b", granted)}
        asyncio.get_running_loop().call_soon(self._respond, handle, results)
        return Message.new_method_return(message, "o", [handle])

    def _respond(self, handle: str, results: dict[str, Variant]) -> None:
        request = "org.freedesktop.portal.Request"
        self._bus.send(Message.new_signal(handle, request, "Response", "ua{sv}", [self.code, results]))


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with session_bus(tmp_path) as (found, _daemon):
        yield found


def test_t29_the_desktop_is_asked_and_its_answer_is_what_is_told(address: str, tmp_path: Path) -> None:
    home = tmp_path / "home"

    async def autostart(*words: str) -> Done:
        env = {"FLATPAK_ID": "io.github.backbreak.Backbreak", "DBUS_SESSION_BUS_ADDRESS": address}
        return await asyncio.to_thread(run, "autostart", *words, "--home", home, **env)

    async def story() -> None:
        bus = await MessageBus(address).connect()
        portal = Portal(bus)
        assert (await autostart()).out == "off: nothing starts backbreak at login\n"
        absent = await autostart("on")
        assert (absent.code, absent.out) == (1, "") and one_line(absent.err)
        await bus.request_name(PORTAL)
        assert (await autostart("on")).out.startswith("on: the desktop has granted it and starts /")
        assert portal.asked[-1]["commandline"][1:] == ["--home", str(home)]
        found = await autostart("--json")
        valid("autostart", found.json)
        assert (found.json["state"], found.json["kind"], found.json["says"]) == ("on", "portal", "granted")
        portal.own_handle = False
        assert (await autostart("off")).code == 0
        assert portal.asked[-1]["autostart"] is False and "commandline" not in portal.asked[-1]
        portal.code = 1
        refused = await autostart("on")
        assert (refused.code, refused.out) == (1, "") and one_line(refused.err)
        assert "refused" in refused.err
        assert (await autostart("--json")).json["because"] == "refused"
        bus.disconnect()

    asyncio.run(asyncio.wait_for(story(), 110))


def test_where_the_desktops_own_folder_can_be_seen_it_is_what_counts(tmp_path: Path) -> None:
    folder = tmp_path / "host" / "autostart"
    folder.mkdir(parents=True)
    env = {"FLATPAK_ID": "io.github.backbreak.Backbreak", "HOST_XDG_CONFIG_HOME": str(tmp_path / "host")}
    home = tmp_path / "home"
    assert run("autostart", "--home", home, **env).out.startswith("off")
    entry = folder / "io.github.backbreak.Backbreak.desktop"
    entry.write_text("[Desktop Entry]\nType=Application\nExec=flatpak run io.github.backbreak.Backbreak\n")
    assert run("autostart", "--home", home, **env).out.startswith(f"on: {entry} starts flatpak run")
