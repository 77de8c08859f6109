"""A session played without a resident survives the death of its player, and is written exactly once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backbreak.core.journal import Entry, Outcome
from backbreak.storage import loose
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places, places_for

TEMPLATE = Entry(
    id="01LOOSE",
    at=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
    outcome=Outcome.PARTIAL,
    device="desk-3fa1",
    utc_offset_min=60,
    round=3,
    exercise="pelvis-lift",
    planned_units=5,
    sat_s=7331,
)
KEPT_AT = 1_795_428_131


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_for(tmp_path)


@pytest.fixture
def store(places: Places) -> JournalStore:
    places.ensure()
    return JournalStore(places.journal_dir(), "desk-3fa1", places.journal_lock)


def file_of(places: Places) -> Path:
    return places.state / loose.FILE_NAME


def entries(store: JournalStore) -> list[Entry]:
    return list(store.load())


def player_dies(places: Places) -> None:
    """Make the note that of a process that is no more."""
    document = json.loads(file_of(places).read_text())
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    file_of(places).write_text(json.dumps({**document, "pid": dead.pid}))
    os.utime(file_of(places), (KEPT_AT, KEPT_AT))


@pytest.mark.parametrize(
    ("units", "outcome"), [(1, Outcome.PARTIAL), (4, Outcome.PARTIAL), (5, Outcome.COMPLETED)]
)
def test_what_was_done_is_recovered(
    places: Places, store: JournalStore, units: int, outcome: Outcome
) -> None:
    loose.begin(places, TEMPLATE)
    loose.progress(places, units, None, 71.5)
    player_dies(places)
    entry = loose.recover(places, store)
    assert entry is not None
    assert (entry.units, entry.outcome, entry.seconds) == (units, outcome, 71.5)
    assert (entry.id, entry.sat_s, entry.device) == ("01LOOSE", 7331, "desk-3fa1")
    assert entry.at == datetime.fromtimestamp(KEPT_AT, UTC)
    assert entries(store) == [entry]
    assert not file_of(places).exists()
    assert loose.recover(places, store) is None


def test_an_owed_side_is_recovered(places: Places, store: JournalStore) -> None:
    loose.begin(places, TEMPLATE)
    loose.progress(places, 2, "right", 60.0)
    player_dies(places)
    entry = loose.recover(places, store)
    assert entry is not None
    assert entry.owed_side == "right"


def test_nothing_done_leaves_nothing(places: Places, store: JournalStore) -> None:
    loose.begin(places, TEMPLATE)
    player_dies(places)
    assert loose.recover(places, store) is None
    assert entries(store) == []
    assert not file_of(places).exists()


def test_an_ended_session_leaves_nothing(places: Places, store: JournalStore) -> None:
    loose.begin(places, TEMPLATE)
    loose.progress(places, 5, None, 110.0)
    loose.end(places)
    loose.end(places)
    assert loose.recover(places, store) is None


def test_death_between_the_entry_and_the_end_does_not_double_it(places: Places, store: JournalStore) -> None:
    loose.begin(places, TEMPLATE)
    loose.progress(places, 3, None, 71.5)
    player_dies(places)
    kept = file_of(places).read_bytes()
    assert loose.recover(places, store) is not None
    file_of(places).write_bytes(kept)
    assert loose.recover(places, store) is None
    assert len(entries(store)) == 1


def test_more_units_than_the_journal_knows_are_added_to_it(places: Places, store: JournalStore) -> None:
    loose.begin(places, TEMPLATE)
    loose.progress(places, 2, None, 40.0)
    player_dies(places)
    loose.recover(places, store)
    loose.begin(places, TEMPLATE)
    loose.progress(places, 4, None, 80.0)
    player_dies(places)
    assert loose.recover(places, store) is not None
    assert [entry.units for entry in entries(store)] == [4]


@pytest.fixture
def other_player(places: Places, store: JournalStore) -> Iterator[subprocess.Popen[str]]:
    """A real second process in the middle of a session."""
    code = (
        "import sys; from pathlib import Path; from backbreak.storage import loose;"
        "from backbreak.storage.places import places_for; from backbreak.core.journal import decode;"
        "places = places_for(Path(sys.argv[1])); loose.begin(places, decode(sys.argv[2]));"
        "loose.progress(places, 2, None, 40.0); print('playing', flush=True); sys.stdin.read()"
    )
    line = json.dumps(TEMPLATE.as_json())
    player = subprocess.Popen(
        [sys.executable, "-c", code, str(places.config.parent), line],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with player:
        assert player.stdout is not None and player.stdout.readline() == "playing\n"
        yield player
        player.kill()


def test_a_session_being_played_is_left_alone_until_its_player_is_killed(
    places: Places, store: JournalStore, other_player: subprocess.Popen[str]
) -> None:
    assert loose.recover(places, store) is None
    with pytest.raises(loose.SessionRunningError, match=f"process {other_player.pid}"):
        loose.begin(places, TEMPLATE)
    other_player.send_signal(signal.SIGKILL)
    other_player.wait()
    entry = loose.recover(places, store)
    assert entry is not None
    assert entry.units == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "entry": {}}', "\x00" * 20])
def test_a_note_that_cannot_be_read_is_set_aside(places: Places, store: JournalStore, content: str) -> None:
    file_of(places).write_text(content)
    assert loose.recover(places, store) is None
    assert file_of(places).with_name(loose.FILE_NAME + ".bad").read_text() == content
    loose.begin(places, TEMPLATE)
    assert file_of(places).stat().st_mode & 0o777 == 0o600


def test_progress_without_a_session_is_nothing(places: Places, store: JournalStore) -> None:
    loose.progress(places, 3, None, 10.0)
    assert not file_of(places).exists()
