"""A lock that nothing tells of is looked at with wake-ups that happen anyway."""

from __future__ import annotations

import asyncio

from resident.world import NINE

from backbreak.core.cycle import events as e
from backbreak.resident.presence.looked_lock import LookedLock
from backbreak.resident.presence.presence import Presence
from backbreak.resident.senses import Senses


class Screen(LookedLock):
    """A screen that a test locks."""

    name = "a screen"
    shut = False

    def read(self) -> bool:
        return self.shut


def test_every_other_wake_up_is_an_occasion_to_look() -> None:
    async def story() -> list[e.Event]:
        told: list[e.Event] = []
        presence = Presence(asyncio.get_running_loop(), lambda: NINE, told.append, lambda: None, ())
        screen = Screen(presence.lock_changed)
        await presence.start([screen])
        screen.shut = True
        presence.look_again()
        screen.shut = False
        presence.look_again()
        presence.close()
        return told

    assert asyncio.run(story()) == [e.Locked(NINE), e.Unlocked(NINE)]


def test_windows_and_macos_have_theirs() -> None:
    async def story() -> list[str]:
        loop = asyncio.get_running_loop()
        found = [Senses(loop, None, {}, name).locks(lambda: None, lambda going: None) for name in SYSTEMS]
        return [type(lock).__name__ for locks in found for lock in locks]

    assert asyncio.run(story()) == ["WindowsLock", "MacosLock"]


SYSTEMS = ("win32", "darwin")
