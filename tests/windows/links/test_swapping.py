"""Something else in the middle of a session, and how it felt: whoever keeps it, nothing done is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from windows.links.sitting import TEMPLATE, TWO, begun_instead, note

from backbreak.core.cues import Plan
from backbreak.core.errors import BackbreakError
from backbreak.core.journal import Outcome
from backbreak.door.protocol import DoorError
from backbreak.storage.journal import JournalStore
from backbreak.storage.places import Places
from backbreak.windows.client import DoorClient, Reply
from backbreak.windows.links.alone import AloneLink
from backbreak.windows.links.door import DoorLink
from backbreak.windows.links.keeping import PlanInstead
from backbreak.windows.links.record import OwnRecord
from backbreak.windows.session.link import Assignment, Progress


@dataclass(frozen=True)
class Planned:
    assignment: Assignment
    record: OwnRecord


@pytest.fixture
def instead(places: Places, store: JournalStore, plans: list[Plan]) -> PlanInstead:
    """Plan what is asked for instead; the journal's state at that moment is noted."""

    def plan_instead(instead_of: str, tried: frozenset[str]) -> Planned:
        left = [one for one in plans if one.exercise not in tried | {instead_of}]
        if not left:
            raise BackbreakError("there is nothing to do instead")
        name = f"01{left[0].exercise}"
        one = left[0]
        template = replace(TEMPLATE, id=name, exercise=one.exercise, planned_units=one.units, prompted=None)
        return Planned(Assignment(name, left[0], 1.0, 0), OwnRecord(places, store, template))

    return plan_instead


def test_alone_a_swap_closes_one_entry_and_begins_another(record, instead, places, store, qtbot) -> None:
    record.begin()
    link = AloneLink(record, instead)
    link.beat(TWO)
    with qtbot.waitSignal(link.swapped) as swapped:
        link.swap(TWO)
    assert (swapped.args[0].session_id, swapped.args[0].plan.exercise) == ("01hip-flex", "hip-flex")
    (entry,) = store.load()
    assert (entry.id, entry.outcome, entry.units) == ("01SESSION", Outcome.PARTIAL, 2)
    assert note(places)["entry"]["id"] == "01hip-flex", "killed now, the new one would be recovered"
    link.beat(Progress(1, None, 9.0))
    link.finish(Progress(4, None, 40.0), True)
    assert [(one.id, one.units) for one in store.load()] == [("01SESSION", 2), ("01hip-flex", 4)]


def test_alone_a_swap_with_nothing_done_leaves_no_entry(record, instead, places, store, qtbot) -> None:
    record.begin()
    link = AloneLink(record, instead)
    link.swap(Progress(0, None, 3.0))
    link.swap(Progress(0, None, 1.0))
    assert note(places)["entry"]["id"] == "01stand-and-stretch"
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(Progress(0, None, 1.0), False)
    assert recorded.args == [None] and store.load() == []


def test_with_nothing_else_left_the_old_session_goes_on(record, instead, places, store, qtbot) -> None:
    record.begin()
    link = AloneLink(record, instead)
    link.swap(Progress(0, None, 3.0))
    link.swap(Progress(0, None, 1.0))
    with qtbot.waitSignal(link.swapped) as swapped:
        link.swap(Progress(0, None, 5.0))
    assert isinstance(swapped.args[0], BackbreakError)
    assert note(places)["entry"]["id"] == "01stand-and-stretch"


def test_units_that_cannot_be_written_are_not_swapped_away(record, instead, places, store, qtbot) -> None:
    record.begin()
    link = AloneLink(record, instead)
    link.beat(TWO)
    places.journal_dir().write_text("in the way")
    with qtbot.waitSignal(link.swapped) as swapped:
        link.swap(TWO)
    assert isinstance(swapped.args[0], BackbreakError)
    assert (note(places)["entry"]["id"], note(places)["units"]) == ("01SESSION", 2)


def test_what_was_done_before_a_swap_is_what_the_sitting_recorded(record, instead, store, qtbot) -> None:
    record.begin()
    link = AloneLink(record, instead)
    link.swap(TWO)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(Progress(0, None, 1.0), False)
    assert recorded.args[0]["id"] == "01SESSION"


def test_the_resident_swaps_and_the_link_speaks_for_the_new_session(link, resident, plans, qtbot) -> None:
    resident.answers["session-swap"] = lambda args: begun_instead(plans)
    with qtbot.waitSignal(link.swapped) as swapped:
        link.swap(TWO)
    assert swapped.args == [Assignment("01OTHER", plans[0], 2.0, 3)]
    asked = resident.args_of("session-swap")
    assert (asked["session"], asked["units"]) == ("01SESSION", 2)
    link.beat(Progress(1, None, 9.0))
    qtbot.waitUntil(lambda: "session-beat" in resident.commands())
    assert resident.args_of("session-beat")["session"] == "01OTHER"
    resident.answers["session-finish"] = lambda args: {"entry": None}
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(Progress(0, None, 9.0), False)
    assert recorded.args[0]["id"] == "01SESSION", "what was closed by the swap is on disk all the same"


