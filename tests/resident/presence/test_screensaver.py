"""Screen savers that come, go, lock and chatter on a bus of their own: what they say last is what holds."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from dbus_fast import Message, MessageFlag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from resident.presence.savers import Desk, Saver
from resident.world import NINE, World, at

from backbreak.core.cycle import events as e
from backbreak.resident.calls import call
from backbreak.resident.presence.presence import Presence
from backbreak.resident.presence.screensaver import SERVICES, ScreenSavers

GNOME = SERVICES[1]
KDE = SERVICES[0]


def run(story):
    asyncio.run(asyncio.wait_for(story, 60))


def told(desk, story, services=SERVICES):
    """Run `story(savers, desk, bus, heard)` with the source at work."""

    async def whole():
        async with desk.join() as bus, AsyncExitStack() as stack:
            heard = []
            source = ScreenSavers(bus, lambda: heard.append(source.locked), services)
            stack.callback(source.close)
            there = Desk(desk.address)
            try:
                await story(source, there, bus, heard)
            finally:
                for number in tuple(there.savers):
                    await there.go(number)

    run(whole())


async def rules_of(bus) -> int:
    name, path, stats = "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Debug.Stats"
    answer = await call(bus, name, path, stats, "GetConnectionStats", "s", [bus.unique_name])
    return answer.body[0]["MatchRules"].value


def test_one_that_is_locked_already_is_known_at_once(desk):
    async def story(source, there, bus, heard):
        (await there.appear(1)).active = True
        assert await source.unavailable() is None
        assert source.locked and heard == [True]

    told(desk, story)


def test_without_any_the_reason_is_said_and_one_that_comes_later_is_heard(desk):
    async def story(source, there, bus, heard):
        assert await source.unavailable() == "no screen saver is on the session bus"
        (await there.appear(1)).active = True
        await desk.until(lambda: source.locked)
        assert source.why is None
        assert await source.unavailable() is None

    told(desk, story)


def test_kdes_other_path_is_found(desk):
    async def story(source, there, bus, heard):
        (await there.appear(0, "/ScreenSaver")).active = True
        assert await source.unavailable() is None
        assert source.locked

    told(desk, story)


def test_gnomes_way_of_owning_the_common_name_without_the_method_is_not_a_screen_saver(desk):
    async def story(source, there, bus, heard):
        async with desk.join() as other:
            await other.request_name(KDE.name)
            why = await source.unavailable()
            assert why is not None and "GetActive" in why and not source.locked

    told(desk, story)


def test_one_that_dies_while_locked_has_locked_nothing(desk):
    async def story(source, there, bus, heard):
        (await there.appear(1)).active = True
        await source.unavailable()
        await there.go(1)
        await desk.until(lambda: not source.locked)
        assert heard == [True, False]

    told(desk, story)


def test_one_that_hangs_is_not_waited_for_and_what_it_says_in_the_end_counts(desk):
    async def story(source, there, bus, heard):
        saver = await there.appear(1)
        saver.active = True
        saver.moving.clear()
        why = await asyncio.wait_for(source.unavailable(), 15)  # it has two seconds, and a busy machine
        assert why == f"{GNOME.name} does not answer" and not source.locked
        saver.moving.set()
        await desk.until(lambda: source.locked)
        assert await source.unavailable() is None

    told(desk, story, (GNOME,))


def test_a_signal_that_somebody_else_sends_is_not_even_a_reason_to_ask(desk):
    async def story(source, there, bus, heard):
        saver = await there.appear(1)
        await source.unavailable()
        asked = saver.asked
        async with desk.join() as stranger:
            for destination in (None, bus.unique_name):
                forged = Message.new_signal(GNOME.paths[0], GNOME.name, "ActiveChanged", "b", [True])
                forged.destination = destination
                await stranger.send(forged)
        there.set(1, False)
        await desk.until(lambda: saver.asked > asked)
        await asyncio.sleep(0.02)
        assert saver.asked == asked + 1 and not source.locked

    told(desk, story)


def test_after_close_nothing_is_listened_to_and_a_second_close_is_none(desk):
    async def story(source, there, bus, heard):
        before = await rules_of(bus)
        saver = await there.appear(1)
        await source.unavailable()
        assert await rules_of(bus) == before + 2 * len(SERVICES)
        source.close()
        source.close()
        assert await rules_of(bus) == before
        there.set(1, True)
        await asyncio.sleep(0.02)
        assert not source.locked and heard == [] and saver.asked == 1

    told(desk, story)


def test_asking_starts_no_service(desk):
    async def story(source, there, bus, heard):
        asked = []
        async with desk.join() as other:

            def seen(message):
                if message.member == "GetActive":
                    asked.append(MessageFlag.NO_AUTOSTART in message.flags or message.destination[0] == ":")

            other.add_message_handler(seen)
            other.export(GNOME.paths[0], Saver(GNOME.name))
            await other.request_name(GNOME.name)
            assert await source.unavailable() is None
        assert asked and all(asked)

    told(desk, story)


def test_t17_locked_while_due_nothing_is_shown_and_ten_minutes_later_it_was_a_natural_break(desk, tmp_path):
    async def story(source, there, bus, heard):
        saver = await there.appear(1)
        world, minute = World(tmp_path), 55.0
        conductor = world.boot(NINE)
        loop = asyncio.get_running_loop()
        presence = Presence(loop, lambda: at(minute), conductor.post, lambda: None, ())
        lock = ScreenSavers(bus, presence.lock_changed)
        await presence.start([lock])
        world.pass_to(at(minute))
        there.set(1, True)
        await desk.until(lambda: lock.locked)
        minute = 65.0
        world.pass_to(at(minute))  # it was due at 60
        assert not any(isinstance(effect, e.ShowPrompt) for effect in world.effects)
        there.set(1, False)
        await desk.until(lambda: not lock.locked)
        world.pass_to(at(minute + 1))
        assert not any(isinstance(effect, e.ShowPrompt) for effect in world.effects)
        assert [line["outcome"] for line in world.lines] == ["natural"]
        assert saver.asked >= 3
        presence.close()

    told(desk, story)


FACTS = st.lists(
    st.tuples(
        st.sampled_from(["appear", "go", "lock", "unlock", "double", "lie", "breathe"]),
        st.integers(0, len(SERVICES) - 1),
    ),
    max_size=25,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(facts=FACTS, late=st.booleans())
def test_whatever_order_things_happen_in_what_the_services_say_last_holds(desk, facts, late):
    async def story(source, there, bus, heard):
        if not late:
            await source.unavailable()
        for fact, number in facts:
            match fact:
                case "appear":
                    await there.appear(number)
                case "go":
                    await there.go(number)
                case "lock" | "unlock":
                    there.set(number, fact == "lock")
                case "double" if number in there.savers:
                    there.tell(number, there.savers[number][1].active)
                case "lie" if number in there.savers:
                    there.tell(number, not there.savers[number][1].active)
                case "breathe":
                    await asyncio.sleep(0.001)
        if late:
            await source.unavailable()
        await desk.until(lambda: source.locked == there.locked)
        await asyncio.sleep(0.01)
        assert source.locked == there.locked
        assert heard == [bool(i % 2 == 0) for i in range(len(heard))]  # told of changes only

    told(desk, story)
