"""What would interrupt somebody is asked about first, whatever makes it due; and no means no."""

# No `from __future__ import annotations` here: dbus-fast reads the annotations.

import asyncio
import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from dbus_fast import PropertyAccess
from dbus_fast.annotations import DBusBool, DBusSignature
from dbus_fast.service import dbus_method, dbus_property
from resident.conftest import Server
from resident.running import Resident, prepared, running, wait_for

from backbreak.core.cycle import Policy, begin, persist
from backbreak.resident.clock import real_now
from backbreak.storage.places import places_for

Names = Annotated[list[str], DBusSignature("ssss")]
NOW_DUE = "[rhythm]\nreturn_grace_min = 0\nsitting_limit_min = 5\n"


class Hushed(Server):
    """A notification server whose user wants to be left alone."""

    @dbus_method()
    def GetServerInformation(self) -> Names:
        return ["Plasma", "KDE", "6", "1.2"]

    @dbus_property(access=PropertyAccess.READ)
    def Inhibited(self) -> DBusBool:
        return True


def sat(home: Path, minutes: float, limit: float) -> Path:
    """A home whose user has sat so long, up to this moment, of so many minutes."""
    places = places_for(prepared(home, f"[rhythm]\nreturn_grace_min = 0\nsitting_limit_min = {limit:g}\n"))
    now = real_now()
    policy = Policy(zone=now.tzinfo, limit=timedelta(minutes=limit))  # type: ignore[arg-type]
    cycle = persist.to_plain(begin(now - timedelta(minutes=minutes), policy)) | {"now": now.isoformat()}
    state = {"v": 1, "stamped": now.isoformat(), "cycle": cycle, "unwritten": []}
    places.state_file.write_text(json.dumps(state))
    return home


def settled(resident: Resident) -> None:
    """It has started altogether, and watches the folder of the settings."""
    log = resident.places.log_file
    wait_for(lambda: log.exists() and "idle time is told" in log.read_text(), "the start to be over")


def episode(resident: Resident) -> dict[str, object] | None:
    kept: dict[str, object] | None = json.loads(resident.places.state_file.read_text())["cycle"]["episode"]
    return kept


def warned(resident: Resident) -> bool:
    return json.loads(resident.places.state_file.read_text())["cycle"]["warned"] is not None


def test_a_limit_made_shorter_prompts_nobody_who_wants_quiet(desk, tmp_path: Path) -> None:
    def live() -> None:
        with running(sat(tmp_path / "home", 60, 120), DBUS_SESSION_BUS_ADDRESS=desk.address) as resident:
            settled(resident)
            resident.places.settings_file.write_text(NOW_DUE)
            held = resident.until("held", "prompting")
            assert (held["phase"], held["quiet"]) == ("held", ["do_not_disturb"])
            kept = episode(resident)
            assert kept is not None and (kept["prompted"], kept["showings"]) == (None, 0)

    async def story() -> None:
        async with desk.join() as bus:
            bus.export("/org/freedesktop/Notifications", server := Hushed())
            await bus.request_name("org.freedesktop.Notifications")
            await asyncio.to_thread(live)
            assert server.next_id == 1, "nothing was ever shown"

    asyncio.run(story())


def test_without_notifications_there_is_no_heads_up_either(desk, tmp_path: Path) -> None:
    def live(wanted: bool, server: Server) -> None:
        home = sat(tmp_path / f"home-{wanted}", 118, 120)
        settings = places_for(home).settings_file
        switched = f"heads_up_min = 10\n[prompt]\nnotification = {str(wanted).lower()}\n"
        with running(home, DBUS_SESSION_BUS_ADDRESS=desk.address) as resident:
            settled(resident)
            settings.write_text(settings.read_text() + switched)
            wait_for(lambda: warned(resident), "the moment for a heads-up")
            if wanted:
                wait_for(lambda: server.next_id == 2, "the heads-up")
            time.sleep(0.2)  # for one that should not come

    async def story() -> None:
        for wanted in (True, False):
            async with desk.server() as server:
                await asyncio.to_thread(live, wanted, server)
                assert server.next_id == (2 if wanted else 1)

    asyncio.run(story())
