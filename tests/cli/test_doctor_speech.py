"""What the doctor says of the voice: what is really missing, and what brings it."""

from __future__ import annotations

from pathlib import Path

import pytest

from backbreak.cli.doctor import sound
from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import install
from backbreak.core.settings import Sound

HEAD = "Pty Language       Age/Gender VoiceName          File                 Other Languages"
SPOKEN = " 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)"
MBROLA = " 9  en              --/F      en-german-1        mb/mb-de1-en         "


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder where programs are looked for; nothing is in it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(sound, "LISTED_S", 30.0)  # a machine may be busy
    monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
    return folder


def espeak(folder: Path, *listed: str, code: int = 1) -> None:
    """An espeak-ng that lists these voices, and says nothing."""
    lines = "\n".join((HEAD, *listed))
    script = f"#!/bin/sh\ncase $1 in --voices=en) /bin/cat <<'END'\n{lines}\nEND\n;; *) exit {code};; esac\n"
    (folder / "espeak-ng").write_text(script)
    (folder / "espeak-ng").chmod(0o755)


def found() -> Check:
    (check,) = sound.voice(Sound())
    return check


@pytest.mark.parametrize("listed", [(), (MBROLA,)])
def test_an_espeak_without_a_voice_of_the_language_is_not_to_be_installed(
    programs: Path, listed: tuple[str, ...]
) -> None:
    espeak(programs, *listed)
    check = found()
    assert (check.state, check.command) == ("degraded", "")
    assert check.text == "espeak-ng does not speak: it has no voice for the language en"
    assert check.fix.startswith("update espeak-ng, or give speech-dispatcher a voice of the language;")


def test_an_espeak_that_has_the_voice_and_says_nothing_is_to_be_installed_again(programs: Path) -> None:
    espeak(programs, SPOKEN, MBROLA)
    check = found()
    assert check.text == "espeak-ng does not speak: it makes no sound, or takes too long"
    assert check.fix == "install espeak-ng again; until then sessions are led by tones"
    assert check.command == install("voice-whole", again=True)


def test_where_there_is_none_it_is_to_be_installed(programs: Path) -> None:
    check = found()
    assert (check.state, check.text) == ("missing", "neither espeak-ng nor speech-dispatcher is installed")
    assert check.fix.startswith("install espeak-ng;") and check.command == install("voice")


def test_what_is_installed_again_is_named_as_the_package_manager_calls_it() -> None:
    assert install("voice-whole", {"ID": "debian"}, again=True) == (
        "sudo apt install --reinstall espeak-ng espeak-ng-data"
    )
    assert install("voice-whole", {"ID": "fedora"}, again=True) == "sudo dnf reinstall espeak-ng"
    assert install("voice-whole", {"ID": "nixos"}, again=True) == ""
