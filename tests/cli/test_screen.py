"""Pictures of a session as text, in every size and every encoding."""

from functools import lru_cache

import pytest
from cli.emulator import Emulator
from hypothesis import given, settings
from hypothesis import strategies as st

from backbreak.cli.player.film import Film
from backbreak.cli.player.glyphs import DIGIT_ROWS, Glyphs, glyphs_for, glyphs_here
from backbreak.cli.player.paint import Painter
from backbreak.cli.player.rows import Row
from backbreak.cli.player.screen import Stage, picture
from backbreak.core.catalogue import Catalogue
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.figure import Poses, parse
from backbreak.core.playback import Playback, advance, ease, pause, resume
from backbreak.core.session import plan
from backbreak.storage.catalogue import load_catalogue, load_document

ENCODINGS = ("utf-8", "ascii", "latin-1", "cp437", "koi8-r", None)


@lru_cache
def catalogue() -> Catalogue:
    return load_catalogue()


@lru_cache
def poses() -> Poses:
    return parse(load_document("poses.toml"))


@lru_cache
def stage_of(name: str, encoding: str | None = "utf-8") -> Stage:
    exercise, limits = catalogue().get(name), Limits()
    choice = choose_explicit(Ledger(), catalogue(), limits, name)
    laid_out = plan(exercise, choice.units, 0, limits, choice.round)
    glyphs = glyphs_for(encoding)
    film = None if glyphs.pixels is None else Film(poses(), exercise, glyphs.pixels, reduced=False)
    return Stage(laid_out, exercise, catalogue().stand_and_stretch, glyphs, True, film, True)


def moment(stage: Stage, seconds: float, eased: bool = False) -> Playback:
    playback, _facts = advance(Playback(stage.plan), seconds)
    return ease(playback)[0] if eased else playback


def texts(rows: list[Row]) -> list[str]:
    return [row.text.rstrip() for row in rows]


def drawn(line: str) -> bool:
    """Whether a line has some of the figure in it."""
    return any("\u2800" < sign <= "\u28ff" for sign in line)


@settings(deadline=None)
@given(
    st.sampled_from(catalogue().ids),
    st.floats(0, 130),
    st.integers(20, 240),
    st.integers(2, 70),
    st.sampled_from(ENCODINGS),
    st.booleans(),
)
def test_every_moment_fits_every_terminal(
    name: str, seconds: float, columns: int, rows: int, encoding: str | None, eased: bool
) -> None:
    stage = stage_of(name, encoding)
    lines = picture(stage, moment(stage, seconds, eased), columns, rows, "something to be told")
    assert len(lines) == rows
    assert {len(line) for line in lines} == {columns}
    assert all(len(line.text) == len(line.styles) for line in lines)
    "\n".join(texts(lines)).encode(encoding or "ascii")


