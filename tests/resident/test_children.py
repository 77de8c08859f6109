"""Real child processes, watched."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from contextlib import asynccontextmanager

import pytest

from backbreak.resident import children
from backbreak.resident.children import Children

SLEEPER = (sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)")
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
STUBBORN = (sys.executable, "-c", DEAF + "print('up', flush=True); signal.pause()")
WAYS = pytest.mark.parametrize("pidfds", [True, False])


@asynccontextmanager
async def family(pidfds):
    ended = []
    one = Children(asyncio.get_running_loop(), lambda name, code: ended.append((name, code)), pidfds=pidfds)
    yield one, ended


async def until(condition, seconds=20.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


@WAYS
def test_the_end_of_a_child_is_told_with_its_code_and_costs_no_thread(pidfds):
    async def story():
        async with family(pidfds) as (one, ended):
            threads, fds = threading.active_count(), len(os.listdir("/proc/self/fd"))
            one.start("care", (sys.executable, "-c", "raise SystemExit(7)"))
            assert one.running("care")
            assert one.names == ("care",)
            assert threading.active_count() <= threads
            await until(lambda: ended)
            assert ended == [("care", 7)]
            assert not one.running("care")
            assert len(os.listdir("/proc/self/fd")) <= fds

    asyncio.run(story())


@WAYS
def test_killed_from_outside_it_is_told_as_the_signal(pidfds):
    async def story():
        async with family(pidfds) as (one, ended):
            os.kill(one.start("session", SLEEPER), signal.SIGKILL)
            await until(lambda: ended)
            assert ended == [("session", -signal.SIGKILL)]

    asyncio.run(story())


def test_asked_to_end_it_ends(tmp_path):
    async def story():
        async with family(True) as (one, ended):
            one.start("session", SLEEPER)
            one.terminate("session")
            one.terminate("session")
            await until(lambda: ended)
            assert ended == [("session", -signal.SIGTERM)]
            one.terminate("session")

    asyncio.run(story())


def test_one_that_does_not_listen_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "KILL_AFTER_S", 0.1)

    async def story():
        log = tmp_path / "log"
        async with family(True) as (one, ended):
            one.start("session", STUBBORN, log_file=log)
            await until(lambda: log.read_text() == "up\n")
            one.terminate("session")
            await until(lambda: ended)
            assert ended == [("session", -signal.SIGKILL)]

    asyncio.run(story())


def test_what_it_prints_goes_to_the_log_which_is_nobody_elses_to_read(tmp_path):
    async def story():
        log = tmp_path / "log"
        log.write_text("before\n")
        log.chmod(0o600)
        async with family(True) as (one, ended):
            program = "import sys; print('out'); sys.exit('bad')"
            one.start("care", (sys.executable, "-c", program), log_file=log)
            await until(lambda: ended)
            other = tmp_path / "other"
            one.start("care", (sys.executable, "-c", ""), log_file=other)
            await until(lambda: len(ended) == 2)
            one.start("care", (sys.executable, "-c", "print()"), log_file=tmp_path / "gone" / "log")
            await until(lambda: len(ended) == 3)
            assert ended[-1] == ("care", 0)
        assert sorted(log.read_text().split()) == ["bad", "before", "out"]
        assert other.stat().st_mode & 0o777 == 0o600

    asyncio.run(story())


def test_it_lives_in_a_session_of_its_own_with_the_environment_it_is_given(tmp_path):
    async def story():
        log = tmp_path / "log"
        async with family(True) as (one, ended):
            program = "import os; print(os.getsid(0) == os.getpid(), os.environ.get('LANGUAGE'))"
            env = {**os.environ, "LANGUAGE": "eo"}
            one.start("care", (sys.executable, "-c", program), log_file=log, env=env)
            await until(lambda: ended)
        assert log.read_text() == "True eo\n"

    asyncio.run(story())


def test_a_name_runs_once_and_what_cannot_be_started_is_an_error():
    async def story():
        async with family(True) as (one, ended):
            one.start("care", SLEEPER)
            with pytest.raises(ValueError, match="care"):
                one.start("care", SLEEPER)
            with pytest.raises(FileNotFoundError):
                one.start("other", ("/nonexistent/program",))
            assert one.names == ("care",)
            one.terminate("care")
            await until(lambda: ended)

    asyncio.run(story())


@WAYS
def test_left_to_itself_it_plays_on_and_nothing_is_told(pidfds):
    async def story():
        async with family(pidfds) as (one, ended):
            pid = one.start("session", SLEEPER)
            fds = len(os.listdir("/proc/self/fd"))
            one.leave()
            del one
            gc.collect()
            os.kill(pid, 0)
            assert len(os.listdir("/proc/self/fd")) <= fds - (1 if pidfds else 0)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            assert ended == []

    asyncio.run(story())
