"""What X servers say and key files hold, as bytes: written by the standard, apart from what reads them."""

from __future__ import annotations

from struct import pack

BASE, MASK = 0x2000000, 0x1FFFFF
LOCAL, WILD, INTERNET = 256, 65535, 0
COOKIE = b"MIT-MAGIC-COOKIE-1"


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def welcome(
    roots: tuple[int, ...] = (0x111,),
    vendor: bytes = b"The X.Org Foundation",
    depths: tuple[int, ...] = (2, 0, 1),
    formats: int = 7,
) -> bytes:
    """The greeting of a server with these screens; `depths` has how many visuals each depth has."""
    body = pack("=IIIIHHBBBBBBBB4x", 1, BASE, MASK, 256, len(vendor), 0xFFFF, len(roots), formats, *[0] * 6)
    body += padded(vendor) + bytes(8 * formats)
    for root in roots:
        body += pack("=I35xB", root, len(depths))
        for visuals in depths:
            body += pack("=BxH4x", 24, visuals) + bytes(24 * visuals)
    return pack("=BxHHH", 1, 11, 0, len(body) // 4) + body


def refusal(reason: bytes) -> bytes:
    return pack("=BBHHH", 0, len(reason), 11, 0, len(padded(reason)) // 4) + padded(reason)


def wish(reason: bytes) -> bytes:
    """A server that wants to know us in some other way."""
    return pack("=B5xH", 2, len(padded(reason)) // 4) + padded(reason)


def reply(number: int, body: bytes = b"", data: int = 0, more: bytes = b"") -> bytes:
    """A reply; `body` are its 24 bytes from the ninth on, `more` what comes after them."""
    more = padded(more)
    return pack("=BBHI", 1, data, number & 0xFFFF, len(more) // 4) + body.ljust(24, b"\0") + more


def failure(number: int, code: int, opcode: int) -> bytes:
    return pack("=BBHIHB", 0, code, number & 0xFFFF, 0, 0, opcode).ljust(32, b"\0")


def event(code: int, number: int, body: bytes = b"", data: int = 0) -> bytes:
    return pack("=BBH", code, data, number & 0xFFFF) + body.ljust(28, b"\0")


def key_entry(family: int, address: bytes, number: bytes, key: bytes, kind: bytes = COOKIE) -> bytes:
    """One entry of ~/.Xauthority."""
    fields = b"".join(pack(">H", len(field)) + field for field in (address, number, kind, key))
    return pack(">H", family) + fields
