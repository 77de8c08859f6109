"""What the doctor says of the sources of quiet."""

from __future__ import annotations

from typing import Any

from backbreak.cli.doctor.presence import check


def quiet(source: str | None, refused: str = "") -> dict[str, Any]:
    """What the resident tells of one reason."""
    tried = [{"source": refused, "why": "not there"}] if refused else []
    about = {"reason": "screen_share", "source": source, "enabled": True}
    return {**about, "applies": False, "trouble": None, "refused": tried}


def said(*found: dict[str, Any]) -> list[tuple[str, str]]:
    """State and text of each line."""
    idle = {"source": "mutter", "refused": []}
    checks = check({"idle": idle, "lock": {"logind": None}, "quiet": list(found)})
    return [(one.state, one.text) for one in checks if one.name == "quiet-screen-share"]


def test_a_source_of_another_desktop_is_not_missed_where_one_tells_of_the_same() -> None:
    assert said(quiet("pipewire"), quiet(None, "xfce4-presentation")) == [
        ("ok", "told by pipewire: off now")
    ]


def test_that_nothing_tells_of_a_reason_is_said_once_with_all_that_was_tried() -> None:
    assert said(quiet(None, "pipewire"), quiet(None, "xfce4-presentation")) == [
        ("missing", "nothing tells of it; not used: pipewire: not there; xfce4-presentation: not there")
    ]
