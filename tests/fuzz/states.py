"""Harmed state: no content stops a start, and the cycle that comes of it is one that works."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from fuzz.documents import VALUES, as_json, changed
from fuzz.mutators import harmed
from resident.world import World
from track import Track
from walk import POLICIES, Walk, moves

from backbreak.core import wire
from backbreak.core.cycle import Cycle, Phase, Policy, persist
from backbreak.core.cycle import events as e
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.instants import read_instant
from backbreak.core.journal import Entry, Outcome
from backbreak.core.session import lay_out, plan_json
from backbreak.resident.outliving import Outliving
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import places_for

CATALOGUE = load_catalogue()
State = tuple[dict[str, object], Policy]


def whole(seed: int = 5, length: int = 400) -> list[State]:
    """States as they are kept on a random walk through the cycle: some of each phase, with their policies."""
    walk, found = Walk(POLICIES[0]), dict[Phase, list[State]]()
    for move in moves(seed, length):
        walk.play(move)
        kept = found.setdefault(walk.cycle.phase, [])
        if len(kept) < 6:
            cycle = persist.to_plain(walk.cycle)
            state = {"v": 1, "stamped": walk.cycle.now.isoformat(), "cycle": cycle, **_beside(walk.cycle)}
            kept.append((json.loads(json.dumps(state)), walk.policy))
    assert set(found) == set(Phase), set(Phase) - set(found)
    return [state for states in found.values() for state in states]


def _beside(cycle: Cycle) -> dict[str, object]:
    """What a state holds beside the cycle: a line that was kept from the disk, a session about to open."""
    now = cycle.now
    late = Entry(id="01LATE", at=now, outcome=Outcome.COMPLETED, device="desk-0001", units=2)
    notification = {"id": 3, "server": ":1.4", "bus": "0" * 32}
    found = {"unwritten": [late.as_json()], "notification": notification, "introduced": True}
    if cycle.run is None:
        return found
    task = cycle.run.task
    choice = choose_explicit(Ledger(), CATALOGUE, Limits(), task.exercise, task.planned_units or None)
    return found | {"opening": {"plan": plan_json(lay_out(choice, CATALOGUE, Limits())), "exercise_done": 2}}


def harmed_state(states: Sequence[State], chance: Random) -> tuple[bytes, Policy]:
    """One of them with harm done to what it says, or to its letters."""
    state, policy = chance.choice(states)
    if chance.random() < 0.8:
        return as_json(changed(state, chance, (*_TIMES, *_values(states, chance)), most=2)).encode(), policy
    return harmed(json.dumps(state).encode(), chance), policy


_TIMES = ("2026-01-05T09:00:00+00:00", "1970-01-01T00:00:00+00:00", "2099-12-31T23:59:59+00:00")


def _values(states: Sequence[State], chance: Random) -> tuple[object, ...]:
    """Odd ones, and what stands in another state: of the right kind, and from another story."""
    other = chance.choice(states)[0]["cycle"]
    assert isinstance(other, dict)
    return (*VALUES, *other.values())


def read(content: bytes) -> tuple[Cycle, datetime] | None:
    """The cycle and its instant as the conductor takes them from a state's content; None for a bad one."""
    try:
        document: Mapping[str, object] = wire.read_object(content.decode())
        return persist.from_plain(document.get("cycle")), read_instant(str(document.get("stamped")))
    except (UnicodeDecodeError, wire.WireError, persist.StateError, ValueError):
        return None


def works(cycle: Cycle, stamped: datetime, policy: Policy, *, long: bool) -> None:
    """The cycle goes on as any other does: a start, and in a long life a lunch, a prompt, an answer."""
    track = Track(policy, cycle, persists=long)
    track.playing = cycle.run is not None
    track.screen = cycle.episode.id if cycle.phase is Phase.PROMPTING and cycle.episode else None
    now = max(stamped, cycle.now) + timedelta(minutes=1)
    track.post(e.Restarted(now, stamped))
    track.post(e.Tick(now))
    if not long:
        return
    for event in (e.Locked, e.Unlocked, e.InputSeen, e.Snoozed, e.PolicyChanged):
        now += timedelta(minutes=7)
        track.until(now)
        track.post(event(now))
    if track.cycle.run is not None:
        track.post(e.Ended(now, track.cycle.run.id, 2, None, 50.0, completed=False))
    track.until(now + timedelta(hours=5))


def in_memory(seed: int, count: int) -> int:
    """Read that many harmed states; gives how many were cycles nonetheless."""
    chance, states, good = Random(seed), whole(), 0
    for number in range(count):
        content, policy = harmed_state(states, chance)
        found = read(content)
        if found is None:
            continue
        good += 1
        try:
            works(*found, policy, long=good % 20 == 0)
        except Exception as error:
            raise AssertionError(f"seed {seed}, number {number}: {content.decode()}") from error
    return good


def on_disk(seed: int, count: int, folder: Path) -> None:
    """The same through the real stores: the program starts, ticks, and keeps a state that is whole."""
    chance, states = Random(seed), whole()
    for number in range(count):
        content, policy = harmed_state(states, chance)
        world = World(folder)
        world.policy = policy
        world.state_file.parent.mkdir(exist_ok=True)
        world.state_file.write_bytes(content)
        now = datetime.fromisoformat(f"2026-03-0{1 + number % 9}T10:00:00+00:00")
        conductor = world.boot(now)
        store = JournalStore(world.journal_file.parent, "desk-0001", world.lock)
        Outliving(conductor, store, places_for(folder)).pending(now)
        world.pass_to(now + timedelta(hours=1))
        kept = json.loads(world.state_file.read_text())
        again, now = persist.from_plain(kept["cycle"]), world.conductor.cycle
        assert (again.phase, again.episode, again.run) == (now.phase, now.episode, now.run), (seed, number)
        assert world.conductor.trouble is None
        world.journal_file.unlink(missing_ok=True)
