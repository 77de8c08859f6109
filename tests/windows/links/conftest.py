"""What the tests of the session window's ways out share: a home, and the link to a scripted resident."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from windows.links.sitting import TEMPLATE

from backbreak.core.cues import Plan
from backbreak.core.dose import Limits, RoundState
from backbreak.core.session import plan
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.windows.client import DoorClient
from backbreak.windows.links.door import DoorLink
from backbreak.windows.links.record import OwnRecord


@pytest.fixture
def store(places: Places) -> JournalStore:
    return JournalStore(places.journal_dir(), "desk-3fa1", places.journal_lock)


@pytest.fixture
def record(places: Places, store: JournalStore) -> OwnRecord:
    return OwnRecord(places, store, TEMPLATE)


@pytest.fixture
def link(resident, record: OwnRecord, qtbot: QtBot) -> Iterator[DoorLink]:
    resident.answers |= {
        "session-beat": lambda args: {},
        "session-finish": lambda args: {"entry": {"id": "01SESSION", "outcome": "completed"}},
    }
    client = DoorClient(resident.socket_path)
    with qtbot.waitSignal(client.greeted):
        client.open()
    yield DoorLink(client, "01SESSION", record)
    client.close()


@pytest.fixture
def plans() -> list[Plan]:
    """What may be done instead, in this order."""
    catalogue = load_catalogue()
    return [
        plan(catalogue.get(one), units, 0, Limits(), RoundState(3, 25, 145))
        for one, units in (("hip-flex", 4), ("stand-and-stretch", 0))
    ]
