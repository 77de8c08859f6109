"""Idle time on a real X server, with a hand on its keyboard and pointer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from desktop.harness import wait_until
from desktop.x11 import BareServer, Ears, bare_server, run, until
from resident.x11.greeting import WILD, key_entry

from backbreak.resident.presence.x11_idle import X11Idle
from backbreak.resident.x11.display import Display

CHECKOUT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)
QUICK = timedelta(milliseconds=200)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[BareServer]:
    with bare_server(tmp_path) as server:
        yield server


@asynccontextmanager
async def at_work(server: BareServer) -> AsyncIterator[tuple[X11Idle, Ears]]:
    """A source that works, and the ears of its watches; nothing is lost before its end."""
    lost: list[str] = []
    display = Display(server.environ)
    source = X11Idle(display, lost.append)
    assert await source.unavailable() is None
    yield source, Ears()
    source.close()
    display.close()
    assert not lost


def press(server: BareServer) -> None:
    server.hand.key("a")


def point(server: BareServer) -> None:
    server.hand.move(17, 17)
    server.hand.move(60, 70)


@pytest.mark.parametrize("act", [press, point])
def test_a_second_without_input_is_told_then_and_the_next_input_at_once(server: BareServer, act) -> None:
    async def story() -> None:
        async with at_work(server) as (source, ears):
            before = monotonic()
            act(server)
            took_s = server.own_time()
            ears.watch(source, SECOND)
            await until(lambda: ears.heard, "idle is told")
            assert ears.at[0] - before > 0.9 and took_s() < 2
            assert SECOND <= ears.ago[0] < timedelta(seconds=ears.at[0] - before)
            await asyncio.to_thread(act, server)
            took_s = server.own_time()
            await until(lambda: len(ears.heard) > 1, "the input is told")
            assert took_s() < 1
            await until(lambda: ears.heard[-1] == ("", "idle"), "the next second without input is told, too")
            assert ears.heard[:3] == [("", "idle"), ("", "input"), ("", "idle")]

    run(story)


def test_any_number_of_pauses_is_waited_for_at_once(server: BareServer) -> None:
    async def story() -> None:
        async with at_work(server) as (source, ears):
            press(server)
            for name, times in (("long", 4), ("short", 1), ("middle", 2), ("other short", 1)):
                ears.watch(source, times * QUICK, name)
            await until(lambda: len(ears.heard) == 4, "all are told")
            assert {name for name, _what in ears.heard} == {"short", "other short", "middle", "long"}
            for _time in range(2):
                ears.heard.clear()
                press(server)
                await until(lambda: ears.heard[-1:] == [("long", "idle")], "all are told of it, and again")
                told = [(name, "input") for name in ("long", "middle", "other short", "short")]
                assert sorted(ears.heard[:4]) == told
                assert {name for name, _what in ears.heard[4:6]} == {"short", "other short"}
                assert ears.heard[6:] == [("middle", "idle"), ("long", "idle")]

    run(story)


def test_one_that_is_cancelled_hears_nothing_and_the_others_do(server: BareServer) -> None:
    async def story() -> None:
        async with at_work(server) as (source, ears):
            press(server)
            first, second = ears.watch(source, QUICK, "first"), ears.watch(source, QUICK, "second")
            ears.watch(source, 2 * QUICK, "third")
            first.cancel()
            first.cancel()
            await until(lambda: len(ears.heard) == 2, "two are told")
            assert sorted(ears.heard) == [("second", "idle"), ("third", "idle")]
            second.cancel()
            press(server)
            await until(lambda: len(ears.heard) > 2, "one is told")
            source.close()
            assert ("second", "input") not in ears.heard and ears.heard[2] == ("third", "input")
            told = len(ears.heard)
            await asyncio.sleep(0.5)
            assert len(ears.heard) == told

    run(story)


def test_who_begins_to_wait_while_nobody_is_there_is_told_soon(server: BareServer) -> None:
    async def story() -> None:
        async with at_work(server) as (source, ears):
            press(server)
            await asyncio.sleep(0.4)
            took_s = server.own_time()
            ears.watch(source, QUICK)
            await until(lambda: ears.heard, "idle is told")
            assert took_s() < 1
            assert ears.ago[0] >= 2 * QUICK
            press(server)
            await until(lambda: ("", "input") in ears.heard, "the input is told")

    run(story)


def test_what_the_server_last_counted_for_another_is_not_taken_for_now(server: BareServer) -> None:
    async def story() -> None:
        async with at_work(server) as (source, ears):
            press(server)
            watch = ears.watch(source, 2 * QUICK, "first")
            await until(lambda: ears.heard, "idle is told")
            watch.cancel()
            for _ in range(3):
                began = monotonic()
                press(server)
                again = ears.watch(source, QUICK, "again")
                await until(lambda: ears.heard[-1] == ("again", "idle"), "idle is told")
                assert ears.at[-1] - began > 0.15
                again.cancel()
                ears.heard.append(("", ""))
            assert ("again", "input") not in ears.heard

    run(story)


def test_a_server_that_goes_is_told_once_and_another_in_its_place_is_used(tmp_path: Path) -> None:
    async def story() -> None:
        lost: list[str] = []
        ears = Ears()
        with bare_server(tmp_path / "first") as first:
            display = Display(first.environ)
            source = X11Idle(display, lost.append)
            assert await source.unavailable() is None
            for times in (200, 300):
                ears.watch(source, times * SECOND)
        await until(lambda: lost, "the loss is told")
        assert await source.unavailable() is not None
        with bare_server(tmp_path / "second") as second:
            first.environ["DISPLAY"] = second.display
            assert await source.unavailable() is None
            ears.watch(source, QUICK)
            await until(lambda: ears.heard, "idle is told by the other server")
            assert ears.heard == [("", "idle")]
            source.close()
        display.close()
        assert lost == ["the X server is gone"]

    run(story)


def test_a_wrong_key_is_a_reason_and_the_right_one_opens(tmp_path: Path) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_bytes(key_entry(WILD, b"", b"", bytes(range(16))))
    wrong.write_bytes(key_entry(WILD, b"", b"", bytes(16)))

    async def story() -> None:
        with bare_server(tmp_path, "-auth", right) as server:
            for key, reason in ((wrong, "MIT-MAGIC-COOKIE-1"), (tmp_path / "none", "Authorization")):
                display = Display({**server.environ, "XAUTHORITY": str(key)})
                why = await X11Idle(display, lambda why: None).unavailable()
                display.close()
                assert why is not None
                assert reason in why
                assert "\n" not in why
            display = Display({**server.environ, "XAUTHORITY": str(right)})
            assert await X11Idle(display, lambda why: None).unavailable() is None
            display.close()

    run(story)


WAITING = """
import asyncio, os
from datetime import timedelta
from backbreak.resident.presence.x11_idle import X11Idle
from backbreak.resident.x11.display import Display

async def main():
    source = X11Idle(Display(os.environ), print)
    assert await source.unavailable() is None
    for seconds in (60, 300):
        source.watch(timedelta(seconds=seconds), print, print)
    print("waiting", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def test_nothing_wakes_it_while_somebody_types_and_points(server: BareServer, tmp_path: Path) -> None:
    press(server)  # the first key brings its keyboard's layout, which all programs are told of
    env = {"DISPLAY": server.display, "PYTHONPATH": str(CHECKOUT)}
    waiting = server.processes.spawn([sys.executable, "-c", WAITING], env=env, log="waiting")
    log = tmp_path / "logs" / "waiting.log"
    wait_until(lambda: "waiting" in log.read_text(), "it waits")

    def switches() -> int:
        lines = Path(f"/proc/{waiting.pid}/status").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)

    counts: list[int] = []
    wait_until(lambda: counts.append(switches()) or counts[-20:].count(counts[-1]) == 20, "it sleeps")
    for _ in range(10):
        server.hand.key(*"asdf")
        point(server)
    assert switches() == counts[-1]
    assert waiting.poll() is None, log.read_text()
