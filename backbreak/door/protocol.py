"""The words spoken at the door: message shapes, one JSON object a line.

Both ends use this and nothing else to make or read a line, so what is on the wire is decided here. Only
`json` and dataclasses are imported: the command line's fast path passes through.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from backbreak.core.errors import BackbreakError

PROTOCOL: Final = 1
"""Raised when an old program could misread a new one."""

LINE_LIMIT: Final = 64 * 1024
"""Bytes a request may have, its newline included."""

REPLY_LIMIT: Final = 4 * 1024 * 1024
"""Bytes a client is ready to take in one line."""

Code = Literal["nonsense", "usage", "failed"]
CODES: Final[tuple[Code, ...]] = ("nonsense", "usage", "failed")


class AlreadyRunningError(BackbreakError):
    """Another resident serves this home. Known here, so that it can be caught without an event loop."""


class DoorError(BackbreakError):
    """An answer that is a refusal.

    `code` says whose fault it is: "nonsense" (makes no sense now), "usage" (the request is wrong), "failed".
    """

    def __init__(self, code: Code, text: str, **values: object) -> None:
        super().__init__(text, **values)
        self.code: Code = code


@dataclass(frozen=True, slots=True)
class Request:
    """One command of a peer: `id` comes back in the reply, `args` are as sent."""

    id: int
    cmd: str
    args: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a resident says first to whoever connects."""

    version: str
    protocol: int
    pid: int
    home: str


def encode(message: Mapping[str, object]) -> bytes:
    """One line: compact JSON and its newline; what is no letter, as in a name that is not UTF-8, is a "?"."""
    line = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return line.encode(errors="replace") + b"\n"


def decode(line: bytes) -> dict[str, object]:
    """The object of one line; raises DoorError("usage") when it is none."""
    try:
        message = json.loads(line.decode())
        if b"\\ud" in line.lower():  # perhaps a half of a letter, which nobody could be told again
            json.dumps(message, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise DoorError(
            "usage", "the door got a line that is not JSON: send one JSON object a line"
        ) from None
    if not isinstance(message, dict):
        raise DoorError("usage", "the door got JSON that is not an object: send one JSON object a line")
    return message


def read_request(line: bytes) -> Request:
    """The request of one line; raises DoorError("usage") located at what is wrong with it."""
    message = decode(line)
    number, cmd, args = message.get("id"), message.get("cmd"), message.get("args", {})
    if not isinstance(number, int) or isinstance(number, bool):
        raise DoorError("usage", 'the door got a request without a whole number as "id": give it one')
    if not isinstance(cmd, str) or not cmd:
        raise DoorError("usage", 'the door got a request without "cmd": name a command')
    if not isinstance(args, dict):
        told = 'the door got %(cmd)s with "args" that are not an object: send {}'
        raise DoorError("usage", told, cmd=cmd)
    return Request(number, cmd, args)


def greeting(version: str, pid: int, home: str) -> dict[str, object]:
    """The first line of every connection; `home` is the folder's name as a person would give it, or ""."""
    return {"hello": "backbreak", "version": version, "protocol": PROTOCOL, "pid": pid, "home": home}


def read_greeting(line: bytes) -> Greeting:
    """The greeting of one line; raises DoorError("failed") when somebody else answers."""
    try:
        message = decode(line)
    except DoorError:
        message = {}
    version, protocol, pid = message.get("version"), message.get("protocol"), message.get("pid")
    if message.get("hello") != "backbreak" or not isinstance(version, str) or not isinstance(protocol, int):
        raise DoorError("failed", "something that is not backbreak answers at the door: end that program")
    home = message.get("home")
    return Greeting(
        version, protocol, pid if isinstance(pid, int) else 0, home if isinstance(home, str) else ""
    )


def request(number: int, cmd: str, args: Mapping[str, object]) -> bytes:
    """A request's line."""
    return encode({"id": number, "cmd": cmd, "args": args})


def reply(number: int, result: Mapping[str, object]) -> bytes:
    """The line that says yes."""
    return encode({"id": number, "ok": True, "result": result})


def refusal(number: int | None, error: DoorError) -> bytes:
    """The line that says no; `number` is None when the request could not be read."""
    return encode({"id": number, "ok": False, "error": {"code": error.code, "text": str(error)}})


def push(kind: str, data: Mapping[str, object]) -> bytes:
    """A line nobody asked for: "snapshot" to subscribers, "tray" to who shows it, "order" to one window."""
    return encode({"push": kind, "data": data})


def read_reply(line: bytes, number: int) -> dict[str, object] | None:
    """The result for request `number`, or None when this line is a push or belongs to another request.

    Raises DoorError with the resident's own words when it refused.
    """
    message = decode(line)
    if "push" in message or message.get("id") not in (number, None):
        return None
    if message.get("ok") is True:
        result = message.get("result")
        return result if isinstance(result, dict) else {}
    error = message.get("error")
    if not isinstance(error, dict):
        raise DoorError("failed", "the resident answered in a way this version does not know: restart it")
    code, text = error.get("code"), error.get("text")
    known: Code = next((known for known in CODES if known == code), "failed")
    raise DoorError(known, str(text))
