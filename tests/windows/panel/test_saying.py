"""What the panel says of a snapshot, and what it lets be pressed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from backbreak.core.settings import Rhythm
from backbreak.windows.panel import wording
from backbreak.windows.panel.status import Hold, Status, read_status, read_why
from backbreak.windows.prompt.offer import Suggestion

NOW = datetime(2026, 11, 23, 12, 50, tzinfo=UTC)
AT = wording.Clock(timezone(timedelta(hours=1)), NOW)
DUE = datetime(2026, 11, 23, 13, 35, tzinfo=UTC)
OFFER = Suggestion("pelvis-lift", "Pelvis lift", "2 min · floor")
SITTING = Status("sitting", "sitting", "Next break at 14:35", deadline=DUE, due=DUE, since=NOW)


def pressable(status: Status) -> set[str]:
    found = wording.choices(status, OFFER, Rhythm(), AT)
    return {name for name, choice in found.items() if not choice.refused}


@pytest.mark.parametrize(
    ("status", "headline", "facts"),
    [
        (SITTING, "Next break at 14:35", ("Sitting since 13:50",)),
        (
            Status("snoozed", "snoozed", "Snoozed until 14:35", deadline=DUE),
            "Next break at 14:35",
            ("Snoozed until 14:35",),
        ),
        (Status("paused", "paused", "Paused until 14:35", paused_until=DUE), "Paused until 14:35", ()),
        (Status("paused", "paused", "Paused since 13:50, until you resume"), "Paused",
         ("Paused since 13:50, until you resume",)),
        (Status("sitting", "day-ends", "No break due before 18:00", deadline=DUE), "No break due any more",
         ("No break due before 18:00",)),
        (Status("sitting", "away", "Away since 13:00", deadline=DUE), "Away", ("Away since 13:00",)),
        (Status("off", "outside-hours", "Outside working hours until Tue 09:00"), "Outside working hours",
         ("Outside working hours until Tue 09:00",)),
        (Status("sitting", "sitting", "Next break at 14:35", deadline=DUE, meeting_until=DUE),
         "Next break at 14:35", ("In a meeting until 14:35",)),
        (Status("later", "unheard-of", "Something new"), "Something new", ()),
    ],
)  # fmt: skip
def test_how_things_stand_is_said_once_by_the_clock_on_the_wall(status, headline, facts) -> None:
    assert wording.headline(status, AT) == headline
    assert wording.facts(status, AT) == facts


def test_only_what_makes_sense_now_can_be_pressed() -> None:
    always = {"start", "stretch", "desk", "pause", "meeting", "history", "settings", "quit"}
    assert pressable(SITTING) == always
    assert pressable(Status("prompting", "prompting", "due")) == always | {"snooze", "skip"}
    assert pressable(Status("held", "microphone", "a call")) == always | {"snooze", "skip"}
    assert pressable(Status("paused", "paused", "Paused")) == always | {"resume"}
    assert pressable(Status("sitting", "meeting-first", "m", meeting_until=DUE)) == always | {"resume"}
    assert pressable(Status("prompting", "prompting", "due", snooze_label="")) == always | {"skip"}
    assert pressable(Status("session", "session", "going on")) == {"history", "settings", "quit"}


def test_buttons_say_what_they_lead_to_and_why_they_do_not() -> None:
    sitting = wording.choices(SITTING, OFFER, Rhythm(snooze_min=15, sitting_limit_min=90), AT)
    assert (sitting["start"].label, sitting["start"].note) == (
        "Start a break now",
        "Pelvis lift · 2 min · floor",
    )
    assert (sitting["snooze"].label, sitting["skip"].label) == ("Snooze 15 min", "Skip: next in 1 h 30")
    assert sitting["snooze"].refused == "No break is due before 14:35"
    invited = Status("prompting", "prompting", "due", snooze_label="Later", skip_label="Skip: next at 16:40")
    prompting = wording.choices(invited, None, Rhythm(), AT)
    assert [prompting[name].label for name in ("start", "snooze", "skip")] == [
        "Start the break",
        "Later",
        "Skip: next at 16:40",
    ]
    assert prompting["start"].note == ""


def test_lengths_in_the_menus_are_those_of_the_tray() -> None:
    assert [wording.pause(length) for length in wording.PAUSES] == [
        "Pause for 30 min",
        "Pause for 1 h",
        "Pause for 2 h",
        "Pause until tomorrow",
        "Pause until I resume",
    ]
    assert wording.meeting(90) == "In a meeting for 1 h 30"


def test_a_document_full_of_nonsense_is_read_as_if_nothing_were_told() -> None:
    odd = {
        "phase": 7,
        "reason": [],
        "deadline": "soon",
        "due": "2026-11-23T14:35:00",
        "round": {"number": "3"},
    }
    assert read_status(odd) == Status("", "", "")
    assert read_why({"reason": None, "held": [3], "holds": [{"from": "x"}, 4]}).holds == ()
    assert wording.choices(read_status(odd), None, Rhythm(), AT)["start"].refused == ""


def test_why_tells_what_holds_besides_and_what_held_from_when_to_when() -> None:
    why = read_why(
        {
            "reason": {"text": "A call"},
            "held": [{"text": "A call"}, {"text": "In a meeting"}],
            "holds": [{"reason": "microphone", "from": "2026-11-23T12:00:00Z", "to": None}],
        }
    )
    assert why.held == ("In a meeting",)
    assert [wording.held(hold, AT) for hold in why.holds] == ["13:00 to now: a call"]
    assert wording.held(Hold("moon", NOW, DUE), AT) == "13:50 to 14:35: moon"