def test_the_resident_dies_after_a_swap_and_the_window_writes_the_new_entry(
    link, resident, plans, store, qtbot
) -> None:
    resident.answers["session-swap"] = lambda args: begun_instead(plans)
    with qtbot.waitSignal(link.swapped):
        link.swap(TWO)
    with qtbot.waitSignal(link._client.lost):
        resident.stop()
    link.finish(Progress(4, None, 40.0), True)
    (entry,) = store.load()
    assert (entry.id, entry.exercise, entry.units, entry.prompted) == ("01OTHER", "hip-flex", 4, None)


def test_a_refused_swap_is_told_and_the_old_session_goes_on(link, resident, qtbot) -> None:
    def refuse(_args):
        raise DoorError("nonsense", "there is nothing to do instead")

    resident.answers["session-swap"] = refuse
    with qtbot.waitSignal(link.swapped) as swapped:
        link.swap(TWO)
    assert str(swapped.args[0]) == "there is nothing to do instead"
    with qtbot.waitSignal(link.recorded):
        link.finish(TWO, False)
    assert resident.args_of("session-finish")["session"] == "01SESSION"


def test_the_resident_dies_instead_of_swapping_and_the_window_swaps_itself(
    resident, record, instead, places, store, qtbot
) -> None:
    client = DoorClient(resident.socket_path)
    with qtbot.waitSignal(client.greeted):
        client.open()
    link = DoorLink(client, "01SESSION", record, instead)
    resident.holds_back("session-swap")
    with qtbot.waitSignal(link.swapped) as swapped:
        link.swap(TWO)
        qtbot.waitUntil(lambda: "session-swap" in resident.commands())
        client._socket.abort()
    assert swapped.args[0].plan.exercise == "hip-flex"
    (entry,) = store.load()
    assert (entry.id, entry.units) == ("01SESSION", 2)
    assert note(places)["entry"]["id"] == "01hip-flex"


def test_a_resident_that_is_stuck_is_not_waited_for_and_the_window_swaps_itself(
    resident, record, instead, store, qtbot
) -> None:
    client = DoorClient(resident.socket_path)
    with qtbot.waitSignal(client.greeted):
        client.open()
    link = DoorLink(client, "01SESSION", record, instead)
    resident.holds_back("session-swap")
    with qtbot.waitSignal(link.swapped) as swapped, qtbot.waitSignal(client.lost):
        link.swap(TWO)
        client._answer(max(client._questions), Reply(False, code="timeout"))
    assert swapped.args[0].plan.exercise == "hip-flex" and not client.connected
    link.finish(Progress(4, None, 40.0), True)
    assert [(one.id, one.units) for one in store.load()] == [("01SESSION", 2), ("01hip-flex", 4)]


def test_ended_while_the_swap_is_asked_for_the_new_session_ends_with_nothing(
    link, resident, plans, qtbot
) -> None:
    resident.answers |= {
        "session-swap": lambda args: begun_instead(plans),
        "session-finish": lambda args: {"entry": None},
    }
    with qtbot.waitSignal(link.recorded) as recorded, qtbot.assertNotEmitted(link.swapped):
        link.swap(TWO)
        link.finish(TWO, False)
    finish = resident.args_of("session-finish")
    assert (finish["session"], finish["units"]) == ("01OTHER", 0)
    assert recorded.args[0]["id"] == "01SESSION"


def test_what_was_refused_at_the_resident_is_not_offered_again_without_it(
    resident, record, instead, plans, qtbot
) -> None:
    client = DoorClient(resident.socket_path)
    with qtbot.waitSignal(client.greeted):
        client.open()
    resident.answers["session-swap"] = lambda args: begun_instead(plans)
    refused: list[frozenset[str]] = []

    def noted(instead_of: str, tried: frozenset[str]) -> Planned:
        refused.append(tried | {instead_of})
        return instead(instead_of, tried)

    link = DoorLink(client, "01SESSION", record, noted)
    with qtbot.waitSignal(link.swapped):
        link.swap(Progress(0, None, 1.0))
    with qtbot.waitSignal(client.lost):
        resident.stop()
    with qtbot.waitSignal(link.swapped) as swapped:
        link.swap(Progress(0, None, 1.0))
    assert refused == [{"pelvis-lift", "hip-flex"}]
    assert swapped.args[0].plan.exercise == "stand-and-stretch"
