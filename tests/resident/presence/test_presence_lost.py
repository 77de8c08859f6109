"""A source of idle time that goes and comes back much later is looked for as patiently as at first."""

from __future__ import annotations

import asyncio

import pytest
from resident.presence.test_presence import Source, play, settled

from backbreak.core.cycle import events as e
from backbreak.resident.presence import choosing, presence
from backbreak.resident.presence.presence import Presence


def test_t18_a_desktop_that_is_restarted_slowly_time_and_again_tells_of_input_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choosing, "AGAIN_AFTER_S", 0.0)
    source, absent = Source("a"), Source("absent")

    async def restart(told: Presence, looks: int) -> None:
        source.why = "it is gone"
        source.lose("it is gone")
        await settled(lambda: told.idle_source == "absent" and told.refused == [("a", "it is gone")])
        for _ in range(looks):
            told.look_again()
            await asyncio.sleep(0)
        source.why = None
        told.look_again()
        await settled(lambda: told.idle_source == "a")

    async def story(told: Presence, _posted: list[e.Event]) -> None:
        for _ in range(3):
            await restart(told, presence.CHANCES - 1)

    play(story, source, absent)
