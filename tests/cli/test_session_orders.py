"""What a resident may order a session in a terminal to do, and what it is told meanwhile."""

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cli.program import PATIENCE_S, run, start

from backbreak import __version__
from backbreak.door.protocol import DoorError, Request, greeting
from backbreak.door.server import Peer, Server
from backbreak.storage.places import places_for

Told = list[tuple[str, dict[str, object]]]


class Resident:
    """A real door with a resident behind it that only gives orders."""

    def __init__(self, home: Path, on_unit: Callable[["Resident", Peer], None]) -> None:
        self.places = places_for(home)
        self.places.ensure()
        self.told: Told = []
        self._plan = run("plan", "--json", "--exercise", "pelvis-lift", "--home", home).json
        self._on_unit = on_unit
        self._had_a_unit = False
        self.when_paused: Callable[[], object] = lambda: None
        self.server = Server(self.places, greeting(__version__, 1, ""), self._handle)

    async def _handle(self, request: Request, peer: Peer) -> Mapping[str, object]:
        self.told.append((request.cmd, dict(request.args)))
        if request.cmd == "session-begin":
            return {"session": {"id": "S1", "plan": self._plan, "speed": 30.0}, "care_needed": False}
        if request.cmd == "session-beat" and not self._had_a_unit:
            self._had_a_unit = True
            self._on_unit(self, peer)
        if request.cmd == "session-beat" and request.args.get("paused"):
            self.when_paused()
        if request.cmd == "session-finish":
            return {"entry": {"outcome": "completed", "units": request.args["units"], "planned_units": 5}}
        return {}

    def die(self) -> None:
        """Hang up on everybody, as a killed process does."""
        self._dying = asyncio.ensure_future(self.server.stop())

    def play(self, *words: str) -> tuple[int, str, str]:
        """Play a session against this resident to its end."""

        async def both() -> tuple[int, str, str]:
            await self.server.start()
            program = start("session", "--terminal", *words, "--home", self.places.state.parent)
            out, err = await asyncio.to_thread(program.communicate, timeout=PATIENCE_S)
            await self.server.stop()
            return program.returncode, out, err

        return asyncio.run(both())

    def sent(self, name: str) -> list[dict[str, object]]:
        return [args for cmd, args in self.told if cmd == name]


def test_a_resident_hears_of_every_unit_and_of_the_end(tmp_path: Path) -> None:
    resident = Resident(tmp_path, lambda _resident, _peer: None)
    code, out, err = resident.play("--exercise", "pelvis-lift", "--seconds", "120")
    assert (code, err) == (0, "")
    assert resident.sent("session-begin") == [{"exercise": "pelvis-lift", "seconds": 120.0}]
    units = [beat["units"] for beat in resident.sent("session-beat")]
    assert units == sorted(units) and units[-1] == 5
    assert {1, 2, 3, 4, 5}.issuperset(units) and len(set(units)) > 1  # a busy machine may tell of two at once
    (end,) = resident.sent("session-finish")
    assert end == {"session": "S1", "units": 5, "owed_side": None, "played_s": 120.0, "completed": True}
    assert out.splitlines()[-1].startswith("Logged: completed")


def test_a_resident_whose_disk_is_full_for_a_moment_still_hears_of_the_end(tmp_path: Path) -> None:
    def refuse(_resident: Resident, _peer: Peer) -> None:
        raise DoorError("failed", "cannot write /x: No space left on device; make some room")

    resident = Resident(tmp_path, refuse)
    code, out, err = resident.play("--exercise", "pelvis-lift", "--seconds", "120")
    assert [end["units"] for end in resident.sent("session-finish")] == [5]
    assert (code, out.splitlines()[-1]) == (0, "Logged: completed, Pelvis Lift, 5 of 5")
    assert err == "backbreak: cannot write /x: No space left on device; make some room\n"


def test_orders_pause_and_resume(tmp_path: Path) -> None:
    def pause_a_moment(resident: Resident, peer: Peer) -> None:
        resident.when_paused = lambda: resident.server.order(peer, "resume")
        resident.server.order(peer, "pause")

    resident = Resident(tmp_path, pause_a_moment)
    code, _out, err = resident.play()
    assert (code, err) == (0, "")
    paused = [beat["paused"] for beat in resident.sent("session-beat")]
    assert True in paused
    assert paused[-1] is False
    assert resident.sent("session-finish")[0]["completed"] is True


def test_a_pause_ordered_by_a_resident_that_is_gone_ends_with_it(tmp_path: Path) -> None:
    def pause_and_die(resident: Resident, peer: Peer) -> None:
        resident.when_paused = resident.die
        resident.server.order(peer, "pause")

    code, out, err = Resident(tmp_path, pause_and_die).play()
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("Logged: completed")


def test_an_order_to_close_ends_it_without_a_word_of_its_own(tmp_path: Path) -> None:
    resident = Resident(tmp_path, lambda resident, peer: resident.server.order(peer, "close"))
    code, out, err = resident.play()
    assert (code, err) == (0, "")
    assert "closed this session" in out
    assert not resident.sent("session-finish")


def test_a_refusal_to_begin_is_told_and_nothing_is_played(tmp_path: Path) -> None:
    class Busy(Resident):
        async def _handle(self, request: Request, peer: Peer) -> Mapping[str, object]:
            raise DoorError("nonsense", "start: a session is going on: finish or stop that one first")

    code, out, err = Busy(tmp_path, lambda _resident, _peer: None).play()
    assert (code, err) == (1, "backbreak: start: a session is going on: finish or stop that one first\n")
    assert "Get ready" not in out


@pytest.mark.parametrize("answer", [{}, {"session": {}}, {"session": {"id": "S1", "plan": {}}}])
def test_an_answer_that_makes_no_sense_is_told_in_one_line(
    tmp_path: Path, answer: Mapping[str, object]
) -> None:
    class Confused(Resident):
        async def _handle(self, request: Request, peer: Peer) -> Mapping[str, object]:
            return answer

    code, _out, err = Confused(tmp_path, lambda _resident, _peer: None).play()
    assert code == 1
    assert err.startswith("backbreak: ")
    assert err.count("\n") == 1


def test_a_resident_that_loses_track_leaves_the_record_to_the_player(tmp_path: Path) -> None:
    class Forgetful(Resident):
        async def _handle(self, request: Request, peer: Peer) -> Mapping[str, object]:
            if request.cmd in ("session-beat", "session-finish"):
                raise DoorError("nonsense", "session: this session is not going on any more")
            return await super()._handle(request, peer)

    code, _out, err = Forgetful(tmp_path, lambda _resident, _peer: None).play()
    assert (code, err) == (0, "")
    (file,) = tmp_path.rglob("*.jsonl")
    line = json.loads(file.read_text())
    assert (line["id"], line["outcome"], line["units"]) == ("S1", "completed", 5)
