"""Which engine speaks here: the platform's programs that make samples first, then speech-dispatcher."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import NamedTuple

from backbreak.sound.engines import Engine, dispatcher, files, ssip
from backbreak.words import _


class Choice(NamedTuple):
    """The engine that speaks first, or None and why nothing can speak here."""

    engine: Engine | None
    why: str = ""


def candidates(language: str, volume: float = 1.0) -> Iterator[Engine]:
    """Yield the engines that are installed, best first; they are asked nothing yet.

    `volume`, from 0 to 1, is for those that speak themselves.
    """
    if sys.platform == "darwin" and (say := shutil.which("say")):
        yield files.macos(say, language)
    if sys.platform == "win32" and (powershell := shutil.which("powershell")):
        yield files.windows(powershell, language)
    if espeak := shutil.which("espeak-ng"):
        yield files.espeak(espeak, language)
    if ssip.is_here():
        yield dispatcher.Dispatcher(language, volume)


def choose_engine(language: str) -> Choice:
    """Return the engine for a language such as "en" or "pt_BR", or why there is none."""
    engine = next(candidates(language), None)
    return Choice(engine, "" if engine else _("neither espeak-ng nor speech-dispatcher is installed"))


def choose_maker(language: str) -> files.FileVoice | None:
    """Return the engine whose samples can be written to a file; None where none makes samples."""
    return next((one for one in candidates(language) if isinstance(one, files.FileVoice)), None)
