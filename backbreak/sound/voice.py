"""The voice of this machine: espeak-ng, asked sentence by sentence for a file, with a time limit.

A voice never costs more than a moment and never an error: what cannot be said is left out, and an engine that
hangs or fails is not asked again.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from backbreak.sound.waves import Samples, WaveError, read_wave, trimmed

PROGRAM = "espeak-ng"
TIMEOUT_S = 3.0
_WORDS_A_MINUTE = 175
_PATIENCE = 2
"""Failures in a row after which the engine is left alone."""


class Voice:
    """An engine speaking one language; each sentence is made once."""

    def __init__(self, program: str, language: str, timeout_s: float = TIMEOUT_S) -> None:
        self._program = program
        self._language = language.replace("_", "-").lower()
        self._timeout_s = timeout_s
        self._failures = 0
        self._known: dict[str, Samples | None] = {}

    @property
    def failed(self) -> bool:
        """Whether it was asked, and never said anything."""
        return bool(self._known) and not any(self._known.values())

    def say(self, sentence: str) -> Samples | None:
        """Return a sentence as samples without silence around it; None when the engine cannot say it."""
        if sentence not in self._known:
            spoken = self._spoken(sentence) if self._failures < _PATIENCE else None
            self._failures = 0 if spoken else self._failures + 1
            self._known[sentence] = spoken
        return self._known[sentence]

    def _spoken(self, sentence: str) -> Samples | None:
        try:
            with TemporaryDirectory(prefix="backbreak-") as folder:
                file = Path(folder, "said.wav")
                self._ask(sentence, file)
                return trimmed(read_wave(file.read_bytes())) or None
        except (OSError, subprocess.SubprocessError, WaveError):
            return None

    def _ask(self, sentence: str, file: Path) -> None:
        subprocess.run(
            [
                *(self._program, "-v", self._language, "-s", str(_WORDS_A_MINUTE)),
                *("-w", str(file), "--", sentence),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=self._timeout_s,
            check=True,
        )


def find_voice(language: str) -> Voice | None:
    """Return the voice for a language such as "en" or "pt_BR"; None where no engine is installed."""
    program = shutil.which(PROGRAM)
    return None if program is None else Voice(program, language)
