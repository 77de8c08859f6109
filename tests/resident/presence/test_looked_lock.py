"""The lock where it has to be looked at: told when it changes, and never for ever when looking fails."""

from __future__ import annotations

import asyncio
import sys

import pytest

from backbreak.resident.presence.looked_lock import LookedLock
from backbreak.resident.presence.macos_lock import MacosLock
from backbreak.resident.presence.windows_lock import SessionInfo, WindowsLock, says_locked


class Door(LookedLock):
    """A lock that the test turns; None is one that cannot be seen."""

    name = "door"

    def __init__(self) -> None:
        self.turned: bool | None = False
        self.told: list[bool] = []
        super().__init__(lambda: self.told.append(self.locked))

    def read(self) -> bool:
        if self.turned is None:
            raise OSError("fog")
        return self.turned


def test_changes_are_told_once_and_only_while_it_is_at_work() -> None:
    door = Door()
    door.turned = True
    door.look()
    assert door.told == []
    assert asyncio.run(door.unavailable()) is None
    door.look()
    assert door.locked and door.told == [True]
    door.turned = False
    door.look()
    assert door.told == [True, False]
    door.close()
    door.close()
    door.turned = True
    door.look()
    assert not door.locked and door.told == [True, False]


def test_a_look_that_fails_has_locked_nothing() -> None:
    door = Door()
    door.turned = True
    assert asyncio.run(door.unavailable()) is None
    door.turned = None
    door.look()
    assert door.told == [True, False]
    assert asyncio.run(door.unavailable()) == "the system does not tell: fog"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there they may work")
@pytest.mark.parametrize("kind", [WindowsLock, MacosLock])
def test_elsewhere_they_say_that_they_do_not_work(kind: type[LookedLock]) -> None:
    why = asyncio.run(kind(lambda: None).unavailable())
    assert why is not None and why.startswith("the system does not tell: this is not ")


@pytest.mark.parametrize(("flags", "locked"), [(0, True), (1, False)])
def test_windows_flags_are_the_right_way_round(flags: int, locked: bool) -> None:
    assert SessionInfo.flags.offset == 16
    assert says_locked(SessionInfo(level=1, flags=flags), 200) is locked


@pytest.mark.parametrize(("level", "flags", "size"), [(1, -1, 200), (2, 0, 200), (1, 0, 12)])
def test_windows_not_knowing_is_not_being_locked(level: int, flags: int, size: int) -> None:
    with pytest.raises(OSError, match="unknown"):
        says_locked(SessionInfo(level=level, flags=flags), size)
