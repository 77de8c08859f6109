"""Which hooks are run at all: those that nobody else has a say in, and that can be started."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from resident.hooking import ENTRY, STATUS, hooks, over, write

from backbreak.resident.happenings import EVENTS, PROMPT, Happening


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "hooks"
    folder.mkdir(mode=0o700)
    return folder


def test_what_others_have_a_say_in_is_not_run(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    target = write(elsewhere, "target", "touch ran")
    elsewhere.chmod(0o777)
    (folder / "skipped").symlink_to(target)
    write(folder, "prompt", "touch ran", 0o720)
    write(folder, "paused", "touch ran", 0o702)
    write(folder, "resumed", "touch ran", 0o600)
    (folder / "missed").symlink_to("/usr/bin/true" if os.getuid() else folder / "nowhere")
    (folder / "natural").mkdir()
    os.mkfifo(folder / "snoozed", 0o700)

    async def story() -> None:
        async with hooks(folder) as running:
            for event in ("skipped", "prompt", "paused", "resumed", "missed", "natural", "snoozed"):
                running.run(Happening(event), STATUS)
                assert not running.running
            folder.chmod(0o770)
            write(folder, "partial", "touch ran")
            running.run(Happening("partial"), STATUS)
            assert not running.running
            folder.chmod(0o700)
            running.run(Happening("partial"), STATUS)
            await over(running)

    asyncio.run(story())
    assert (folder / "ran").exists() and not (elsewhere / "ran").exists()
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 8 and all("is not run: " in line for line in lines)
    assert sum("others may write into it:" in line for line in lines) == 2
    assert sum("others may write into its folder" in line for line in lines) == 2
    assert sum("not executable" in line for line in lines) == 1


def test_one_of_somebody_else_is_not_run(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = write(folder, "prompt", "touch ran")
    try:
        os.chown(file, 12345, -1)
    except PermissionError:
        pytest.skip("only root can give a file away")

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(PROMPT), STATUS)
            assert not running.running

    asyncio.run(story())
    assert "belongs to somebody else" in caplog.text


@pytest.mark.parametrize("content", ["touch ran", "#!/nowhere/sh\n", "#!\n", "\0\1\2", ""])
def test_what_cannot_be_started_is_a_line_in_the_log(
    folder: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = folder / "prompt"
    file.write_text(content)
    file.chmod(0o700)
    before = len(os.listdir("/proc/self/fd"))

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(PROMPT), STATUS)
            await over(running)

    asyncio.run(story())
    assert len(os.listdir("/proc/self/fd")) <= before
    assert "could not be started" in caplog.text and not (folder / "ran").exists()


names = st.sampled_from(EVENTS) | st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=60
).filter(lambda name: name not in (".", "..") and len(os.fsencode(name)) < 200)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.dictionaries(names, st.binary(max_size=30) | st.none(), max_size=6), st.sampled_from(EVENTS))
def test_whatever_lies_in_the_folder_nothing_comes_of_it_but_lines_in_the_log(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes | None], event: str
) -> None:
    folder = tmp_path_factory.mktemp("hooks", numbered=True)
    for name, content in files.items():
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o700)

    async def story() -> None:
        async with hooks(folder) as running:
            running.run(Happening(event, ENTRY), STATUS)
            await over(running)

    asyncio.run(story())
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
