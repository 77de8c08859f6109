"""Something else instead, in the middle of a session: what was done is on disk before the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from resident.running import Resident, prepared, running, units_on_disk

from backbreak.door.client import Client
from backbreak.door.protocol import DoorError
from backbreak.storage.identity import identity
from backbreak.storage.places import places_for


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


def begin(door: Client, **wish: object) -> dict[str, Any]:
    return door.request("session-begin", wish)


def swap(door: Client, session: str, units: int = 0, **more: object) -> dict[str, Any]:
    facts = {"session": session, "units": units, "owed_side": None, "played_s": 10.0 * units}
    return door.request("session-swap", facts | more)


def finish(door: Client, session: str, units: int, **more: object) -> dict[str, Any]:
    return door.request("session-finish", {"session": session, "units": units, "played_s": 9.0} | more)


def lines(resident: Resident) -> list[tuple[str, str | None, int | None]]:
    return [(str(entry.outcome), entry.exercise, entry.units) for entry in resident.entries]


def test_what_was_done_is_closed_and_on_disk_and_a_new_session_goes_on(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        first = begin(door, exercise="pelvis-lift")["session"]
        answer = swap(door, first["id"], 2)
        closed, second = answer["closed"], answer["session"]
        assert (closed["id"], closed["units"], closed["outcome"]) == (first["id"], 2, "partial")
        assert lines(resident) == [("partial", "pelvis-lift", 2)]
        assert second["id"] != first["id"] and second["plan"]["exercise"] != "pelvis-lift"
        assert answer["entry"]["id"] == second["id"] and answer["entry"]["prompted"] is None
        assert resident.ask("status")["phase"] == "session"
        entry = finish(door, second["id"], second["plan"]["units"], completed=True)["entry"]
        assert (entry["outcome"], entry["prompted"], entry["sat_s"]) == ("completed", None, 0)
        assert len(resident.lines) == 2 and resident.ask("status")["phase"] == "sitting"


def test_what_the_journal_refused_is_not_said_to_be_closed_and_is_written_when_it_can_be(home: Path) -> None:
    journal = places_for(home).journal_dir() / f"{identity(places_for(home)).device}.jsonl"
    with running(home) as resident, resident.door() as door:
        first = begin(door, exercise="pelvis-lift")["session"]
        journal.mkdir()  # nothing can be appended to a folder
        answer = swap(door, first["id"], 2)
        assert answer["closed"] is None and answer["session"]["id"] != first["id"]
        journal.rmdir()
        finish(door, answer["session"]["id"], 1)
        assert [(one.exercise, one.units) for one in resident.entries] == [
            ("pelvis-lift", 2),
            (answer["session"]["plan"]["exercise"], 1),
        ]


def test_a_swap_at_the_last_unit_closes_a_completed_session(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door, exercise="hip-flex")["session"]
        answer = swap(door, session["id"], session["plan"]["units"])
        assert answer["closed"]["outcome"] == "completed"
        assert lines(resident)[0] == ("completed", "hip-flex", session["plan"]["units"])


def test_with_nothing_done_the_same_session_goes_on_with_something_else(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        first = begin(door, exercise="obliques")["session"]
        answer = swap(door, first["id"])
        assert answer["closed"] is None and answer["session"]["id"] == first["id"]
        assert answer["session"]["plan"]["exercise"] != "obliques" and resident.lines == []
        assert answer["entry"]["exercise"] == answer["session"]["plan"]["exercise"]
        finish(door, first["id"], 1)
        assert len(resident.lines) == 1 and resident.entries[0].id == first["id"]


def test_a_session_that_somebody_else_plays_is_not_swapped_away(home: Path) -> None:
    with running(home) as resident, resident.door() as player, resident.door() as stranger:
        session = begin(player, exercise="hip-flex")["session"]
        with pytest.raises(DoorError, match="another window is playing this one"):
            swap(stranger, session["id"], 2)
        assert resident.lines == []
        player.request("session-beat", {"session": session["id"], "units": 1, "played_s": 9.0})
        finish(player, session["id"], 1)
        assert lines(resident) == [("partial", "hip-flex", 1)]


def test_every_refusal_is_remembered_until_there_is_nothing_left(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door, exercise="obliques")["session"]
        offered = ["obliques"]
        with pytest.raises(DoorError) as refused:
            while True:
                instead = swap(door, session["id"])["session"]["plan"]
                offered.append(instead["exercise"])
        assert refused.value.code == "nonsense"
        assert len(set(offered[:-1])) == 8 and offered[-1] == "stand-and-stretch"  # which is always possible
        assert resident.ask("status")["phase"] == "session"
        finish(door, session["id"], 0)  # nothing was done: no line, and the sitting goes on
        assert resident.lines == []
        again = begin(door, exercise="obliques")["session"]
        with pytest.raises(DoorError):
            for _ in range(2):  # what could not be done before cannot be done now
                assert swap(door, again["id"])["session"]["plan"]["exercise"] == "stand-and-stretch"


def test_what_was_just_closed_counts_for_the_next_choice(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door, exercise="hip-flex")["session"]
        assert session["exercise_done"] == 0
        second = swap(door, session["id"], 3, exercise="hip-flex")["session"]
        assert second["exercise_done"] == 3 and second["round"]["done"] == 3
        assert second["plan"]["units"] <= 7
        third = swap(door, second["id"], 2, owed_side="right", exercise="hip-flex")["session"]
        assert third["exercise_done"] == 5
        first_side = next(cue["side"] for cue in third["plan"]["cues"] if cue["side"])
        assert first_side == "right"


def test_the_budget_of_this_session_is_that_of_its_swap(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door, exercise="pelvis-lift", seconds=240)["session"]
        assert swap(door, session["id"])["session"]["plan"]["budget_s"] == 240


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"session": "x"}, "nonsense"), ({"exercise": "yoga"}, "usage"), ({"owed_side": "up"}, "usage"),
        ({"units": 1.5}, "usage"), ({"exercise": 7}, "usage"),
    ],
)  # fmt: skip
def test_a_refused_swap_leaves_the_session_as_it_was(home: Path, facts: dict[str, object], code: str) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door)["session"]["id"]
        door.request("session-beat", {"session": session, "units": 1, "played_s": 9.0})
        with pytest.raises(DoorError) as refused:
            door.request("session-swap", {"session": session, "units": 1, "played_s": 9.0} | facts)
        assert refused.value.code == code and "\n" not in str(refused.value)
        assert resident.lines == [] and units_on_disk(resident, session) == 1
        assert finish(door, session, 2)["entry"]["units"] == 2


def test_the_session_that_was_swapped_away_is_heard_no_more(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        first = begin(door)["session"]["id"]
        second = swap(door, first, 1)["session"]["id"]
        with pytest.raises(DoorError, match="not going on"):
            door.request("session-beat", {"session": first, "units": 2, "played_s": 9.0})
        assert finish(door, second, 1)["entry"]["id"] == second


def test_the_player_that_leaves_after_a_swap_has_ended_the_second_session(home: Path) -> None:
    with running(home) as resident:
        with resident.door() as door:
            second = swap(door, begin(door)["session"]["id"], 1)["session"]["id"]
            door.request("session-beat", {"session": second, "units": 2, "played_s": 9.0})
        resident.until("sitting")
        assert [entry.units for entry in resident.entries] == [1, 2]


def test_a_feeling_may_come_with_the_end_or_after_it_and_may_change(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door)["session"]["id"]
        assert finish(door, session, 1, feel="hurts")["entry"]["feel"] == "hurts"
        changed = door.request("session-feel", {"session": session, "feel": "better"})["entry"]
        assert (changed["feel"], changed["units"]) == ("better", 1)
        door.request("session-feel", {"session": session, "feel": "better"})
        (entry,) = resident.entries
        assert (entry.feel, len(resident.lines)) == ("better", 3)


def test_a_session_is_played_by_one_window(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door)["session"]["id"]
        with pytest.raises(DoorError, match="another window"):
            resident.ask("session-attach", session=session)
        assert finish(door, session, 1)["entry"]["units"] == 1


def test_one_more_is_a_session_of_the_window_that_has_played(home: Path) -> None:
    """The window the resident opened begins the second one itself, on the same connection."""
    with running(home, QT_QPA_PLATFORM="offscreen") as resident, resident.door() as door:
        first = begin(door)["session"]["id"]
        finish(door, first, 1)
        second = begin(door)["session"]["id"]
        door.request("session-beat", {"session": second, "units": 1, "played_s": 9.0})
        door.close()
        resident.until("sitting")
        assert [entry.id for entry in resident.entries] == [first, second]


def test_a_late_word_credits_what_was_planned_and_no_more(home: Path) -> None:
    with running(home) as resident, resident.door() as door:
        session = begin(door, exercise="hip-flex")["session"]
        first = finish(door, session["id"], 2)["entry"]
        assert finish(door, session["id"], 2)["entry"] == first and len(resident.lines) == 1
        entry = finish(door, session["id"], 99)["entry"]
        assert (entry["units"], entry["outcome"]) == (session["plan"]["units"], "completed")
        finish(door, session["id"], 10_000)
        assert len(resident.entries) == 1 and len(resident.lines) == 2
