"""A conductor with its real stores in a folder, and a death that can come before or after any write."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backbreak.core.cycle import Policy, events
from backbreak.core.journal import Entry
from backbreak.resident.conductor import Conductor
from backbreak.storage.journal import JournalStore
from backbreak.storage.state import StateStore

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
DEVICE = "desk-0001"


class KilledError(BaseException):
    """The process ends here: nothing after this line runs."""


def at(minutes: float) -> datetime:
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def policy(**minutes: float) -> Policy:
    """An hour's limit and no grace, so that a restart can be seen to show the prompt again."""
    lengths = {"limit": 60.0, "snooze": 10.0, "grace": 0.0} | minutes
    known = {key: timedelta(minutes=value) for key, value in lengths.items()}
    return Policy(zone=UTC, device=DEVICE, salt="TESTTESTTEST", **known)  # type: ignore[arg-type]


@dataclass
class Doom:
    """Death at the nth moment at which it could come; None is a long life."""

    left: int | None = None
    writes: list[str] = field(default_factory=list)

    def around(self, name: str, write: Callable[[], None]) -> None:
        self._moment()
        write()
        self.writes.append(name)
        self._moment()

    def _moment(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise KilledError


class Journal(JournalStore):
    doom: Doom

    def append(self, entry: Entry) -> Entry:
        self.doom.around("journal", lambda: super(Journal, self).append(entry) and None)
        return entry


class State(StateStore):
    doom: Doom

    def save(self, state: dict[str, object]) -> None:
        self.doom.around("state", lambda: super(State, self).save(state))

    def touch(self, at: datetime) -> None:
        self.doom.around("stamp", lambda: super(State, self).touch(at))


class World:
    """One home and, while it lives, one conductor; `boot` is a start of the program."""

    def __init__(self, folder: Path, **minutes: float) -> None:
        self.policy = policy(**minutes)
        self.state_file = folder / "state" / "state.json"
        self.journal_file = folder / "journal" / f"{DEVICE}.jsonl"
        self.lock = folder / "state" / "journal.lock"
        self.doom = Doom()
        self.effects: list[events.Effect] = []
        self.perform: Callable[[events.Effect], None] = self.effects.append

    def boot(self, when: datetime, playing: str | None = None) -> Conductor:
        journal = Journal(self.journal_file.parent, DEVICE, self.lock)
        state = State(self.state_file)
        journal.doom = state.doom = self.doom
        self.conductor = Conductor(
            self.policy, journal, state, lambda effect: self.perform(effect), lambda: None
        )
        self.conductor.recover(when, lambda run: run == playing)
        return self.conductor

    def pass_to(self, when: datetime) -> None:
        """Time passes; the alarm goes off whenever it was wished for."""
        while self.conductor.wakes_at < when:
            self.conductor.tick(self.conductor.wakes_at)
        self.conductor.tick(when)

    @property
    def lines(self) -> list[dict[str, object]]:
        """What is in the journal's file, line by line."""
        if not self.journal_file.is_file():
            return []
        return [json.loads(line) for line in self.journal_file.read_text().splitlines()]

    @property
    def entries(self) -> list[Entry]:
        """What the journal says: merged, corrections applied."""
        return JournalStore(self.journal_file.parent, DEVICE, self.lock).load()
