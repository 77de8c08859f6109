"""A tray of the old kind that comes back with its X server is found again, however late that is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from resident.trays import TRAY, Case, Trays, play

from backbreak.resident.tray import fallback


@pytest.mark.parametrize("fails", [0, 2])
def test_t06_with_an_x_server_that_comes_back_the_tray_is_shown_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    monkeypatch.setattr(fallback, "WATCH_PAUSES_S", (0.01, 0.02))

    async def story(case: Case) -> None:
        case.fallback.start(hosted=False)
        for _round in range(2):
            await case.until(lambda: case.runs)
            before = case.trays.asked
            case.trays.fails = before + fails
            case.trays.end()
            await case.until(lambda: case.trays.watching)
            assert case.trays.asked == before + fails + 1
        await case.until(lambda: case.runs)

    play(tmp_path, story, Trays(TRAY))
