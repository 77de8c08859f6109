"""State and identity: kept whole, never worth stopping for, and the same for everybody in one home."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.errors import BackbreakError
from backbreak.storage.durable import replace_file
from backbreak.storage.identity import Identity, identity
from backbreak.storage.places import places_for
from backbreak.storage.state import StateStore


@pytest.fixture
def store(tmp_path: Path) -> StateStore:
    return StateStore(tmp_path / "state" / "state.json")


def test_no_state_yet_is_none(store: StateStore) -> None:
    assert (store.load(), store.problem) == (None, None)
    assert not store.path.parent.exists()


def test_what_is_kept_is_what_comes_back_privately(store: StateStore) -> None:
    state: dict[str, object] = {"phase": "snoozed", "due_at": "2026-11-23T10:02:11Z", "ü": [1, None, "é"]}
    store.save({"old": 1})
    store.save(state)
    assert store.load() == state
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["stamp", "state.json"]
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (store.path.parent, store.path)]
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b"\xff", bytes(200), b"{}{}", b"[" * 9999, b'{"a":1e999}',
])  # fmt: skip
def test_a_bad_state_is_put_aside_and_named(store: StateStore, content: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    assert store.load() is None
    assert store.problem is not None
    assert store.problem.startswith(f"{store.path}: ")
    assert store.problem.endswith("; kept aside as state.json.bad, starting afresh")
    assert "\n" not in store.problem
    assert store.path.with_name("state.json.bad").read_bytes() == content
    assert store.load() is None
    store.save({"a": 1})
    assert store.load() == {"a": 1}


def test_a_state_that_cannot_be_read_or_put_aside_is_named(store: StateStore) -> None:
    store.path.mkdir(parents=True)
    assert store.load() is None
    assert store.problem == f"{store.path}: cannot be read (Is a directory); starting afresh"
    store.path.rmdir()
    store.path.write_text("torn")
    aside = store.path.with_name("state.json.bad")
    aside.mkdir()
    (aside / "full").write_text("")
    assert store.load() is None
    assert store.problem is not None
    assert "it cannot be moved aside (" in store.problem


@given(st.binary(max_size=60))
def test_no_content_stops_a_start(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    store = StateStore(tmp_path_factory.mktemp("state") / "state.json")
    store.path.write_bytes(content)
    loaded = store.load()
    assert (loaded is None) is (store.problem is not None)


def test_a_full_disk_is_one_located_line_and_leaves_the_old_state_whole(store: StateStore) -> None:
    store.save({"old": 1})
    code = """
import resource, sys
from pathlib import Path
from backbreak.core.errors import BackbreakError
from backbreak.storage.state import StateStore
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    StateStore(Path(sys.argv[1])).save({"new": "x" * 5000})
except BackbreakError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code, str(store.path)], stdout=subprocess.PIPE, text=True,
                          check=True)
    assert done.stdout == f"cannot write {store.path}: File too large; make some room\n"
    assert store.load() == {"old": 1}
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["stamp", "state.json"]


def test_a_place_that_cannot_be_written_is_one_located_line(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(BackbreakError) as refused:
        StateStore(tmp_path / "state" / "state.json").save({})
    assert str(refused.value) == (
        f"cannot write {tmp_path / 'state' / 'state.json'}: Not a directory; move what is in the way")
    with pytest.raises(BackbreakError, match=r"cannot create the folder /proc/none: "):
        replace_file(Path("/proc/none/state.json"), b"")


@pytest.mark.parametrize("turn", range(4))
def test_kill_9_leaves_a_whole_state_not_older_than_the_last_that_was_kept(
        store: StateStore, turn: int) -> None:
    code = """
import itertools, sys
from pathlib import Path
from backbreak.storage.state import StateStore
store = StateStore(Path(sys.argv[1]))
for number in itertools.count():
    store.save({"number": number, "filling": "x" * 5000})
    print(number, flush=True)
"""
    victim = subprocess.Popen([sys.executable, "-c", code, str(store.path)],
                              stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    for _ in range(1 + 17 * turn):
        last = victim.stdout.readline()
    victim.kill()
    last = [last, *victim.stdout.read().splitlines()][-1]
    victim.wait()
    victim.stdout.close()
    found = store.load()
    assert found is not None
    assert found["number"] in (int(last), int(last) + 1)
    store.save({"after": 1})
    assert store.load() == {"after": 1}


def test_an_identity_is_made_once_and_kept(tmp_path: Path) -> None:
    places = places_for(tmp_path)
    first = identity(places)
    assert identity(places) == first
    assert json.loads(places.identity_file.read_text()) == {"device": first.device, "salt": first.salt}
    assert stat.S_IMODE(places.identity_file.stat().st_mode) == 0o600
    assert identity(places_for(tmp_path / "other")) != first


def test_all_who_start_at_once_get_the_same_identity(tmp_path: Path) -> None:
    code = ("import sys; from pathlib import Path; from backbreak.storage.places import places_for\n"
            "from backbreak.storage.identity import identity; print(identity(places_for(Path(sys.argv[1]))))")
    crowd = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
             for _ in range(5)]
    assert len({one.communicate()[0] for one in crowd}) == 1


@pytest.mark.parametrize(("host", "device"), [
    ("desk", "desk"), ("Desk.example.org", "desk"), ("Jürgens Büro", "j-rgens-b-ro"), ("", "device"),
    ("../../etc", "device"), ("---", "device"), ("x" * 300, "x" * 40), ("a/b", "a-b"),
])
def test_a_device_is_named_after_its_host_in_letters_every_disk_takes(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, device: str) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)
    made = identity(places_for(tmp_path))
    assert made.device.rpartition("-")[0] == device
    assert len(made.device.rpartition("-")[2]) == 4
    assert identity(places_for(tmp_path)) == made


@pytest.mark.parametrize("content", ["torn", "{}", '{"device":"../../x-1234","salt":"AAAAAAAAAAAA"}',
                                     '{"device":"desk-3fa1","salt":"short"}'])
def test_an_identity_that_cannot_be_used_is_made_afresh(tmp_path: Path, content: str) -> None:
    places = places_for(tmp_path)
    places.state.mkdir()
    places.identity_file.write_text(content)
    made = identity(places)
    assert isinstance(made, Identity)
    assert identity(places) == made
    assert "/" not in made.device


def test_the_file_for_the_time_is_made_once_with_the_first_state(store: StateStore) -> None:
    store.save({})
    stamp = store.path.with_name("stamp")
    made = stamp.stat()
    store.touch(datetime(2026, 1, 5, 9, tzinfo=UTC))
    store.save({})
    assert (stamp.stat().st_ino, stamp.stat().st_mode & 0o777) == (made.st_ino, 0o600)


def test_what_is_touched_is_as_old_as_that_and_a_new_state_is_its_own(tmp_path: Path) -> None:
    nine = datetime(2026, 1, 5, 9, tzinfo=UTC)
    store = StateStore(tmp_path / "state.json")
    store.save({"stamped": nine.isoformat()})
    store.touch(nine + timedelta(minutes=4))
    assert StateStore(store.path).load() == {"stamped": (nine + timedelta(minutes=4)).isoformat()}
    store.save({"stamped": (nine - timedelta(hours=1)).isoformat()})  # the clock was set back
    assert StateStore(store.path).load() == {"stamped": (nine - timedelta(hours=1)).isoformat()}
    StateStore(store.path).touch(nine - timedelta(hours=2))
    assert store.load() == {"stamped": (nine - timedelta(hours=1)).isoformat()}
