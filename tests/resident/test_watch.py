"""Folders watched by the real kernel."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager

import pytest

from backbreak.resident.watch import open_watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux")


@asynccontextmanager
async def watch_on(folder):
    changes = []
    watch = open_watch(asyncio.get_running_loop())
    assert watch is not None
    assert watch.add(folder, lambda: changes.append(folder))
    try:
        yield watch, changes
    finally:
        watch.close()


async def until(condition, seconds=20.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


def replace_atomically(path):
    path.with_name("new").write_text("x")
    path.with_name("new").replace(path)


def append(path):
    with path.open("a") as file:
        file.write("line\n")


def rename(path):
    path.rename(path.with_name("b"))


@pytest.mark.parametrize("change", [append, replace_atomically, lambda path: path.unlink(), rename])
def test_every_way_of_changing_a_file_is_told_once(tmp_path, change):
    async def story():
        path = tmp_path / "settings.toml"
        path.write_text("")
        async with watch_on(tmp_path) as (_, changes):
            change(path)
            await until(lambda: changes)
            await asyncio.sleep(0.08)
            assert changes == [tmp_path]

    asyncio.run(story())


def test_a_burst_is_told_once_and_a_later_change_again(tmp_path):
    async def story():
        async with watch_on(tmp_path) as (_, changes):
            for _ in range(50):
                append(tmp_path / "a.jsonl")
            await until(lambda: changes)
            assert len(changes) == 1
            append(tmp_path / "a.jsonl")
            await until(lambda: len(changes) == 2)

    asyncio.run(story())


def test_reading_a_file_is_no_change(tmp_path):
    async def story():
        (tmp_path / "a").write_text("x")
        async with watch_on(tmp_path) as (_, changes):
            (tmp_path / "a").read_text()
            await asyncio.sleep(0.1)
            assert changes == []

    asyncio.run(story())


def test_two_folders_have_their_own_callbacks_and_one_can_be_given_up(tmp_path):
    async def story():
        one, other = tmp_path / "one", tmp_path / "other"
        one.mkdir()
        other.mkdir()
        async with watch_on(one) as (watch, changes):
            second = []
            watch.add(other, lambda: second.append(other))
            append(other / "a")
            await until(lambda: second)
            assert changes == []
            watch.remove(one)
            append(one / "a")
            await asyncio.sleep(0.1)
            assert changes == []

    asyncio.run(story())


def test_a_folder_that_is_not_there_cannot_be_watched_and_one_that_vanishes_does_no_harm(tmp_path):
    async def story():
        gone = tmp_path / "gone"
        gone.mkdir()
        async with watch_on(tmp_path) as (watch, changes):
            assert watch.add(tmp_path / "never", lambda: None) is False
            vanished = []
            assert watch.add(gone, lambda: vanished.append(1))
            gone.rmdir()
            await until(lambda: changes and vanished)
            gone.mkdir()
            assert watch.add(gone, lambda: vanished.append(2))
            append(gone / "a")
            await until(lambda: 2 in vanished)

    asyncio.run(story())


def test_closed_it_gives_the_descriptor_back(tmp_path):
    async def story():
        before = len(os.listdir("/proc/self/fd"))
        async with watch_on(tmp_path) as (watch, changes):
            append(tmp_path / "a")
        watch.close()
        await asyncio.sleep(0.08)
        assert changes == []
        assert len(os.listdir("/proc/self/fd")) <= before

    asyncio.run(story())


def test_a_folder_made_anew_is_another_one_and_is_watched_again(tmp_path):
    async def story():
        folder, again = tmp_path / "config", []
        folder.mkdir()
        async with watch_on(folder) as (watch, changes):
            assert not watch.follow(folder, lambda: again.append(folder))
            folder.rename(tmp_path / "before")
            assert not watch.follow(folder, lambda: again.append(folder))
            folder.mkdir()
            assert watch.follow(folder, lambda: again.append(folder))
            append(folder / "settings.toml")
            await until(lambda: again)
            append(tmp_path / "before" / "settings.toml")
            await asyncio.sleep(0.08)
            assert not changes

    asyncio.run(story())


def test_a_link_that_comes_is_told_and_a_file_only_once_it_is_written(tmp_path):
    async def story():
        folder = tmp_path / "config"
        folder.mkdir()
        async with watch_on(folder) as (_, changes):
            with (folder / "other.toml").open("w"):
                await asyncio.sleep(0.08)
                assert changes == []
            await until(lambda: len(changes) == 1)
            (folder / "settings.toml").symlink_to(tmp_path / "elsewhere")
            await until(lambda: len(changes) == 2)

    asyncio.run(story())


def test_of_a_folder_followed_for_one_file_no_other_is_told(tmp_path):
    async def story():
        watch, changes = open_watch(asyncio.get_running_loop()), []
        assert watch.follow(tmp_path, lambda: changes.append(1), only="settings.toml")
        try:
            append(tmp_path / "another")
            await asyncio.sleep(0.08)
            assert changes == []
            replace_atomically(tmp_path / "settings.toml")
            await until(lambda: changes)
        finally:
            watch.close()

    asyncio.run(story())


def rename_and_make(folder):
    folder.rename(folder.with_name("before"))
    folder.mkdir()


def delete_and_move_another_in(folder):
    other = folder.with_name("other")
    other.mkdir()
    append(other / "settings.toml")
    folder.rmdir()
    other.rename(folder)


@pytest.mark.parametrize("at_once", [rename_and_make, delete_and_move_another_in])
def test_a_kept_folder_is_told_of_when_it_goes_and_the_next_of_its_name_is_watched(tmp_path, at_once):
    async def story():
        folder, watch, changes = tmp_path / "config", open_watch(asyncio.get_running_loop()), []
        folder.mkdir()
        assert watch.keep(folder, lambda: changes.append(folder.is_dir()))
        assert not watch.keep(folder, lambda: changes.append(folder.is_dir()))
        try:
            for _time in range(2):
                folder.rename(tmp_path / "elsewhere")
                await until(lambda: changes == [False])
                (tmp_path / "something else").mkdir()
                append(tmp_path / "elsewhere" / "settings.toml")
                await asyncio.sleep(0.08)
                assert changes == [False]
                (tmp_path / "something else").rename(folder)
                await until(lambda: changes == [False, True])
                append(folder / "settings.toml")
                await until(lambda: len(changes) == 3)
                (tmp_path / "elsewhere" / "settings.toml").unlink()
                (tmp_path / "elsewhere").rmdir()
                (folder / "settings.toml").unlink()
                await until(lambda: len(changes) == 4)
                changes.clear()
            at_once(folder)
            await until(lambda: changes)
            told = len(changes)
            append(folder / "settings.toml")
            await until(lambda: len(changes) > told)
            assert [one.folder for one in watch._watched.values()] == [folder]
        finally:
            watch.close()

    asyncio.run(story())


def test_a_kept_folder_that_is_not_there_yet_is_waited_for(tmp_path):
    async def story():
        folder, watch, changes = tmp_path / "config", open_watch(asyncio.get_running_loop()), []
        assert not watch.keep(folder, lambda: changes.append(1))
        try:
            append(tmp_path / "something else")
            await asyncio.sleep(0.08)
            assert not changes
            folder.mkdir()
            await until(lambda: changes)
        finally:
            watch.close()

    asyncio.run(story())
