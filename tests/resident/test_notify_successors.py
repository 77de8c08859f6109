"""What becomes of a notification that is closed, or loses its server, while the next one is on its way."""

from __future__ import annotations

import asyncio

import pytest
from dbus_fast import NameFlag
from resident.conftest import Server
from resident.test_notify import BUTTONS, notifier_on, run, show

from backbreak.resident import notify
from backbreak.resident.notices import DesktopNotices
from backbreak.resident.notification import Closed, NotShown, Shown
from backbreak.resident.notify import Notifier
from backbreak.words.prompt import Invitation

START, SNOOZE, SKIP = (label for _key, label in BUTTONS)
INVITATION = Invitation("Time to stand up", "Sitting for 2 h", START, SNOOZE, "", SKIP, "")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server takes as long as the test says, on a busy machine too."""
    monkeypatch.setattr(notify, "PATIENCE_S", 20.0)


def test_t22_one_that_is_closed_while_the_next_takes_its_place_takes_nothing_along(desk):
    async def story():
        async with desk.server() as server, desk.join() as bus:
            closed = []
            one = Notifier(bus, lambda *_pressed: None, lambda *told: closed.append(told))
            await show(one, "first")
            server.hangs = asyncio.Event()
            showing = asyncio.ensure_future(show(one, "second"))
            await desk.until(lambda: server.asked == 2)
            server.NotificationClosed(1, 2)
            await desk.until(lambda: closed)
            server.hangs.set()
            assert await showing == Shown(1)
            assert closed == [(Closed.DISMISSED, "first")]
            await one.withdraw()
            assert server.closed == [1], "the second one is known to be on the screen"

    run(story())


def test_t22_what_was_closed_before_its_successor_is_there_is_not_the_successor(desk):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, *_, closed):
            await show(one, "first")
            server.hangs = asyncio.Event()
            showing = asyncio.ensure_future(show(one, "second"))
            await desk.until(lambda: server.asked == 2)
            server.NotificationClosed(1, 2)
            server.NotificationClosed(1, 3)
            await desk.until(lambda: closed)
            server.hangs.set()
            await showing
            await one.withdraw()
            assert (server.closed, closed) == ([1], [Closed.DISMISSED])

    run(story())


def test_t22_one_that_is_renewed_too_late_stays_with_its_buttons_until_it_is_withdrawn(desk, monkeypatch):
    async def story():
        async with desk.server() as server, notifier_on(desk) as (one, _bus, actions, closed):
            await show(one, "first")
            monkeypatch.setattr(notify, "PATIENCE_S", 0.05)
            server.hangs = asyncio.Event()
            while server.asked < 2:
                assert isinstance(await show(one, "second"), NotShown)
            monkeypatch.setattr(notify, "PATIENCE_S", 20.0)
            server.hangs.set()
            await desk.until(lambda: one._live.token == "second")
            server.ActionInvoked(1, "start")
            await desk.until(lambda: actions)
            assert (actions, closed, server.closed) == ([("start", "second", "")], [], [])
            await one.withdraw()
            assert server.closed == [1]

    run(story())


def test_a_heads_up_closed_while_the_invitation_comes_puts_nothing_off(desk):
    async def story():
        async with desk.server() as server, desk.join() as bus:
            answers: list[tuple[str, ...]] = []
            on_screen: list[object] = []
            notices = DesktopNotices(bus, lambda *answer: answers.append(answer), True, on_screen.append)
            notices.tell("Soon", "A break at 12:00")
            await desk.until(lambda: on_screen)
            server.hangs = asyncio.Event()
            showing = asyncio.ensure_future(notices.show(INVITATION, "episode"))
            await desk.until(lambda: server.asked == 2)
            server.NotificationClosed(1, 2)
            await desk.until(lambda: on_screen[-1] is None)
            server.hangs.set()
            assert await showing
            assert answers == []
            server.NotificationClosed(1, 2)
            await desk.until(lambda: answers)
            assert answers == [("snooze", "episode", "")]

    run(story())


def test_t22_a_server_that_has_only_lost_its_name_is_told_to_close_it(desk):
    async def story():
        first, second = Server(), Server()
        async with desk.join() as theirs, desk.join() as others, notifier_on(desk) as (one, *_, closed):
            theirs.export(notify.SERVER_PATH, first)
            await theirs.request_name(notify.SERVER, NameFlag.ALLOW_REPLACEMENT)
            await show(one)
            others.export(notify.SERVER_PATH, second)
            await others.request_name(notify.SERVER, NameFlag.REPLACE_EXISTING)
            await desk.until(lambda: first.closed)
            await one.withdraw()
            assert (first.closed, second.closed, closed) == ([1], [], [Closed.SERVER_GONE])

    run(story())
