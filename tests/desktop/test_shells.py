"""Completion as it is typed into real shells, zsh and fish; and the man page under its own checker."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.completing import CASES, Shell, shell, workplace

ZSH = """\
PS1= PROMPT= RPROMPT=
unset zle_bracketed_paste
autoload -Uz compinit && compinit -D -u
{how}
zle -C everything menu-complete _generic
zstyle ':completion:everything::::' completer _all_matches _complete
zstyle ':completion:everything:*' menu yes
bindkey '^I' everything
echo re''ady
"""
"""The key puts everything on the line that the word may become."""

EVAL = 'eval "$(backbreak completion zsh)"'


@contextmanager
def zsh(folder: Path, env: dict[str, str], how: str) -> Iterator[Shell]:
    (folder / "set-up.zsh").write_text(ZSH.replace("{how}", how))
    with shell(["zsh", "-f", "-i"], folder, env) as found:
        found.type("source ./set-up.zsh\n")
        found.until("ready\r\n")
        yield found


def test_zsh_offers_just_what_fits(tmp_path: Path) -> None:
    env = workplace(tmp_path)
    with zsh(tmp_path, env, EVAL) as found:
        assert {typed: found.offered(typed, "\t") for typed, _words in CASES} == {
            typed: list(words) for typed, words in CASES
        }


def test_zsh_finds_it_in_a_folder_of_its_functions(tmp_path: Path) -> None:
    env = workplace(tmp_path)
    script = subprocess.run(
        ["backbreak", "completion", "zsh"], env=env, capture_output=True, check=True
    ).stdout
    functions = tmp_path / "functions"
    functions.mkdir()
    (functions / "_backbreak").write_bytes(script)
    autoload = f"fpath=({functions} $fpath); compinit -D -u"
    with zsh(tmp_path, env, autoload) as found:
        assert found.offered("backbreak exer", "\t") == ["exercises"]  # loads the file
        assert found.offered("backbreak exercises ch", "\t") == ["check"]


def test_fish_offers_just_what_fits_with_what_it_does(tmp_path: Path) -> None:
    env = workplace(tmp_path)
    script = """
        backbreak completion fish | source
        for line in $argv; echo "== $line"; complete -C $line; end
    """
    asked = [typed for typed, _words in CASES]
    done = subprocess.run(
        ["fish", "--no-config", "-c", script, *asked], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if line.startswith("== "):
            told = found.setdefault(line[3:], [])
        else:
            told.append(line.partition("\t")[0].removeprefix("--exercise=").rstrip("/"))
    assert found == {typed: list(words) for typed, words in CASES}
    assert "exercises\tthe exercises, and packs that add to them\n" in done.stdout


def test_the_man_page_is_clean_troff_and_shows_what_help_shows(tmp_path: Path) -> None:
    env = workplace(tmp_path) | {"SOURCE_DATE_EPOCH": "1767571200"}
    page = subprocess.run(["backbreak", "man"], env=env, capture_output=True, check=True).stdout
    shown = subprocess.run(
        ["groff", "-k", "-man", "-ww", "-Tutf8", "-P-cbou"],
        input=page,
        env=env,
        capture_output=True,
        check=True,
    )
    assert shown.stderr == b""
    text = shown.stdout.decode()
    for line in (
        "       backbreak - a break reminder for people who sit",
        "       backbreak config set KEY VALUE",
        '       eval "$(backbreak completion bash)"',
        "       ~/.config/backbreak/settings.toml",
        "       backbreak quit --home ~/portable",
    ):
        assert f"\n{line}\n" in text
    assert "2026-01-05" in text.splitlines()[-1]
