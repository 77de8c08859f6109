"""What a desktop entry in an autostart folder does at login."""

from __future__ import annotations

import pytest

from backbreak.core.autostart import Because, State, standing_of, starts_us

ENTRY = "[Desktop Entry]\nType=Application\nExec=/bin/backbreak\n"


def judged(text: str, *desktops: str, there: tuple[str, ...] = ("/bin/backbreak",)) -> tuple[str, str]:
    found = standing_of("/x.desktop", text, desktops, there.__contains__)
    return found.state.value, found.because.value if found.because else ""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ("on", "")),
        ("Hidden=false\n", ("on", "")),
        ("Hidden=true\n", ("off", "hidden")),
        ("X-GNOME-Autostart-enabled=true\n", ("on", "")),
        ("X-GNOME-Autostart-enabled=false\n", ("disabled", "switch")),
        ("X-MATE-Autostart-enabled=false\n", ("disabled", "switch")),
        ("TryExec=/bin/backbreak\n", ("on", "")),
        ("TryExec=/nowhere\n", ("gone", "no-program")),
        ("Exec=/nowhere\n", ("gone", "no-program")),
        ("Exec=\n", ("gone", "no-command")),
        ('Exec="/bin/backbreak\n', ("gone", "no-command")),
        ("Type=Link\n", ("gone", "no-command")),
        ("OnlyShowIn=GNOME;XFCE;\n", ("on", "")),
        ("OnlyShowIn=KDE;\n", ("disabled", "other-desktop")),
        ("NotShowIn=XFCE\n", ("disabled", "other-desktop")),
        ("NotShowIn=KDE\n", ("on", "")),
    ],
)
def test_an_entry_is_read_as_the_session_of_xfce_reads_it(more: str, expected: tuple[str, str]) -> None:
    assert judged(ENTRY + more, "XFCE") == expected


def test_of_several_desktops_the_first_that_is_named_decides() -> None:
    text = ENTRY + "OnlyShowIn=Unity;\nNotShowIn=GNOME;\n"
    assert judged(text, "ubuntu", "Unity", "GNOME") == ("on", "")
    assert judged(text, "GNOME", "Unity")[0] == "disabled"


def test_outside_a_desktop_nothing_is_said_to_be_left_out() -> None:
    assert judged(ENTRY + "OnlyShowIn=KDE;\n") == ("on", "")


@pytest.mark.parametrize(
    ("command", "home", "ours"),
    [
        (["/usr/bin/backbreak"], None, True),
        (["backbreak"], None, True),
        (["/usr/bin/python3", "-m", "backbreak"], None, True),
        (["backbreak", "--home", "/h"], "/h", True),
        (["backbreak", "--home", "/h"], None, False),
        (["backbreak"], "/h", False),
        (["backbreak", "session"], None, False),
        (["backbreaker"], None, False),
        ([], None, False),
    ],
)
def test_a_command_is_ours_when_it_is_the_resident_of_this_home(
    command: list[str], home: str | None, ours: bool
) -> None:
    assert starts_us(command, home) is ours


def test_a_standing_is_told_with_all_that_is_known() -> None:
    found = standing_of("/x.desktop", ENTRY, (), lambda program: False)
    assert (found.state, found.because) == (State.GONE, Because.NO_PROGRAM)
    assert found.as_json() == {
        "state": "gone",
        "because": "no-program",
        "file": "/x.desktop",
        "command": ["/bin/backbreak"],
        "kind": "xdg",
        "says": None,
        "also": [],
    }
