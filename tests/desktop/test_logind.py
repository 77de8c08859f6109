"""logind as python-dbusmock plays it: locks, sleep, and everything that goes wrong with their signals."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.harness.mocks import MOCK, PrivateBus, until
from desktop.harness.promise import Promise
from desktop.logins import MANAGER, OURS, ROOT, SESSION, SILENT, Login, login

from backbreak.resident.presence.logind import LOGIN
from backbreak.resident.presence.sources import PATIENCE_S

LIMIT_S = 30.0


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    bus = PrivateBus(tmp_path, "system")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    yield bus
    bus.close()


def test_the_hint_is_followed_and_the_requests_alone_change_nothing(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            assert await one.trouble() is None
            assert not one.source.locked
            await one.say("Lock")  # as swaylock sees it: asked to lock, and nobody sets the hint
            await one.hint(True)
            await until(lambda: one.source.locked, "locked")
            await one.say("Unlock")
            await asyncio.sleep(0.05)
            assert one.source.locked
            await one.hint(False)
            await until(lambda: not one.source.locked, "unlocked")
            assert one.locks == [True, False]

    asyncio.run(story())


def test_t17_a_request_to_lock_that_nobody_follows_hides_no_prompt(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            await one.trouble()
            for _ in range(3):
                await one.say("Lock")
            await asyncio.sleep(0.05)
            assert not one.source.locked and one.locks == []

    asyncio.run(story())


def test_a_hint_without_its_signal_is_seen_at_the_next_request(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            await one.trouble()
            await one.hand.call(LOGIN, OURS, f"{MOCK}.AddMethod", "sssss", SESSION, "Hush", "", "",
                                f"self.props['{SESSION}']['LockedHint'] = True")  # fmt: skip
            await one.say("Hush")
            assert not one.source.locked
            await one.say("Lock")
            await until(lambda: one.source.locked, "locked")

    asyncio.run(story())


def test_screens_of_other_sessions_are_not_ours(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            await one.add_session("c9")
            await one.trouble()
            await one.hint(True, f"{ROOT}/session/c9")
            await asyncio.sleep(0.05)
            assert not one.source.locked

    asyncio.run(story())


def test_the_session_is_found_by_the_process_before_all_else(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            await one.add_session("c9")
            code = f"ret = '{ROOT}/session/c9' if args[0] == {os.getpid()} else '/'"
            await one.teach("GetSessionByPID", code, "u", "o")
            await one.hint(True, f"{ROOT}/session/c9")
            assert await one.trouble() is None
            assert one.source.locked

    asyncio.run(story())


def test_without_either_it_is_the_session_the_user_sees(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system) as one:
            await one.begin()
            await one.teach("GetUser", f"ret = '{ROOT}/user/' + str(args[0])", "u", "o")
            assert await one.trouble() == "logind knows of no session of ours"
            user, shown = f"{ROOT}/user/{os.getuid()}", f"('c7', dbus.ObjectPath('{OURS}'))"
            code = f"objects['{user}'].props['org.freedesktop.login1.User']['Display'] = {shown}"
            await one.teach("Show", code)
            await one.hand.call(LOGIN, ROOT, f"{MANAGER}.Show")
            await one.hint(True)
            assert await one.trouble() is None
            assert one.source.locked

    asyncio.run(story())


def test_a_session_that_begins_later_is_found_when_it_is_told_of(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin(session=False)
            assert await one.trouble() is not None
            await one.add_session("c7")
            await one.hint(True)
            await until(lambda: one.source.locked, "locked")

    asyncio.run(story())


def test_a_session_that_ends_has_locked_nothing(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            await one.hint(True)
            await one.trouble()
            gone = f"self.EmitSignal('', 'SessionRemoved', 'so', ['c7', '{OURS}'])"
            await one.teach("End", f"self.RemoveObject('{OURS}'); {gone}")
            await one.hand.call(LOGIN, ROOT, f"{MANAGER}.End")
            await until(lambda: not one.source.locked, "unlocked")

    asyncio.run(story())


def test_killed_while_locked_it_has_locked_nothing_and_restarted_it_is_believed_again(
    system: PrivateBus,
) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            await one.hint(True)
            await one.trouble()
            assert one.source.locked
            await one.end()
            await until(lambda: not one.source.locked, "unlocked")
            await one.begin()
            await one.hint(True)
            await until(lambda: one.source.locked, "locked again")
            await one.hand.emit(LOGIN, ROOT, MANAGER, "PrepareForSleep", True)
            await until(lambda: one.sleeps == [True], "told of sleep")

    asyncio.run(story())


def test_a_logind_that_hangs_is_not_waited_for(system: PrivateBus) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            await one.begin()
            one.mock.send_signal(signal.SIGSTOP)
            promise = Promise(PATIENCE_S + 0.5)
            assert await asyncio.wait_for(one.source.unavailable(), LIMIT_S) == SILENT
            assert promise.took_s() < PATIENCE_S + 0.5
            one.mock.send_signal(signal.SIGCONT)
            await one.hint(True)
            await until(lambda: one.source.locked, "locked")

    asyncio.run(story())


def test_without_a_system_bus_it_says_so_and_with_one_again_it_works(
    system: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with login(system, XDG_SESSION_ID="c7") as one:
            monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")
            why = await one.trouble()
            assert why is not None and why.startswith("the system bus cannot be used")
            monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", system.address)
            await one.begin()
            assert await one.trouble() is None

    asyncio.run(story())


def test_a_system_bus_that_ends_leaves_nothing_locked(system: PrivateBus) -> None:
    async def story() -> None:
        one = Login(system, None, {"XDG_SESSION_ID": "c7"})  # type: ignore[arg-type]
        async with system.join() as hand:
            one.hand = hand
            await one.begin()
            await one.hint(True)
            await one.trouble()
        assert one.source.locked
        # dbus-fast says goodbye on the dead socket and never looks at the error; asyncio would log that.
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        system.processes.close()
        await until(lambda: not one.source.locked, "unlocked")
        assert one.locks == [True, False]
        one.source.close()
        await asyncio.sleep(0.01)

    asyncio.run(story())


def test_a_system_bus_that_is_there_again_is_listened_to_again_with_the_next_wake_up(
    system: PrivateBus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        one = Login(system, None, {"XDG_SESSION_ID": "c7"})  # type: ignore[arg-type]
        async with system.join() as hand:
            one.hand = hand
            await one.begin()
            await one.hint(True)
            await one.trouble()
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        system.processes.close()
        await until(lambda: not one.source.locked, "unlocked")
        one.source.look()  # nobody is there yet
        await until(lambda: "cannot be used" in (one.source.why or ""), "it says so")
        another = PrivateBus(tmp_path / "another", "system")
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", another.address)
        one.system = another
        async with another.join() as hand:
            one.hand = hand
            await one.begin()
            await one.hint(True)
            one.source.look()
            await until(lambda: one.source.locked, "locked")
            assert one.locks == [True, False, True] and one.source.why is None
            before = one.source._returning
            one.source.look()  # it is there: nothing is to be done
            assert one.source._returning is before
            one.source.close()
            await asyncio.sleep(0.01)
        another.close()

    asyncio.run(story())
