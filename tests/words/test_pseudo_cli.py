"""The command line in a language whose every sentence is in brackets: only names and numbers are left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from words.pseudo import NAME, words_outside, write_catalogue

from backbreak import words
from backbreak.cli.main import main
from backbreak.cli.player.glyphs import glyphs_for
from backbreak.cli.player.screen import Stage, picture
from backbreak.cli.table import commands
from backbreak.core.dose import Ledger, Limits, choose_explicit
from backbreak.core.playback import Playback, advance
from backbreak.core.session import plan
from backbreak.core.settings import FIELDS
from backbreak.storage.catalogue import load_catalogue
from backbreak.words.exercises import in_our_words

COMMANDS = "|".join(commands())
KEPT = re.compile(
    "|".join(
        [
            r"/\S+",  # paths
            r"--?[a-z][\w-]*",  # options
            r"\b[A-Z]{2,}\b",  # what stands for something to be typed
            rf"^\s*(\$|eval|backbreak|{COMMANDS})\b(?!:).*$",  # commands as they are typed
            r"\bbackbreak\b",
            r"\[options\]",
            *(re.escape(one.id) for one in load_catalogue()),
            *(rf"\b{field.name}\b.*" for field in FIELDS),  # a setting with its value, as in the file
            r"\b(soft|rising|steady|falling|double|done|halfway|tick|last-tick)$",  # the tones' files
        ]
    ),
    re.MULTILINE,
)
KEYS = re.compile(r"Esc|Ctrl-C")
ASKED = (
    ["--help"],
    ["status"],
    ["why"],
    ["exercises"],
    ["exercises", "list"],
    ["exercises", "check", "missing.toml"],
    ["plan"],
    ["plan", "--exercise", "plank"],
    ["plan", "--seconds", "4"],
    ["report"],
    ["log"],
    ["log", "--since", "yesteryear"],
    ["config", "list"],
    ["config", "get", "nonsense"],
    ["config", "set", "look.theme", "blue"],
    ["simulate", "--days", "3"],
    ["simulate", "--persona", "nobody"],
    ["session", "--script", "--exercise", "lumbar"],
    ["autostart"],
    ["pause", "until-easter"],
    ["nonsense"],
    *[[name, "--help"] for name, command in commands().items() if command.listed],
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, template: Any) -> Path:
    """A home that speaks the language in brackets."""
    folder = tmp_path_factory.mktemp("pseudo")
    write_catalogue(folder / "translations", template)
    settings = folder / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[look]\nlanguage = "{NAME}"\n')
    return folder


@pytest.fixture(autouse=True)
def brackets(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BACKBREAK_TRANSLATIONS", str(home / "translations"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("COLUMNS", "10000")  # a sentence in brackets stays on its line
    yield
    words.use("en")


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_everything_the_command_line_says_is_translated(
    home: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(home / "home"), *arguments])
    said = capsys.readouterr()
    assert words.language() == NAME
    assert words_outside(said.out + said.err, KEPT) == []


def test_the_test_would_notice(home: Path) -> None:
    assert words_outside("⟦Paused⟧ until ⟦%(time)s⟧", KEPT) == ["until"]
    assert words_outside("⟦a ⟦b⟧ c⟧ /tmp/x 12 rhythm.snooze_min = 5", KEPT) == []
    assert words_outside("session: ⟦a⟧", KEPT) == ["session"]


@pytest.mark.parametrize("exercise_id", ["leg-lifts", "stand-and-stretch"])
def test_a_session_in_the_terminal_is_translated_too(home: Path, exercise_id: str) -> None:
    words.use(NAME)
    catalogue = in_our_words(load_catalogue())
    exercise, limits = catalogue.get(exercise_id), Limits()
    choice = choose_explicit(Ledger(), catalogue, limits, exercise_id)
    laid_out = plan(exercise, choice.units, 0, limits, choice.round)
    stage = Stage(laid_out, exercise, catalogue.stand_and_stretch, glyphs_for("utf-8"), True, None, True)
    for cue in laid_out.cues:
        playback, _facts = advance(Playback(laid_out), (cue.start_s + cue.end_s) / 2)
        shown = " ".join(row.text.strip() for row in picture(stage, playback, 400, 40))
        assert words_outside(shown, KEYS) == []
