"""The Background portal, asked to start us at login: a program of its own, which ends with the answer.

`python -m backbreak.resident.portal on COMMAND...` or `off`; prints one JSON object: what the portal granted
("background", "autostart"), or "error" and why.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from backbreak.resident.calls import CallError, add_match, call
from backbreak.words import _, use
from backbreak.words.refusals import why

PORTAL = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
BACKGROUND = "org.freedesktop.portal.Background"
REQUEST = "org.freedesktop.portal.Request"
ANSWER_WITHIN_S = 80.0
"""It may ask a person first."""


async def request(on: bool, command: Sequence[str]) -> dict[str, object]:
    """Ask, and wait for the answer; what hinders it is the answer's "error"."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            bus = await MessageBus(bus_type=BusType.SESSION).connect()
            return await _request(bus, on, command)
    except TimeoutError:
        return {"error": _("the portal does not answer")}
    except (CallError, OSError, EOFError, AuthError, InvalidAddressError) as error:
        return {"error": why(error)}


async def _request(bus: MessageBus, on: bool, command: Sequence[str]) -> dict[str, object]:
    token = f"backbreak{os.getpid()}"
    sender = (bus.unique_name or "").removeprefix(":").replace(".", "_")
    handles = {f"{PATH}/request/{sender}/{token}"}
    answered: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    heard: list[Message] = []

    def listen(message: Message) -> None:
        ours = message.interface == REQUEST and message.member == "Response"
        if message.message_type is MessageType.SIGNAL and ours and not answered.done():
            heard.append(message)
            if message.path in handles:
                answered.set_result(message)

    bus.add_message_handler(listen)
    await add_match(bus, f"type='signal',interface='{REQUEST}',member='Response'")
    options = {
        "handle_token": Variant("s", token),
        "reason": Variant("s", _("Remind you of breaks for your back")),
        "autostart": Variant("b", on),
        "dbus-activatable": Variant("b", False),
    }
    if command:
        options["commandline"] = Variant("as", list(command))
    reply = await call(bus, PORTAL, PATH, BACKGROUND, "RequestBackground", "sa{sv}", ["", options])
    handle = str(reply.body[0]) if reply.body else ""
    handles.add(handle)  # portals before 0.9 choose it themselves
    early = next((message for message in heard if message.path == handle), None)
    message = early if early is not None else await answered
    bus.disconnect()
    return _read(message)


def _read(message: Message) -> dict[str, object]:
    """What the answer grants; 1 is a person's no, which is an answer, too."""
    match message.body:
        case [0, dict() as results]:
            granted = {key: one.value for key, one in results.items() if isinstance(one, Variant)}
            return {key: granted.get(key) is True for key in ("background", "autostart")}
        case [1, *_]:
            return {"background": False, "autostart": False}
    return {"error": _("the portal ended the request")}


if __name__ == "__main__":
    use("system")
    sys.stdout.write(json.dumps(asyncio.run(request(sys.argv[1:2] == ["on"], sys.argv[2:]))))
