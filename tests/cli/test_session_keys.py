"""The keys of a session on a real terminal, one by one, and what is asked when it is over."""

import json
from pathlib import Path

import pytest
from cli.program import resident, run
from cli.terminal import logged, session

from backbreak.storage.catalogue import load_catalogue

SKIP, BACK = b"\x1b[C", b"\x1bOD"


def entries(home: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = run("log", "--json", "--home", home).json
    return found


def excluded(home: Path) -> str:
    file = home / "config" / "settings.toml"
    return file.read_text() if file.exists() else ""


def test_keys_pause_skip_go_back_and_stop(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "4", "--exercise", "pelvis-lift") as terminal:
        terminal.until("Stop if it hurts.")
        terminal.press(SKIP)  # past getting ready
        terminal.until("1 of 5")
        terminal.press(b" ")
        terminal.until("PAUSED")
        terminal.until("Paused. Space goes on.")
        terminal.press(b" ")
        terminal.until("READY")
        terminal.until("2 of 5")
        terminal.press(BACK)
        terminal.until("1 of 5")
        terminal.press(b"\x1b")
        assert terminal.end() == 0
        assert terminal.mode_is_restored()
    assert logged(tmp_path) == [("pelvis-lift", "partial", 1)]


def test_skipping_everything_is_doing_nothing(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "hip-flex") as terminal:
        terminal.until("Space pauses")
        terminal.press(SKIP * 120)
        assert terminal.end() == 1
        assert b"nothing is logged" in terminal.seen
        assert b"How do you feel now?" not in terminal.seen
    assert logged(tmp_path) == []


@pytest.mark.parametrize("key", [b"e", b"E"])
def test_easier_is_live_and_said_in_words(tmp_path: Path, key: bytes) -> None:
    with session(tmp_path, "--exercise", "pelvis-lift") as terminal:
        terminal.until(" / 2:00")
        terminal.press(key)
        terminal.until("Easier: half the hold.")
        terminal.until(lambda: " / 2:00" not in terminal.screen.text)
        alternative = load_catalogue().get("pelvis-lift").texts.easier
        terminal.until(alternative[:60])
        terminal.press(key)
        terminal.until("As before.")
        terminal.until(" / 2:00")
        terminal.until(lambda: alternative[:60] not in terminal.screen.text)
        terminal.press(b"q")
        assert terminal.end() == 1


def test_there_is_nothing_to_mute_over_ssh_and_that_is_said(tmp_path: Path) -> None:
    with session(tmp_path) as terminal:
        terminal.until("No sound over SSH")
        assert "M mute" not in terminal.screen.text
        terminal.press(b"Mq")
        assert terminal.end() == 1


@pytest.mark.parametrize("through_a_resident", [False, True])
def test_a_swap_keeps_what_is_done_and_goes_on_with_something_else(
    tmp_path: Path, through_a_resident: bool
) -> None:
    def play() -> None:
        with session(tmp_path, "--speed", "20", "--exercise", "pelvis-lift") as terminal:
            terminal.until("2 of 5")
            terminal.press(b" ")
            terminal.until("PAUSED")
            terminal.press(b"s")
            terminal.until("Opposite Arm and Leg Lift")
            terminal.until(lambda: "PAUSED" not in terminal.screen.text)
            terminal.until("How do you feel now?")
            terminal.press(b"b")
            assert terminal.end() == 0
            told = terminal.screen.text
            assert "Logged: partial, " in told
            assert told.index("Logged: partial") < told.index("Logged: completed")

    if through_a_resident:
        with resident(tmp_path):
            play()
    else:
        play()
    first, second = entries(tmp_path)
    assert (first["exercise"], first["outcome"], first["feel"]) == ("pelvis-lift", "partial", None)
    assert (second["outcome"], second["prompted"], second["feel"]) == ("completed", None, "better")
    assert first["id"] != second["id"]


def test_after_a_swap_nothing_is_told_any_more_of_the_session_before(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "pelvis-lift") as terminal:
        terminal.until("Space pauses")
        terminal.press(b"e")
        terminal.until("Easier: half the hold.")
        terminal.press(b"s")
        terminal.until("Opposite Arm and Leg Lift")
        terminal.until(lambda: "Easier" not in terminal.screen.text)
        terminal.press(b"q")
        assert terminal.end() == 1


def test_a_swap_before_anything_was_done_leaves_no_trace(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "20", "--exercise", "obliques") as terminal:
        terminal.until("Obliques")
        terminal.press(b"S")
        terminal.until(lambda: "Obliques" not in terminal.screen.text)
        terminal.until("How do you feel now?")
        terminal.press(b"\n")
        assert terminal.end() == 0
    ((exercise, outcome, _units),) = logged(tmp_path)
    assert exercise != "obliques"
    assert outcome == "completed"
    assert not (tmp_path / "state" / "loose-session.json").exists()


@pytest.mark.parametrize("through_a_resident", [False, True])
def test_hurts_stops_at_once_keeps_the_whole_units_and_offers_to_leave_it_out(
    tmp_path: Path, through_a_resident: bool
) -> None:
    def play() -> None:
        with session(tmp_path, "--speed", "20", "--exercise", "pelvis-lift") as terminal:
            terminal.until("2 of 5")
            terminal.press(b"h")
            terminal.until("Logged: partial")
            terminal.until("physiotherapist")
            terminal.until("l, Enter to finish")
            terminal.press(b"l")
            terminal.until("is left out from now on")
            assert '"pelvis-lift"' in excluded(tmp_path)
            terminal.press(b"L")
            terminal.until("stays in")
            assert '"pelvis-lift"' not in excluded(tmp_path)
            terminal.press(b"l\n")
            assert terminal.end() == 0
            assert terminal.mode_is_restored()

    if through_a_resident:
        with resident(tmp_path):
            play()
    else:
        play()
    (entry,) = entries(tmp_path)
    assert (entry["outcome"], entry["feel"]) == ("partial", "hurts")
    assert '"pelvis-lift"' in excluded(tmp_path)


def test_a_list_of_ones_own_that_cannot_be_used_is_told_of_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[session]\nexclude = "obliques"\n')
    with session(tmp_path, "--exercise", "leg-lifts") as terminal:
        terminal.until("Space pauses")
        terminal.press(b"h")
        terminal.until("l, Enter to finish")
        terminal.press(b"l")
        terminal.until_written(b"correct that first")  # on a line that may be too long for the screen
        terminal.press(b"\n")
        assert terminal.end() == 1
    assert file.read_text() == '[session]\nexclude = "obliques"\n'


def test_hurts_before_anything_was_whole_logs_nothing_and_offers_all_the_same(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "leg-lifts") as terminal:
        terminal.until("Space pauses")
        terminal.press(b"H")
        terminal.until("l, Enter to finish")
        terminal.until("nothing is logged")
        terminal.press(b"\n")
        assert terminal.end() == 1
    assert logged(tmp_path) == []


@pytest.mark.parametrize(("key", "feel"), [(b"b", "better"), (b"S", "same"), (b"zh", "hurts"), (b"\n", None)])
def test_how_it_felt_is_a_correction_of_the_entry(tmp_path: Path, key: bytes, feel: str | None) -> None:
    with session(tmp_path, "--speed", "100", "--exercise", "hip-flex") as terminal:
        terminal.until("How do you feel now?")
        terminal.press(key)
        if feel == "hurts":
            terminal.until("physiotherapist")
            terminal.press(b"\n")
        assert terminal.end() == 0
    (entry,) = entries(tmp_path)
    assert (entry["feel"], entry["rev"]) == (feel, int(feel is not None))
    assert entry["outcome"] == "completed"
    lines = [json.loads(line) for file in tmp_path.rglob("*.jsonl") for line in file.read_text().splitlines()]
    assert len(lines) == 1 + (feel is not None)
