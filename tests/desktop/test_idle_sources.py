"""Idle time as real compositors tell it: sway, KWin and Mutter."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desktop.compositors import Stage, kwin, mutter, sway
from desktop.harness.promise import Promise
from desktop.harness.waiting import PATIENCE_S, POLL_S

from backbreak.resident.presence.sources import IdleSource

AFTER_S = 0.8
LISTENER = Path(__file__).parent / "idle_listener.py"
AFTER = timedelta(seconds=AFTER_S)
EARLY_S = 0.1
"""By how much clocks may differ."""
KEYS_S = 1.2
"""Time for thirty keys."""

STAGES = {
    "sway, org_kde_kwin_idle": sway,
    "KWin, ext-idle-notify-v1": kwin,
    "Mutter": mutter,
}
CHOICES = [pytest.param(name, marks=pytest.mark.refuses_root if "sway" in name else ()) for name in STAGES]


@pytest.fixture(scope="module", params=CHOICES)
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with STAGES[request.param](tmp_path_factory.mktemp("stage")) as opened:
        yield opened


def run(story) -> None:
    asyncio.run(asyncio.wait_for(story, 2 * PATIENCE_S))


class Ear:
    """What one watch was told, and when."""

    def __init__(self, source: IdleSource, after: timedelta = AFTER) -> None:
        self.told: list[str] = []
        self.ago = timedelta(0)
        self.idle_at = now()
        self.watch = source.watch(after, self._idle, lambda: self.told.append("input"))

    def _idle(self, ago: timedelta) -> None:
        self.told.append("idle")
        self.ago = ago
        self.idle_at = now()

    async def hears(self, *words: str) -> None:
        """Wait until this has been told from the beginning; more may have been, by the time we look."""
        await until(lambda: self.told[: len(words)] == list(words))


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(POLL_S)


def now() -> float:
    return asyncio.get_running_loop().time()


def promise(stage: Stage, limit_s: float) -> Promise:
    return Promise(limit_s, stage.processes.ours())


def test_t18_who_types_is_present_who_stops_is_idle_and_the_next_input_ends_it(stage: Stage) -> None:
    async def story() -> None:
        async with stage.listen(pytest.fail) as source:
            first = Ear(source)
            await first.hears("idle")
            async with stage.typing():
                await first.hears("idle", "input")
                ear = Ear(source)
                await asyncio.sleep(2 * AFTER_S)
                assert ear.told == []
                stopping, soon = now(), promise(stage, 2 * AFTER_S)
            await ear.hears("idle")
            assert soon.took_s() < 2 * AFTER_S
            assert AFTER <= ear.ago <= AFTER + timedelta(seconds=ear.idle_at - stopping)
            await asyncio.sleep(2 * AFTER_S)
            assert ear.told == ["idle"]  # once for each stretch, however long
            for words in (["idle", "input"], ["idle", "input", "idle"]):
                if words[-1] == "input":
                    await stage.press()
                await ear.hears(*words)

    run(story())


def test_a_watch_that_begins_while_nobody_is_there_is_told_soon_and_of_the_return(stage: Stage) -> None:
    async def story() -> None:
        async with stage.listen(pytest.fail) as source:
            first = Ear(source)
            await first.hears("idle")
            await asyncio.sleep(AFTER_S)
            late, soon = Ear(source, 2 * AFTER), promise(stage, AFTER_S)
            await late.hears("idle")
            assert soon.took_s() < AFTER_S
            assert late.ago >= 2 * AFTER
            pressing, soon = now(), promise(stage, AFTER_S)
            await stage.press()
            await first.hears("idle", "input")
            await late.hears("idle", "input")
            assert soon.took_s() < AFTER_S
            await late.hears("idle", "input", "idle")
            assert late.idle_at - pressing > 2 * AFTER_S - EARLY_S

    run(story())


def test_several_watches_go_their_own_ways_and_a_cancelled_one_is_silent(stage: Stage) -> None:
    async def story() -> None:
        async with stage.listen(pytest.fail) as source:
            pressing = now()
            await stage.press()
            short, cancelled, long = Ear(source), Ear(source), Ear(source, 2 * AFTER)
            at_once = Ear(source)
            at_once.watch.cancel()
            await short.hears("idle")
            await cancelled.hears("idle")
            cancelled.watch.cancel()
            cancelled.watch.cancel()
            await long.hears("idle")
            assert long.idle_at - pressing > 2 * AFTER_S - EARLY_S
            assert 2 * AFTER <= long.ago <= timedelta(seconds=long.idle_at - pressing + EARLY_S)
            await stage.press()
            await short.hears("idle", "input")
            await long.hears("idle", "input")
            assert cancelled.told == ["idle"] and at_once.told == []

    run(story())


def test_a_hundred_keys_do_not_wake_who_listens(stage: Stage) -> None:
    async def story() -> None:
        async with stage.listen(pytest.fail) as source:
            kind = type(source).__name__
        child = stage.processes.spawn([sys.executable, LISTENER, kind], log="listener")
        await until(lambda: "None" in (stage.processes.logs / "listener.log").read_text())
        async with stage.typing(), asyncio.timeout(PATIENCE_S):
            before = -1
            while switches(child.pid) != before:  # it has yet to begin, and to hear of the keyboard
                before = switches(child.pid)
                await asyncio.sleep(KEYS_S)
        child.kill()

    run(story())


def switches(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)


@pytest.mark.parametrize("choice", CHOICES)
def test_a_compositor_that_is_killed_is_lost_once_and_then_says_why(
    choice: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def story(stage: Stage) -> None:
        lost: list[str] = []
        async with stage.listen(lost.append) as source:
            ear = Ear(source)
            await ear.hears("idle")
            stage.kill()
            await until(lambda: lost)
            why = await source.unavailable()
            assert why and "\n" not in why
            ear.watch.cancel()
            Ear(source).watch.cancel()
            assert ear.told == ["idle"] and len(lost) == 1

    with STAGES[choice](tmp_path_factory.mktemp("stage")) as opened:
        run(story(opened))
