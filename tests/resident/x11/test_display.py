"""The one connection that is shared: when it is opened, when not, and who hears of which window."""

from __future__ import annotations

import asyncio
from struct import pack

import pytest
from resident.x11.greeting import event, reply
from resident.x11.server import Answer, FakeServer, run, until

from backbreak.resident.x11 import wire
from backbreak.resident.x11.address import X11Error
from backbreak.resident.x11.display import Display


def test_one_connection_is_shared_opened_when_it_is_needed_and_anew_when_it_was_lost() -> None:
    async def story(fake: FakeServer) -> None:
        fake.answer = lambda number, request: reply(number)
        display = Display({"DISPLAY": f":{fake.address.display}"})
        assert fake.clients == 0
        first, second = await asyncio.gather(display.server(), display.whole_desktop())
        assert first is second
        assert fake.clients == 1
        fake.hang_up()
        await until(lambda: not first.connection.open)
        third = await display.server()
        assert third is not first
        assert fake.clients == 2
        display.close()
        display.close()
        with pytest.raises(X11Error):
            await display.server()
        assert fake.clients == 2

    run(story)


@pytest.mark.parametrize("told", [{"XDG_SESSION_TYPE": "wayland"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_under_wayland_the_server_is_not_even_asked(told: dict[str, str]) -> None:
    async def story(fake: FakeServer) -> None:
        display = Display({"DISPLAY": f":{fake.address.display}", **told})
        with pytest.raises(X11Error, match="Wayland"):
            await display.whole_desktop()
        assert fake.clients == 0

    run(story)


def xwayland(number: int, request: bytes) -> bytes:
    """One that has an extension of that name."""
    return reply(number, bytes([b"XWAYLAND" in request, 150, 0, 0]))


def older_xwayland(number: int, request: bytes) -> bytes:
    """One that tells it only by the name of its output."""
    if request[0] == 98:
        return reply(number, bytes([b"RANDR" in request, 140, 0, 0]))
    assert request[0] == 140
    if request[1] == 25:
        return reply(number, pack("=IIHHHH", 5, 5, 0, 1, 0, 0), more=pack("=I", 63))
    if request[1] == 9:
        return reply(number, more=pack("=HH", 0, 9) + b"XWAYLAND0")
    return reply(number, pack("=II", 1, 6))


@pytest.mark.parametrize("answer", [xwayland, older_xwayland])
def test_xwayland_is_no_whole_desktop(answer: Answer) -> None:
    async def story(fake: FakeServer) -> None:
        fake.answer = answer
        display = Display({"DISPLAY": f":{fake.address.display}"})
        for _ in range(2):
            with pytest.raises(X11Error, match="Xwayland"):
                await display.whole_desktop()
        assert (await display.server()).root == 0x111
        display.close()

    run(story)


def test_what_several_want_of_a_window_is_one_mask() -> None:
    async def story(fake: FakeServer) -> None:
        display = Display({"DISPLAY": f":{fake.address.display}"})
        server = await display.server()
        heard: list[str] = []
        one = server.select(7, wire.PROPERTY_CHANGE, lambda event: heard.append("one"))
        two = server.select(7, wire.STRUCTURE_NOTIFY, lambda event: heard.append("two"))
        other = server.select(8, wire.PROPERTY_CHANGE, lambda event: heard.append("other"))
        fake.say(event(28, 0, pack("=II", 7, 1)))
        await until(lambda: heard == ["one", "two"])
        one.cancel()
        one.cancel()
        fake.say(event(17, 0, pack("=II", 7, 7)))
        await until(lambda: heard == ["one", "two", "two"])
        two.cancel()
        other.cancel()
        both = wire.PROPERTY_CHANGE | wire.STRUCTURE_NOTIFY
        asked = [(7, wire.PROPERTY_CHANGE), (7, both), (8, wire.PROPERTY_CHANGE)]
        asked += [(7, wire.STRUCTURE_NOTIFY), (7, 0), (8, 0)]
        await until(lambda: len(fake.requests) == 6)
        assert fake.requests == [wire.select_events(window, mask) for window, mask in asked]
        display.close()

    run(story)
