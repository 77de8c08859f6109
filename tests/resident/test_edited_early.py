"""Settings edited while the program starts: after they were read, and before anybody watches their folder."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from resident.test_travel import settled
from resident.world import World

from backbreak.resident.clock import real_now
from backbreak.resident.files import Files, read_settings
from backbreak.storage.identity import identity
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import places_for
from backbreak.storage.settings import set_value


def test_what_is_written_between_the_reading_and_the_watch_applies_at_once(tmp_path: Path) -> None:
    judged = []

    async def story() -> None:
        places = places_for(tmp_path / "home")
        places.ensure()
        who, conductor = identity(places), World(tmp_path).boot(real_now())
        store = JournalStore(places.journal_dir(""), who.device, places.journal_lock)
        read = read_settings(places)
        set_value(places, "rhythm.sitting_limit_min", 45)
        files = Files(places, read, store, conductor, who, real_now, lambda: None, lambda: judged.append(1))
        files.start(asyncio.get_running_loop())
        await settled(lambda: bool(judged))
        assert files.settings.rhythm.sitting_limit_min == 45
        assert conductor.policy.limit == timedelta(minutes=45)
        files.stop()

        again = Files(
            places, files.settings, store, conductor, who, real_now, lambda: None, lambda: judged.append(2)
        )
        again.start(asyncio.get_running_loop())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        again.stop()

    asyncio.run(story())
    assert judged == [1]
