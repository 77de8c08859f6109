"""Somebody travels: the system's zone is another one, and the working hours are those of the wall at once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from resident.world import World

from backbreak.core.cycle import events as e
from backbreak.resident.clock import real_now
from backbreak.resident.files import Files, read_settings
from backbreak.storage import zone
from backbreak.storage.identity import identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import places_for

ZONES = Path("/usr/share/zoneinfo")


async def settled(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


def point(link: Path, name: str) -> None:
    """As the system does it: a new link in the place of the old one."""
    made = link.with_name("localtime.new")
    made.symlink_to(ZONES / name)
    os.replace(made, link)


def test_t14_a_changed_zone_is_noticed_at_once_and_the_spell_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    etc = tmp_path / "etc"
    etc.mkdir()
    monkeypatch.setattr(zone, "_LOCALTIME", etc / "localtime")
    point(etc / "localtime", "Europe/Berlin")

    async def story() -> None:
        places = places_for(tmp_path / "home")
        places.ensure()
        who, world = identity(places), World(tmp_path)
        conductor = world.boot(real_now())
        store = JournalStore(places.journal_dir(""), who.device, places.journal_lock)
        files = Files(places, read_settings(places), store, conductor, who, real_now, lambda: None,
                      lambda: conductor.post(e.PolicyChanged(real_now())))  # fmt: skip
        files.start(asyncio.get_running_loop())
        spell = conductor.cycle.spell_start
        summer = real_now().replace(month=7, day=1)
        point(etc / "localtime", "Asia/Tokyo")
        await settled(lambda: conductor.policy.zone.utcoffset(summer) == timedelta(hours=9))
        assert conductor.cycle.spell_start == spell
        files.stop()

    asyncio.run(story())
