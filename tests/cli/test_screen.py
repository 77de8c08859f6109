"""Pictures of a session as text, in every size and every encoding; and what keys mean."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.cli.player.glyphs import DIGIT_ROWS, glyphs_for
from backbreak.cli.player.keys import Key, keys_in
from backbreak.cli.player.screen import Stage, picture
from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.playback import Playback, advance, pause, resume
from backbreak.core.session import plan
from backbreak.storage.catalogue import load_catalogue


@lru_cache
def catalogue() -> Catalogue:
    return load_catalogue()


def stage_of(name: str, encoding: str = "utf-8") -> Stage:
    exercise, limits = catalogue().get(name), Limits()
    choice = choose_explicit(Ledger(), catalogue(), limits, name)
    laid_out = plan(exercise, choice.units, 0, limits, choice.round)
    return Stage(laid_out, exercise, catalogue().stand_and_stretch, glyphs_for(encoding), True)


@settings(deadline=None)
@given(
    st.sampled_from(catalogue().ids),
    st.floats(0, 130),
    st.integers(20, 200),
    st.integers(2, 60),
    st.sampled_from(["utf-8", "ascii", "latin-1", "cp437", None]),
)
def test_every_moment_fits_every_terminal(
    name: str, seconds: float, columns: int, rows: int, encoding: str | None
) -> None:
    stage = stage_of(name, encoding)  # type: ignore[arg-type]
    lines = picture(stage, advance(Playback(stage.plan), seconds)[0], columns, rows)
    assert len(lines) == rows
    assert max(map(len, lines)) <= columns
    "\n".join(lines).encode(encoding or "ascii")


@pytest.mark.parametrize("name", catalogue().ids)
def test_nothing_is_cut_off_at_80_by_24(name: str) -> None:
    stage = stage_of(name)
    for second in range(int(stage.plan.seconds)):
        playback, _facts = advance(Playback(stage.plan), second + 0.5)
        wide, usual = (picture(stage, playback, 80, rows) for rows in (50, 24))
        assert [line for line in wide if line.strip()] == [line for line in usual if line.strip()]


def test_a_moment_shows_phase_count_side_rep_and_the_care_line() -> None:
    stage = stage_of("opposite-arm-leg")
    playback, _facts = advance(Playback(stage.plan), 12.5)
    text = "\n".join(picture(stage, playback, 80, 24))
    assert "HOLD" in text
    assert "Right arm, left leg · 1 of 5" in text
    assert "0:12 / 2:00" in text
    assert "Stop if it hurts." in text
    assert "round 1: 0 of 145" in text
    assert "\n".join(line.center(76).rstrip() for line in stage.glyphs.digits(4)) in "\n".join(
        line[2:] for line in text.splitlines()
    )


def test_a_pause_says_how_to_go_on_and_the_way_back_counts_three() -> None:
    stage = stage_of("pelvis-lift")
    stopped, _facts = pause(advance(Playback(stage.plan), 12.0)[0])
    assert "Paused. Space goes on." in "\n".join(picture(stage, stopped, 80, 24))
    back, _facts = advance(resume(stopped)[0], 0.5)
    shown = "\n".join(picture(stage, back, 80, 24))
    assert stage.glyphs.digits(3)[1] in shown
    assert "Going on" in shown


def test_digits_are_five_rows_of_equal_width() -> None:
    for number in (0, 7, 10, 42, 118):
        rows = glyphs_for("utf-8").digits(number)
        assert len(rows) == DIGIT_ROWS
        assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b" ", [Key.PAUSE]),
        (b"\x1b[C\x1b[D", [Key.SKIP, Key.BACK]),
        (b"\x1bOC\x1bOD", [Key.SKIP, Key.BACK]),
        (b"\x1b", [Key.STOP]),
        (b"\x1b\x1b", [Key.STOP, Key.STOP]),
        (b"qQ", [Key.STOP, Key.STOP]),
        (b"\x1b[1;5C\x1b[3~\x1b[15~", []),
        (b"x\xc3\xa4\n\t", []),
        (b"\x1bq", []),
        (b"", []),
    ],
)
def test_keys_mean_what_they_say_and_others_nothing(sent: bytes, keys: list[Key]) -> None:
    assert keys_in(sent) == keys


@settings(deadline=None)
@given(st.binary())
def test_no_keys_do_harm(sent: bytes) -> None:
    keys_in(sent)
