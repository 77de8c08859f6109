"""How it felt, added to the entry it belongs to: whoever wrote it, and whenever it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from windows.links.sitting import ALL, TEMPLATE, TWO, begun_instead

from backbreak.core.journal import Feel
from backbreak.windows.links.alone import AloneLink
from backbreak.windows.session.link import Progress


@pytest.mark.parametrize("value", list(Feel))
def test_alone_how_it_felt_is_a_correction_of_the_entry(record, store, qtbot, value: Feel) -> None:
    record.begin()
    link = AloneLink(record)
    link.finish(TWO, False)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.feel(value)
    (entry,) = store.load()
    assert (entry.feel, entry.rev, entry.units) == (value, 1, 2)
    assert recorded.args == [entry.as_json()]


def test_alone_what_hurt_is_in_the_entry_from_the_first(record, store, qtbot) -> None:
    record.begin()
    AloneLink(record).finish(TWO, False, Feel.HURTS)
    (entry,) = store.load()
    assert (entry.feel, entry.rev) == (Feel.HURTS, 0)


def test_how_it_felt_goes_to_the_resident(link, resident, qtbot) -> None:
    resident.answers["session-feel"] = lambda args: {"entry": {"id": args["session"], "feel": args["feel"]}}
    link.finish(ALL, True)
    qtbot.waitUntil(lambda: link._entry is not None)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.feel(Feel.BETTER)
    assert recorded.args == [{"id": "01SESSION", "feel": "better"}]


def test_how_it_felt_waits_for_the_end_to_be_recorded(link, resident, plans, qtbot) -> None:
    resident.answers |= {
        "session-swap": lambda args: begun_instead(plans),
        "session-finish": lambda args: {"entry": {"id": args["session"]}},
        "session-feel": lambda args: {"entry": {"id": args["session"], "feel": args["feel"]}},
    }
    with qtbot.waitSignal(link.swapped):
        link.swap(TWO)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.finish(Progress(4, None, 40.0), True)
        link.feel(Feel.BETTER)  # at once: the resident has not answered yet
    assert recorded.args == [{"id": "01OTHER", "feel": "better"}]


def test_what_hurt_is_said_with_the_end(link, resident, qtbot) -> None:
    with qtbot.waitSignal(link.recorded):
        link.finish(TWO, False, Feel.HURTS)
    assert resident.args_of("session-finish")["feel"] == "hurts"


def test_a_resident_that_died_after_the_end_does_not_cost_how_it_felt(link, resident, store, qtbot) -> None:
    link.finish(ALL, True)
    qtbot.waitUntil(lambda: link._entry is not None)
    store.append(replace(TEMPLATE, units=5))  # as the resident has
    resident.stop()
    qtbot.waitUntil(lambda: not link._client.connected)
    with qtbot.waitSignal(link.recorded):
        link.feel(Feel.SAME)
    (entry,) = store.load()
    assert (entry.feel, entry.units) == (Feel.SAME, 5)


def test_what_the_resident_closed_before_it_died_is_what_is_felt_of(
    link, resident, plans, store, qtbot
) -> None:
    resident.answers["session-swap"] = lambda args: begun_instead(plans)
    with qtbot.waitSignal(link.swapped):
        link.swap(TWO)
    store.append(replace(TEMPLATE, units=2))  # as the resident has
    with qtbot.waitSignal(link._client.lost):
        resident.stop()
    with qtbot.waitSignal(link.recorded):
        link.finish(Progress(0, None, 1.0), False)
    with qtbot.waitSignal(link.recorded) as recorded:
        link.feel(Feel.BETTER)
    (entry,) = store.load()
    assert (entry.id, entry.units, entry.feel) == ("01SESSION", 2, Feel.BETTER)
    assert recorded.args == [entry.as_json()]


def test_that_it_hurt_while_something_else_was_asked_for_is_said_of_what_was_done(
    link, resident, plans, qtbot
) -> None:
    resident.answers |= {
        "session-swap": lambda args: begun_instead(plans),
        "session-finish": lambda args: {"entry": None},
        "session-feel": lambda args: {"entry": {"id": args["session"], "feel": args["feel"]}},
    }
    with qtbot.waitSignal(link.recorded) as recorded:
        link.swap(TWO)
        link.finish(TWO, False, Feel.HURTS)
    assert recorded.args == [{"id": "01SESSION", "feel": "hurts"}]
