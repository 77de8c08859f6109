"""Sessions on a real terminal (a pty): the picture, the note's Enter, and the mode it is left in."""

import signal
import time
from pathlib import Path

import pytest
from cli.program import PATIENCE_S
from cli.terminal import logged, session

ALTERNATE, NORMAL = b"\x1b[?1049h", b"\x1b[?1049l"


def test_a_session_is_painted_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "30", "--exercise", "pelvis-lift") as terminal:
        terminal.until("HOLD")
        terminal.until("Space pauses")
        terminal.until("█")
        terminal.until(lambda: any("⠀" < sign <= "⣿" for sign in terminal.screen.text))
        terminal.until("Enter to finish")
        terminal.press(b"\n")
        assert terminal.end() == 0
        assert terminal.seen.count(ALTERNATE) == terminal.seen.count(NORMAL) == 1
        assert terminal.seen.rpartition(NORMAL)[2].decode().strip().startswith("Logged: completed")
        assert terminal.mode_is_restored()
        assert terminal.screen.cursor_shown
    assert logged(tmp_path) == [("pelvis-lift", "completed", 5)]


def test_a_session_floods_no_line(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "opposite-arm-leg") as terminal:
        terminal.until("0:01 / ")
        terminal.press(b"\x1b[C")
        written, began = len(terminal.seen), time.monotonic()
        while (gone := time.monotonic() - began) < 4:
            terminal.read(0.1)
        assert (len(terminal.seen) - written) / gone < 4000


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    with session(tmp_path) as terminal:
        terminal.until("Space pauses")
        assert not terminal.mode_is_restored()
        terminal.program.send_signal(number)
        assert terminal.end() == 1
        assert NORMAL in terminal.seen
        assert terminal.mode_is_restored()
    assert logged(tmp_path) == []


def test_ctrl_c_stops_and_asks_nothing(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "20", "--exercise", "pelvis-lift") as terminal:
        terminal.until("2 of 5")
        terminal.press(b"\x03")
        assert terminal.end() == 0
        assert "How do you feel now?" not in terminal.screen.text
    ((exercise, outcome, units),) = logged(tmp_path)
    assert (exercise, outcome) == ("pelvis-lift", "partial")
    assert 1 <= units < 5


def test_a_line_that_is_cut_loses_nothing_that_was_whole(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "20", "--exercise", "pelvis-lift") as terminal:
        terminal.until("3 of 5")
        terminal.hang_up()
        assert terminal.program.wait(PATIENCE_S) == 0
    ((_exercise, outcome, units),) = logged(tmp_path)
    assert outcome == "partial"
    assert 2 <= units < 5


def test_a_job_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "hip-flex") as terminal:
        terminal.until("0:01 / ")
        terminal.program.send_signal(signal.SIGSTOP)
        terminal.take_back()  # as a shell does
        time.sleep(2.5)
        terminal.screen.alternate = False  # and somebody wrote all over it
        terminal.screen.write("\x1b[2Ja shell's prompt")
        terminal.program.send_signal(signal.SIGCONT)
        terminal.until(lambda: "shell" not in terminal.screen.text)
        terminal.until("0:02 / ")
        assert not terminal.mode_is_restored()
        terminal.press(b"q")
        assert terminal.end() == 1


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again(tmp_path: Path) -> None:
    shell = "set -m; %s; echo the shell; stty -a; sleep 0.5; fg"
    with session(tmp_path, "--exercise", "hip-flex", shell=shell) as terminal:
        terminal.until("0:01 / ")
        terminal.press(b"\x1a")
        terminal.until_written(NORMAL)
        terminal.until_written(b"the shell")
        terminal.until_written(b" icanon")
        assert not terminal.screen.alternate
        assert terminal.screen.cursor_shown
        terminal.until("Space pauses")
        assert terminal.screen.alternate
        terminal.until("0:02 / ")
        terminal.press(b"\x03")
        terminal.end()
        assert b"nothing is logged" in terminal.seen
        assert terminal.mode_is_restored()


def test_another_size_is_filled_at_once(tmp_path: Path) -> None:
    with session(tmp_path, "--exercise", "leg-lifts") as terminal:
        terminal.until("Space pauses")
        for columns, rows in ((140, 45), (40, 12), (80, 24)):
            terminal.resize(columns, rows)
            terminal.until(lambda rows=rows: "Esc stops" in terminal.screen.lines[rows - 1])
            terminal.until("Leg Lifts")


def test_the_note_is_acknowledged_once_by_enter(tmp_path: Path) -> None:
    quick = ("--speed", "200", "--exercise", "hip-flex")
    for asked in (True, False):
        with session(tmp_path, *quick, care=False) as terminal:
            if asked:
                terminal.until("Enter: I understand")
                assert not (tmp_path / "data").exists() or not list((tmp_path / "data").rglob("*.jsonl"))
                terminal.press(b"\n")
            terminal.until("How do you feel now?")
            terminal.press(b"\n")
            assert terminal.end() == 0
            assert (b"Before your first session" in terminal.seen) is asked


@pytest.mark.parametrize("answer", [b"\x04", b"\x03"])
def test_without_an_acknowledgement_no_session_begins(tmp_path: Path, answer: bytes) -> None:
    with session(tmp_path, care=False) as terminal:
        terminal.until("Enter: I understand")
        if answer == b"\x03":
            terminal.program.send_signal(signal.SIGINT)
        else:
            terminal.press(answer)
        assert terminal.end() == 1
        assert b"Traceback" not in terminal.seen
        assert ALTERNATE not in terminal.seen
    assert logged(tmp_path) == []
    assert not (tmp_path / "state" / "care.json").exists()


@pytest.mark.parametrize(
    "plain", [{"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, {"LC_ALL": "C"}, {"LANG": "C", "LC_ALL": ""}]
)
def test_a_terminal_of_few_signs_is_enough(tmp_path: Path, plain: dict[str, str]) -> None:
    with session(tmp_path, "--speed", "60", **plain) as terminal:
        terminal.until("##")
        terminal.until("How do you feel now?")
        terminal.press(b"\n")
        assert terminal.end() == 0
        assert terminal.seen.isascii()


def test_a_terminal_of_no_arts_gets_lines(tmp_path: Path) -> None:
    with session(tmp_path, "--speed", "60", TERM="dumb") as terminal:
        terminal.until("How do you feel now?")
        terminal.press(b"\n")
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.seen
