"""The user's own programs: they run, end in time, and cost nobody anything."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path

import pytest
from resident.hooking import DONE, ENTRY, STATUS, gone, hooks, over, until, write
from stopwatch import Stopwatch

from backbreak.resident import hooks as on_test
from backbreak.resident.happenings import PAUSED, PROMPT, Happening
from backbreak.resident.hooks import IN_LINE, LINES_AT_MOST, SAID_AT_MOST


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "hooks"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def _all_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, on_test.__name__)


@pytest.mark.parametrize("pidfds", [True, False])
def test_a_hook_gets_what_happened_on_its_input_and_in_its_environment(folder: Path, pidfds: bool) -> None:
    write(folder, "completed", "cat > told; env > known; pwd > where")

    async def story() -> None:
        async with hooks(folder, pidfds=pidfds) as running:
            running.run(DONE, STATUS)
            await over(running)

    asyncio.run(story())
    told = json.loads((folder / "told").read_text())
    assert told == {"event": "completed", "status": STATUS, "entry": ENTRY.as_json()}
    known = dict(line.split("=", 1) for line in (folder / "known").read_text().splitlines() if "=" in line)
    assert {key: value for key, value in known.items() if key.startswith("BACKBREAK_")} == {
        "BACKBREAK_EVENT": "completed", "BACKBREAK_PHASE": "prompting", "BACKBREAK_SILENT": "1",
        "BACKBREAK_REASON": "Zeit für eine Pause", "BACKBREAK_EXERCISE": "pelvis-lift",
        "BACKBREAK_UNITS": "5",
    }  # fmt: skip
    assert known["PATH"] == os.environ["PATH"]
    assert (folder / "where").read_text().strip() == str(folder.resolve())


def test_to_run_one_takes_no_longer_for_one_that_neither_reads_nor_ends(folder: Path) -> None:
    write(folder, "prompt", "exec sleep 60")
    many = STATUS | {"padding": "x" * 1_000_000}  # no pipe would hold that

    async def story() -> None:
        async with hooks(folder) as running:
            watch = Stopwatch()
            running.run(Happening(PROMPT), many)
            assert watch.seconds() < 0.5
            assert running.running == (PROMPT,)

    asyncio.run(story())


def test_after_its_time_it_is_killed_with_all_that_it_has_started(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    begin = 'trap "" TERM INT HUP; sleep 60 & echo $! > child; echo $$ > self.new; mv self.new self'
    write(folder, "prompt", f"{begin}; wait; sleep 60")

    async def story(limit_s: float) -> None:
        async with hooks(folder, limit_s=limit_s) as running:
            running.run(Happening(PROMPT), STATUS)
            await over(running)

    limit_s = 0.4
    asyncio.run(story(limit_s))
    while not (folder / "self").exists():  # on a busy machine it had not even begun
        limit_s *= 4
        asyncio.run(story(limit_s))
    pids = [int((folder / name).read_text()) for name in ("self", "child")]
    asyncio.run(until(lambda: all(gone(pid) for pid in pids)))
    assert f"the hook prompt has not ended within {limit_s:g} s and is killed" in caplog.text


def test_what_it_prints_and_how_it_fails_is_in_the_log(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(folder, "prompt", r"printf 'one\n\033[31mtwo\n\n'; printf 'three\377' >&2; exit 3")

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(PROMPT), STATUS)
            await over(running)

    asyncio.run(story())
    assert [record.getMessage() for record in caplog.records] == [
        "hook prompt: one", "hook prompt: [31mtwo", "hook prompt: three\N{REPLACEMENT CHARACTER}",
        "the hook prompt ended with code 3",
    ]  # fmt: skip


def test_one_that_never_stops_printing_is_cut_off(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder, "prompt", "exec yes")

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(PROMPT), STATUS)
            await over(running)

    asyncio.run(story())
    said = [record for record in caplog.records if record.getMessage() == "hook prompt: y"]
    assert len(said) == LINES_AT_MOST
    left_out = SAID_AT_MOST // 2 - LINES_AT_MOST
    assert f"hook prompt: {left_out} more lines are left out" in caplog.text


def test_what_it_leaves_behind_holds_nobody_up(folder: Path) -> None:
    write(folder, "prompt", "sleep 60 & echo $! > child")  # the child has its output, and keeps it open

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(PROMPT), STATUS)
            await over(running)

    asyncio.run(story())
    os.kill(int((folder / "child").read_text()), 9)


def test_a_hook_runs_once_at_a_time_and_the_others_wait_in_line(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(folder, "paused", 'mkdir lock || echo twice; echo "$BACKBREAK_REASON" >> order; rmdir lock')
    said = [f"number {number}" for number in range(IN_LINE + 3)]

    async def story() -> None:
        async with hooks(folder) as running:
            for text in said:
                running.run(Happening(PAUSED), {"phase": "paused", "reason": {"text": text}})
            await over(running)

    asyncio.run(story())
    assert (folder / "order").read_text().splitlines() == said[: IN_LINE + 1]
    assert "twice" not in caplog.text
    assert caplog.text.count("the hook paused is too slow: one run of it is left out") == 2


def test_a_slow_hook_holds_up_no_other(folder: Path) -> None:
    write(folder, "paused", "exec sleep 60")
    write(folder, "prompt", "touch ran")

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(PAUSED), STATUS)
            running.run(Happening(PROMPT), STATUS)
            await until(lambda: running.running == (PAUSED,))

    asyncio.run(story())
    assert (folder / "ran").exists()


def test_at_the_end_of_the_program_no_hook_is_left(folder: Path) -> None:
    write(folder, "prompt", "echo $$ > self.new; mv self.new self; exec sleep 60")

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(PROMPT), STATUS)
            await until((folder / "self").exists)

    asyncio.run(story())
    pid = int((folder / "self").read_text())
    asyncio.run(until(lambda: gone(pid)))
