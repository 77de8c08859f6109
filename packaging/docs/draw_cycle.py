"""Draw docs/cycle.md: every change of phase that the running core makes, found by walking through it.

python packaging/docs/draw_cycle.py          writes the file
python packaging/docs/draw_cycle.py --check  says with its exit code whether it is up to date
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backbreak.core.cycle import Cycle, Policy, Task, begin, step, wake_at
from backbreak.core.cycle import events as e
from backbreak.core.hours import week_of

TARGET = Path(__file__).parents[2] / "docs" / "cycle.md"
STEPS = 12_000
HEAD = """# The break cycle, as it runs

Drawn by `packaging/docs/draw_cycle.py`, which walks at random through the real core and notes every change of
phase with what brought it about. "time" is an instant passing: a due time, an edge of the working hours, the
end of a pause, of a grace or of a hold.

"""
Make = Callable[[datetime, Cycle, random.Random], e.Event]
MOVES: dict[str, Make] = {
    "start": lambda at, cycle, dice: e.Started(at, Task("pelvis-lift", 5, 1)),
    "snooze": lambda at, cycle, dice: e.Snoozed(at),
    "skip": lambda at, cycle, dice: e.Skipped(at),
    "pause": lambda at, cycle, dice: e.Paused(at, dice.choice([None, at + timedelta(hours=1)])),
    "resume": lambda at, cycle, dice: e.Resumed(at),
    "meeting": lambda at, cycle, dice: e.MeetingDeclared(at, at + timedelta(hours=1)),
    "lock": lambda at, cycle, dice: e.Locked(at),
    "unlock": lambda at, cycle, dice: e.Unlocked(at),
    "idle": lambda at, cycle, dice: e.WentIdle(at, at - timedelta(minutes=1)),
    "input": lambda at, cycle, dice: e.InputSeen(at),
    "quiet begins": lambda at, cycle, dice: e.QuietIs(at, frozenset({"microphone"})),
    "quiet ends": lambda at, cycle, dice: e.QuietIs(at, frozenset()),
    "session ends": lambda at, cycle, dice: e.Ended(
        at, _run(cycle), dice.choice([0, 3, 5]), None, 90.0, False
    ),
    "window lost": lambda at, cycle, dice: e.Lost(at, _run(cycle)),
}


def _run(cycle: Cycle) -> str:
    return cycle.run.id if cycle.run else ""


def edges() -> dict[tuple[str, str], set[str]]:
    """(phase before, phase after) -> what led from one to the other."""
    dice = random.Random(2)
    policy = Policy(zone=UTC, week=week_of([("09:00-12:30", "13:30-18:00")] * 7))
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    cycle, found = begin(at, policy), defaultdict[tuple[str, str], set[str]](set)

    def take(event: e.Event, cause: str) -> None:
        nonlocal cycle
        before = cycle.phase.value
        cycle, _ = step(cycle, event, policy)
        if cycle.phase.value != before:
            found[before, cycle.phase.value].add(cause)

    for _ in range(STEPS):
        at += timedelta(minutes=dice.choice([1, 2, 4, 7, 15, 40, 90]))
        while (wake := wake_at(cycle, policy)) is not None and wake <= at:
            take(e.Tick(wake), "time")
        cause = dice.choice(list(MOVES))
        take(MOVES[cause](at, cycle, dice), cause)
    return found


def text() -> str:
    """The whole file."""
    lines = [
        f"  {before} --> {after}: {', '.join(sorted(causes))}"
        for (before, after), causes in sorted(edges().items())
    ]
    return HEAD + "```mermaid\nstateDiagram-v2\n  [*] --> sitting\n" + "\n".join(lines) + "\n```\n"


def main() -> int:
    """Write the file, or compare."""
    drawn = text()
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text(encoding="utf-8") == drawn else 1
    TARGET.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
