"""Who writes: this device's name among those that share a journal, and the salt of what must not be guessed.

Made once per home and kept beside the state. Deleting it costs nothing: the next one opens a file of its own.
"""

from __future__ import annotations

import base64
import json
import os
import re
import socket
from contextlib import suppress
from dataclasses import dataclass

from backbreak.core import wire

from .device import is_device
from .durable import replace_file
from .failures import StorageError
from .lock import locked
from .places import Places
from .state import StateStore

_SALT = re.compile(r"[A-Z2-7]{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identity:
    """`device` names the journal file ("desk-3fa1"); `salt` is 12 base32 letters, random for this home."""

    device: str
    salt: str


class LateIdentity:
    """This home's identity for who goes on where it cannot be kept yet, as on a full disk.

    Until it is kept it is a proposal: what somebody else has kept meanwhile takes its place.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._known = _made_up()
        self._kept = False
        with suppress(StorageError):
            self.keep()

    @property
    def device(self) -> str:
        """The name of this device, as far as it is known."""
        return self._known.device

    @property
    def salt(self) -> str:
        """What the ids of this home end in; those of a proposal are as good."""
        return self._known.salt

    def keep(self) -> Identity:
        """Give the identity once it is on the disk; StorageError while it cannot be."""
        if not self._kept:
            self._known = identity(self._places, self._known)
            self._kept = True
        return self._known


def identity(places: Places, proposed: Identity | None = None) -> Identity:
    """Give this home's identity, making it the first time; StorageError where it cannot be kept."""
    store = StateStore(places.identity_file)
    known = _known(store)
    if known is not None:
        return known
    with locked(places.state / "identity.lock"):
        known = _known(store)  # somebody may have been quicker
        if known is None:
            known = proposed or _made_up()
            replace_file(places.identity_file,
                         json.dumps({"device": known.device, "salt": known.salt}).encode() + b"\n")
    return known


def _made_up() -> Identity:
    return Identity(f"{_host(socket.gethostname())}-{os.urandom(2).hex()}",
                    base64.b32encode(os.urandom(8)).decode()[:12])


def _known(store: StateStore) -> Identity | None:
    document = store.load() or {}
    try:
        device, salt = wire.take_name(document, "device"), wire.take_name(document, "salt")
    except wire.WireError:
        return None
    usable = is_device(device) and _SALT.fullmatch(salt)
    return Identity(device, salt) if usable else None


def _host(name: str) -> str:
    """A host's first name as a part of a file name, whatever characters it has."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.partition(".")[0].lower()).strip("-")
    return plain[:40].strip("-") or "device"
