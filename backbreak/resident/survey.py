"""What tells of presence and quiet on this desktop, and why the better sources do not, as plain data."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from backbreak.core.settings import Settings
from backbreak.resident import surroundings
from backbreak.resident.clock import real_now
from backbreak.resident.presence.presence import Presence
from backbreak.resident.quiet.keeper import Keeper
from backbreak.resident.senses import Senses

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

PATIENCE_S = 8.0
"""How long everything together may take to find out what works."""

log = logging.getLogger(__name__)


def document(presence: Presence, keeper: Keeper, enabled: Callable[[str], bool]) -> dict[str, object]:
    """The sources by what they tell of: "idle", "lock" and "quiet"."""
    return {
        "idle": {"source": presence.idle_source, "refused": _refused(presence.refused)},
        "lock": presence.unlocking,
        "quiet": [
            {
                "reason": found.reason,
                "source": found.source,
                "enabled": enabled(found.reason),
                "applies": found.applies,
                "trouble": found.trouble,
                "refused": _refused(found.refused),
            }
            for found in keeper.findings
        ],
    }


def enabled_by(settings: Settings, reason: str) -> bool:
    """Whether the settings let this reason hold a prompt back."""
    return bool(getattr(settings.quiet, reason))


async def survey(settings: Settings) -> dict[str, object]:
    """Try every source without a resident, and let go of them again."""
    loop, bus = asyncio.get_running_loop(), await _session_bus()
    senses = Senses(loop, bus)
    presence = Presence(loop, real_now, lambda event: None, lambda: None, senses.idle)
    keeper = Keeper(loop, senses.quiet, lambda reason: True, lambda reasons: None)
    try:
        async with asyncio.timeout(PATIENCE_S):
            await presence.start(senses.locks(presence.lock_changed, lambda going: None))
            await keeper.read()
    except TimeoutError:
        log.warning("not every source answered in %g s", PATIENCE_S)
    finally:
        found = document(presence, keeper, lambda reason: enabled_by(settings, reason))
        presence.close()
        keeper.close()
        senses.close()
        if bus is not None:
            bus.disconnect()
    return found


async def _session_bus() -> MessageBus | None:
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import AuthError, InvalidAddressError

    if not surroundings.has_session_bus():
        return None
    try:
        async with asyncio.timeout(PATIENCE_S / 2):
            return await MessageBus().connect()
    except (OSError, EOFError, AuthError, InvalidAddressError, TimeoutError):
        return None


def _refused(refused: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"source": name, "why": why} for name, why in refused]
