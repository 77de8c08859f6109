"""Windows' sources where there is no Windows: they say so, and nothing is looked for again once closed."""

from __future__ import annotations

import asyncio
import sys

import pytest

from backbreak.resident.quiet.sources import QuietError
from backbreak.resident.quiet.windows_quiet import windows_sources


@pytest.mark.skipif(sys.platform == "win32", reason="there, they can be asked")
def test_what_belongs_to_windows_says_so_elsewhere() -> None:
    async def story() -> None:
        sources = windows_sources(asyncio.get_running_loop())
        reasons = [source.reason for source in sources]
        assert reasons == ["do_not_disturb", "fullscreen", "microphone", "screen_share"]
        for source in sources:
            assert await source.unavailable() == "this is not Windows"
            with pytest.raises(QuietError, match="this is not Windows"):
                await source.read()
            await source.watch(lambda: pytest.fail("looked after it was closed"))
            source.close()
            source.close()
            await source.unwatch()

    asyncio.run(story())
