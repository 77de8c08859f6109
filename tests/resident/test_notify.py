"""The notification on a bus of its own, with a small server that remembers."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from dbus_fast import Message

from backbreak.resident import notify
from backbreak.resident.calls import call
from backbreak.resident.notification import Closed, NotShown, Shown
from backbreak.resident.notify import Notifier

BUTTONS = (("start", "Start"), ("snooze", "Snooze 10 min"), ("skip", "Skip: next at 16:40"))


@asynccontextmanager
async def notifier_on(desk):
    async with desk.join() as bus:
        actions, closed = [], []
        one = Notifier(
            bus, lambda *pressed: actions.append(pressed), lambda reason, _token: closed.append(reason)
        )
        try:
            yield one, bus, actions, closed
        finally:
            await one.withdraw()


def show(one, token="first", silent=False):
    return one.show("Time for a break", "Sitting for 2 h", BUTTONS, silent, token=token)


async def rules_of(bus) -> int:
    """How many signal rules this connection has at the bus."""
    name, path, stats = "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Debug.Stats"
    answer = await call(bus, name, path, stats, "GetConnectionStats", "s", [bus.unique_name])
    return answer.body[0]["MatchRules"].value


def run(story):
    asyncio.run(asyncio.wait_for(story, 60))


def test_it_is_shown_with_its_buttons_and_no_default_one(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _, _, _):
            assert await one.show("A < B", "C < D", BUTTONS, False) == Shown(1)
            (shown,) = server.shown.values()
            assert shown.summary == "A < B"
            assert shown.body == "C &lt; D"
            assert shown.actions == [part for button in BUTTONS for part in button]
            assert shown.hints == {"urgency": 1, "resident": False, "desktop-entry": "backbreak"}
            assert shown.expire_ms == 0

    run(story())


def test_silent_asks_for_no_sound(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _, _, _):
            await show(one, silent=True)
            assert server.shown[1].hints["suppress-sound"] is True

    run(story())


def test_markup_is_escaped_only_for_servers_that_read_it(desk):
    async def story():
        async with desk.server("actions", "body") as server, notifier_on(desk) as (one, _, _, _):
            await one.show("", "C < D", BUTTONS, False)
            assert server.shown[1].body == "C < D"

    run(story())


def test_t21_a_pressed_button_is_told_once_with_its_token_and_closing_after_it_is_not(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _, actions, closed):
            await show(one, "episode 7")
            server.ActionInvoked(1, "snooze")
            server.ActionInvoked(1, "start")
            server.NotificationClosed(1, 2)
            await desk.until(lambda: actions)
            await asyncio.sleep(0.02)
            assert actions == [("snooze", "episode 7", "")]
            assert closed == []

    run(story())


def test_a_signal_to_us_alone_counts_as_well_as_one_to_everybody(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, bus, actions, _):
            await show(one)
            (server_bus,) = type(server)._get_buses(server)
            signal = Message.new_signal(
                notify.SERVER_PATH, notify.SERVER, "ActionInvoked", "us", [1, "start"]
            )
            signal.destination = bus.unique_name
            server_bus.send(signal)
            await desk.until(lambda: actions)
            assert actions == [("start", "first", "")]

    run(story())


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (1, Closed.EXPIRED),
        (2, Closed.DISMISSED),
        (3, Closed.WITHDRAWN),
        (4, Closed.UNKNOWN),
        (77, Closed.UNKNOWN),
    ],
)
def test_closed_without_an_answer_the_reason_is_told(desk, code, reason):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _, actions, closed):
            await show(one)
            server.NotificationClosed(1, code)
            await desk.until(lambda: closed)
            assert (actions, closed) == ([], [reason])

    run(story())


def test_t21_showing_again_replaces_and_only_the_new_token_answers(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _, actions, _):
            assert await show(one, "first") == await show(one, "second") == Shown(1)
            assert server.shown[1].replaces == 1
            server.ActionInvoked(1, "start")
            await desk.until(lambda: actions)
            assert actions == [("start", "second", "")]

    run(story())


def test_t22_withdrawn_it_is_gone_and_a_stale_button_does_nothing(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _, actions, closed):
            await show(one)
            await one.withdraw()
            assert server.closed == [1]
            server.ActionInvoked(1, "start")
            await show(one, "next")
            server.ActionInvoked(1, "skip")
            server.ActionInvoked(2, "start")
            await desk.until(lambda: actions)
            assert actions == [("start", "next", "")]
            assert closed == []

    run(story())


def test_somebody_elses_signals_are_not_ours(desk):
    async def story():
        async with desk.server(), notifier_on(desk) as (one, _, actions, closed), desk.join() as other:
            await show(one)
            forged = (("ActionInvoked", "us", [1, "start"]), ("NotificationClosed", "uu", [1, 2]))
            for signal in forged:
                await other.send(Message.new_signal(notify.SERVER_PATH, notify.SERVER, *signal))
            await asyncio.sleep(0.05)
            assert (actions, closed) == ([], [])

    run(story())


def test_t23_without_a_server_it_says_so_at_once(desk):
    async def story():
        async with notifier_on(desk) as (one, _, _, _):
            assert isinstance(await show(one), NotShown)

    run(story())


def test_t23_a_server_without_buttons_is_no_use_for_buttons(desk):
    async def story():
        async with desk.server("body") as server, notifier_on(desk) as (one, _, _, _):
            assert isinstance(await show(one), NotShown)
            assert server.shown == {}
            assert await one.show("Soon", "In two minutes", (), True) == Shown(1)

    run(story())


def test_t22_what_a_slow_server_shows_too_late_is_taken_back(desk, monkeypatch):
    monkeypatch.setattr(notify, "PATIENCE_S", 0.1)

    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _, _, closed):
            server.hangs = asyncio.Event()
            while not server.asked:  # a busy machine may be late with what is asked before
                assert isinstance(await show(one), NotShown)
            server.hangs.set()
            await desk.until(lambda: server.closed)
            assert server.shown == {}
            assert closed == []

    run(story())


def test_t22_when_the_server_goes_its_ids_are_forgotten_and_the_next_starts_afresh(desk):
    async def story():
        async with notifier_on(desk) as (one, _, actions, closed):
            async with desk.server():
                await show(one, "old")
            await desk.until(lambda: closed)
            assert closed == [Closed.SERVER_GONE]
            async with desk.server("actions", "body") as server:
                assert await show(one, "new") == Shown(1)
                assert server.shown[1].replaces == 0
                server.ActionInvoked(1, "start")
                await desk.until(lambda: actions)
            assert actions == [("start", "new", "")]

    run(story())


def test_when_the_bus_is_gone_it_says_so_at_once_and_withdrawing_does_no_harm(desk):
    async def story():
        async with desk.server(), notifier_on(desk) as (one, bus, _, _):
            await show(one)
            await desk.cut(bus)
            assert isinstance(await show(one), NotShown)
            await one.withdraw()

    run(story())


def test_it_listens_to_the_bus_only_while_it_shows_something(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, bus, _, closed):
            before = await rules_of(bus)
            await show(one)
            assert await rules_of(bus) == before + 2
            await one.withdraw()
            assert await rules_of(bus) == before
            await show(one)
            server.NotificationClosed(2, 2)
            await desk.until(lambda: closed)
            while await rules_of(bus) != before:
                await asyncio.sleep(0.002)

    run(story())
