"""What the tests of hooks share: hooks that are written, run, and waited for."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from backbreak.core.entry import Entry, Outcome
from backbreak.resident.happenings import Happening
from backbreak.resident.hooks import Hooks

STATUS = {"phase": "prompting", "reason": {"id": "prompting", "text": "Zeit für eine Pause"},
          "prompt": {"silent": True}}  # fmt: skip
ENTRY = Entry(id="01A", at=datetime(2026, 1, 5, tzinfo=UTC), outcome=Outcome.COMPLETED,
              exercise="pelvis-lift", units=5)  # fmt: skip
DONE = Happening("completed", ENTRY)


def write(folder: Path, event: str, script: str, mode: int = 0o700) -> Path:
    file = folder / event
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(mode)
    return file


@asynccontextmanager
async def hooks(folder: Path, limit_s: float = 5.0, pidfds: bool = hasattr(os, "pidfd_open")):
    made = Hooks(asyncio.get_running_loop(), folder, limit_s=limit_s, pidfds=pidfds)
    try:
        yield made
    finally:
        made.stop()


async def until(condition, seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


async def over(one: Hooks) -> None:
    await until(lambda: not one.running)


def gone(pid: int) -> bool:
    """Whether that process does nothing any more; one that nobody has waited for yet counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
