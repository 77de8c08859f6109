"""What `status` prints for a person, from what the resident says."""

from __future__ import annotations

import pytest

from backbreak.cli.commands.ask import tell_status

SAID = {
    "phase": "sitting",
    "sitting_s": 754,
    "sitting_since": "2026-11-23T10:02:11Z",
    "reason": {"id": "sitting", "text": "Next break at 12:02"},
    "round": {"number": 3, "done": 9, "total": 145},
}


@pytest.mark.parametrize(
    "nobody",
    [{"phase": "session", "sitting_since": None}, {"sitting_since": None}, {"phase": "off"}],
    ids=["in a break", "away", "off"],
)
def test_nobody_is_said_to_sit_who_does_not(
    nobody: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = ["Next break at 12:02", "Sitting for 12 min.", "Round 3: 9 of 145 units done."]
    tell_status(SAID)
    assert capsys.readouterr().out.splitlines() == sitting
    tell_status(SAID | nobody)
    assert capsys.readouterr().out.splitlines() == [sitting[0], sitting[2]]
