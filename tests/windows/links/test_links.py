"""The session window's ways out: every unit told, one entry written, whoever dies."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from windows.links.sitting import ALL, TEMPLATE, TWO, note

from backbreak.core.journal import Feel, Outcome
from backbreak.door.protocol import DoorError
from backbreak.storage import loose
from backbreak.windows.links import alone
from backbreak.windows.links.alone import AloneLink
from backbreak.windows.session.link import Progress


def test_every_report_reaches_the_resident_at_once(link, resident, qtbot) -> None:
    link.beat(Progress(units=1, owed_side="right", played_s=20.5, paused=True))
    qtbot.waitUntil(lambda: "session-beat" in resident.commands())
    assert resident.args_of("session-beat") == {
        "session": "01SESSION", "units": 1, "owed_side": "right", "played_s": 20.5, "paused": True,
    }  # fmt: skip


def test_a_long_pause_is_not_silence(link, resident, qtbot) -> None:
    link.beat(TWO)
    link._keep_alive.setInterval(10)
    qtbot.waitUntil(lambda: resident.commands().count("session-beat") >= 3)
    assert resident.args_of("session-beat")["units"] == 2


def test_the_end_is_recorded_by_the_resident(link, resident, store, qtbot) -> None:
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(ALL, True)
    assert recorded.args == [{"id": "01SESSION", "outcome": "completed"}]
    assert resident.args_of("session-finish")["completed"] is True
    assert store.load() == []


@pytest.mark.parametrize("order", ["pause", "resume", "close"])
def test_orders_reach_the_window(link, resident, qtbot, order: str) -> None:
    with qtbot.waitSignal(getattr(link, f"{order}_ordered")):
        resident.order(order)


def test_the_resident_dies_mid_session_and_the_window_writes_the_entry(
    link, resident, places, store, qtbot
) -> None:
    link.beat(TWO)
    qtbot.waitUntil(lambda: "session-beat" in resident.commands())
    with qtbot.waitSignal(link._client.lost):
        resident.stop()
    assert note(places)["units"] == 2, "what the resident may lose is kept at once"
    link.beat(ALL)
    assert note(places)["units"] == 5
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(ALL, True)
    (entry,) = store.load()
    assert recorded.args == [entry.as_json()]
    assert (entry.id, entry.outcome, entry.units, entry.seconds) == ("01SESSION", Outcome.COMPLETED, 5, 112.0)
    assert (entry.prompted, entry.sat_s, entry.snoozes) == (TEMPLATE.prompted, 7331, 1)
    assert entry.at > TEMPLATE.at
    assert not (places.state / loose.FILE_NAME).exists()


def test_a_resident_that_cannot_record_does_not_cost_the_entry(link, resident, store, qtbot) -> None:
    def refuse(_args):
        raise DoorError("failed", "the disk is full")

    resident.answers["session-finish"] = refuse
    with qtbot.waitSignal(link.recorded):
        link.finish(TWO, False)
    assert [(entry.id, entry.outcome, entry.units) for entry in store.load()] == [
        ("01SESSION", Outcome.PARTIAL, 2)
    ]


def test_resident_and_window_writing_both_is_one_entry(link, resident, store, qtbot) -> None:
    store.append(replace(TEMPLATE, units=1))
    resident.stop()
    qtbot.waitUntil(lambda: not link._client.connected)
    link.finish(ALL, True)
    (entry,) = store.load()
    assert (entry.units, entry.outcome) == (5, Outcome.COMPLETED)


def test_both_killed_the_next_start_records_what_was_done(link, resident, places, store, qtbot) -> None:
    resident.stop()
    qtbot.waitUntil(lambda: not link._client.connected)
    link.beat(TWO)
    kept = note(places)
    (places.state / loose.FILE_NAME).write_text(json.dumps({**kept, "pid": 2**22 + 1}))
    entry = loose.recover(places, store)
    assert entry is not None
    assert (entry.id, entry.units, entry.outcome) == ("01SESSION", 2, Outcome.PARTIAL)


def test_nothing_done_is_nothing_recorded(link, resident, places, store, qtbot) -> None:
    resident.stop()
    qtbot.waitUntil(lambda: not link._client.connected)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(Progress(units=0, owed_side=None, played_s=12.0), False)
    assert recorded.args == [None]
    assert store.load() == []
    assert not (places.state / loose.FILE_NAME).exists()


def test_alone_the_window_keeps_and_writes_everything(record, places, store, qtbot) -> None:
    record.begin()
    link = AloneLink(record)
    link.beat(TWO)
    assert note(places)["played_s"] == 44.04
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(TWO, False)
    (entry,) = store.load()
    assert recorded.args == [entry.as_json()]
    assert (entry.outcome, entry.units, entry.seconds) == (Outcome.PARTIAL, 2, 44.0)


def test_a_journal_that_cannot_be_written_leaves_the_session_for_the_next_start(
    record, places, store, qtbot
) -> None:
    record.begin()
    link = AloneLink(record)
    places.journal_dir().write_text("in the way")
    link.beat(ALL)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(ALL, True)
    assert recorded.args == [None]
    assert note(places)["units"] == 5


def test_alone_what_the_disk_refused_is_told_and_written_once_there_is_room(
    record, places, store, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(alone, "AGAIN_MS", 50)
    record.begin()
    link = AloneLink(record)
    in_the_way = places.journal_dir() / "desk-3fa1.jsonl"
    in_the_way.mkdir(parents=True)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(TWO, False)
    assert recorded.args == [None] and "desk-3fa1.jsonl" in link.trouble
    link.feel(Feel.BETTER)
    in_the_way.rmdir()
    with qtbot.waitSignal(link.recorded, check_params_cb=lambda entry: entry is not None):
        pass
    assert not link.trouble
    qtbot.wait(120)
    assert [(one.id, one.units, one.feel) for one in store.load()] == [("01SESSION", 2, Feel.BETTER)]
