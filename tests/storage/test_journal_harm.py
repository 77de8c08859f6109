"""What full disks, other writers and kills do to a journal: nothing that was acknowledged is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from storage.journals import entry, names

from backbreak.core.errors import BackbreakError
from backbreak.core.journal import decode
from backbreak.storage.journal import JournalStore


def test_a_full_disk_is_said_and_the_next_line_is_whole(tmp_path: Path, folder: Path) -> None:
    code = """
import resource, sys
from datetime import *
from pathlib import Path
from backbreak.core.errors import BackbreakError
from backbreak.core.journal import *
from backbreak.storage.journal import JournalStore
store = JournalStore(Path(sys.argv[1]), "d", Path(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
for number in range(9):
    try:
        store.append(Entry(id=f"{number}", at=datetime(2026, 11, 23, tzinfo=UTC), outcome=Outcome.COMPLETED))
        print(number)
    except BackbreakError as error:
        print(error)
        break
"""
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path / "lock")],
                          capture_output=True, text=True, check=True)
    *said, error = done.stdout.splitlines()
    assert error == f"cannot write {folder / 'd.jsonl'}: File too large; make some room"
    assert (folder / "d.jsonl").stat().st_size == 1000
    store = JournalStore(folder, "d", tmp_path / "lock")
    store.append(entry("after", 1))
    assert names(store) == [*said, "after"]
    assert len(store.problems) == 1


def test_no_room_at_all_is_one_located_line(store: JournalStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "desk-3fa1.jsonl").symlink_to("/dev/full")
    with pytest.raises(BackbreakError) as refused:
        store.append(entry("a"))
    assert str(refused.value) == (
        f"cannot write {folder / 'desk-3fa1.jsonl'}: No space left on device; make some room")


def test_no_place_for_the_lock_is_one_located_line(folder: Path) -> None:
    with pytest.raises(BackbreakError, match=r"cannot create the folder /proc/none: "):
        JournalStore(folder, "d", Path("/proc/none/journal.lock")).append(entry("a"))


WRITER = """
import sys
from datetime import *
from pathlib import Path
from backbreak.core.journal import *
from backbreak.storage.journal import JournalStore
folder, lock, name, count = sys.argv[1:]
store = JournalStore(Path(folder), "desk-3fa1", Path(lock))
at = datetime(2026, 11, 23, tzinfo=UTC)
for number in range(int(count)):
    store.append(Entry(id=f"{name}{number:06}", at=at, outcome=Outcome.NATURAL))
    print(f"{name}{number:06}", flush=True)
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(folder.parent / "lock"), name,
                             str(count)], stdout=subprocess.PIPE, text=True)


def test_three_writers_at_once_lose_and_mix_nothing(folder: Path) -> None:
    crowd = [writer(folder, name, 60) for name in "abc"]
    said = [name for one in crowd for name in one.communicate()[0].split()]
    assert [one.returncode for one in crowd] == [0, 0, 0]
    lines = (folder / "desk-3fa1.jsonl").read_text().splitlines()
    assert sorted(decode(line).id for line in lines) == sorted(said)
    assert len(said) == 180


@pytest.mark.parametrize("turn", range(5))
def test_kill_9_loses_no_acknowledged_line_and_the_journal_goes_on(
        store: JournalStore, folder: Path, turn: int) -> None:
    victim = writer(folder, "a", 1_000_000)
    assert victim.stdout is not None
    said = [victim.stdout.readline().strip() for _ in range(5 + 23 * turn)]
    victim.kill()
    said += victim.stdout.read().split()
    victim.wait()
    victim.stdout.close()
    found = names(store)
    assert found[:len(said)] == said
    assert len(found) <= len(said) + 1  # one may be written and not yet acknowledged
    assert len(store.problems) <= 1
    store.append(entry("after", 1))
    assert names(store) == [*found, "after"]
    assert (folder / "desk-3fa1.jsonl").read_bytes().endswith(b"}\n")


def test_reading_and_writing_a_journal_imports_nothing_heavy() -> None:
    code = ("import sys; import backbreak.storage.journal, backbreak.storage.settings\n"
            "print(sorted({'tomlkit', 'tomllib', 'platformdirs', 'asyncio', 'logging', 'hashlib', 'tempfile'}"
            " & sys.modules.keys()))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