@pytest.mark.parametrize("eased", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("name", catalogue().ids)
def test_nothing_is_cut_off_at_80_by_24(name: str, encoding: str, eased: bool) -> None:
    stage = stage_of(name, encoding)
    for second in range(int(stage.plan.seconds)):
        playback = moment(stage, second + 0.5, eased)
        usual, tall = (
            [line for line in texts(picture(stage, playback, 80, rows)) if line and not drawn(line)]
            for rows in (24, 50)
        )
        words = {word for word in " ".join(tall).split() if word.strip("●○*o")}
        assert words <= set(" ".join(texts(picture(stage, playback, 80, 24))).split())
        assert usual[-1] == tall[-1]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
@pytest.mark.parametrize("name", catalogue().ids)
def test_the_figure_keeps_its_place_while_the_words_change(name: str, size: tuple[int, int]) -> None:
    stage = stage_of(name)
    bars = set()
    for second in range(int(stage.plan.seconds)):
        lines = texts(picture(stage, moment(stage, second + 0.5), *size))
        assert sum(map(drawn, lines)) >= 3
        bars.add(next(number for number, line in enumerate(lines) if " / " in line))
    assert len(bars) == 1


def test_a_larger_terminal_shows_a_larger_figure_and_a_larger_number() -> None:
    stage = stage_of("pelvis-lift")
    small, large = (
        sum(drawn(line) for line in texts(picture(stage, moment(stage, 15), columns, rows)))
        for columns, rows in ((80, 24), (160, 50))
    )
    assert large > small + 5
    shown = "\n".join(texts(picture(stage, moment(stage, 15), 160, 50)))
    assert stage.glyphs.digits(7, 2)[0].strip() in shown


def test_a_painter_shows_every_picture_and_writes_little() -> None:
    stage, screen = stage_of("obliques"), Emulator(80, 24)
    screen.alternate = True
    painter, written = Painter({"TERM": "xterm-256color"}), 0
    for tenth in range(int(stage.plan.seconds * 10)):
        rows = picture(stage, moment(stage, tenth / 10), 80, 24)
        text = painter.changes(rows, 80)
        written += len(text.encode())
        screen.write(text)
        assert screen.lines == texts(rows)
    assert written / stage.plan.seconds < 2500


def test_colours_only_where_they_are_wanted_and_there() -> None:
    stage = stage_of("opposite-arm-leg")
    for environ, coral in (
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
    ):
        changes = Painter(environ).changes(picture(stage, moment(stage, 15), 80, 24), 80)
        assert ("38;5;" in changes) is coral


@pytest.mark.parametrize(
    ("encoding", "term", "pixels"),
    [
        ("utf-8", "xterm", "braille"),
        ("utf-8", "linux", "halves"),
        ("cp437", "", "halves"),
        ("latin-1", "xterm", None),
        ("ascii", "xterm", None),
        (None, "", None),
        ("no such thing", "", None),
    ],
)
def test_figures_are_drawn_with_what_there_is(encoding: str | None, term: str, pixels: str | None) -> None:
    assert glyphs_for(encoding, term).pixels == pixels


def test_a_plain_locale_is_taken_at_its_word() -> None:
    def encoding(**environ: str) -> str:
        found: Glyphs = glyphs_here("utf-8", environ)
        return found.encoding

    assert encoding(LANG="C") == encoding(LANG="de_DE.UTF-8", LC_ALL="POSIX") == "ascii"
    assert encoding() == encoding(LANG="C.UTF-8") == encoding(LANG="C", PYTHONUTF8="1") == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_moment_shows_phase_count_side_rep_and_the_care_line(encoding: str) -> None:
    stage = stage_of("opposite-arm-leg", encoding)
    text = "\n".join(texts(picture(stage, moment(stage, 12.5), 80, 24)))
    dot = stage.glyphs.dot
    for told in (
        "HOLD",
        f"Right arm, left leg {dot} 1 of 5",
        "0:12 / 2:00",
        "Stop if it hurts.",
        "round 1: 0 of 145",
    ):
        assert told in text
    assert all(row.strip() in text for row in stage.glyphs.digits(4))


def test_a_pause_says_how_to_go_on_and_the_way_back_counts_three() -> None:
    stage = stage_of("pelvis-lift")
    stopped, _facts = pause(moment(stage, 12.0))
    shown = "\n".join(texts(picture(stage, stopped, 80, 24)))
    assert "PAUSED" in shown
    assert "Paused. Space goes on." in shown
    back, _facts = advance(resume(stopped)[0], 0.5)
    shown = "\n".join(texts(picture(stage, back, 80, 24)))
    assert "READY" in shown
    assert stage.glyphs.digits(3)[1].strip() in shown
    assert "Take your position again" in shown


@pytest.mark.parametrize("name", ["pelvis-lift", "hip-flex"])
def test_easier_is_said_in_words_and_shown(name: str) -> None:
    stage = stage_of(name)
    usual, eased = (picture(stage, moment(stage, 12.0, easier), 80, 24) for easier in (False, True))
    assert stage.exercise.texts.easier[:50] in "\n".join(texts(eased))
    assert stage.exercise.texts.easier[:50] not in "\n".join(texts(usual))


def test_a_half_way_movement_goes_half_the_way() -> None:
    stage = stage_of("hip-flex")
    playback = moment(stage, 10.5)
    assert stage.film is not None
    usual = stage.film.rows(playback, 46, 12)
    assert stage.film.rows(ease(playback)[0], 46, 12) != usual
    assert stage.film.rows(playback, 46, 12) == usual


def test_digits_are_five_rows_of_equal_width() -> None:
    for number in (0, 7, 10, 42, 118):
        rows = glyphs_for("utf-8").digits(number)
        assert len(rows) == DIGIT_ROWS
        assert len({len(row) for row in rows}) == 1
