"""Engines that are programs writing a file: espeak-ng, the `say` of macOS, and SAPI through PowerShell.

Asked sentence by sentence, with a time limit. A voice never costs more than a moment and never an error: what
cannot be said is left out, and an engine that hangs or fails is not asked again.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeAlias

from backbreak.sound.waves import Samples, WaveError, read_wave, trimmed

TIMEOUT_S = 3.0
_NO_DEVICE = {"PULSE_SERVER": "unix:/nonexistent"}
"""espeak-ng reaches for the sound server even when it writes a file, and hangs where that one does."""
_WORDS_A_MINUTE = 175
_NICER = 10
_PATIENCE = 2
"""Failures in a row after which the engine is left alone."""


class Order(NamedTuple):
    """What to run, and what to write to it."""

    command: list[str]
    text: str = ""


Ask: TypeAlias = Callable[[str, Path], Order]


class FileVoice:
    """An engine speaking one language; each sentence is made once."""

    def __init__(self, name: str, ask: Ask, timeout_s: float = TIMEOUT_S, voice: str = "") -> None:
        self._name = name
        self._voice = voice
        self._ask = ask
        self._timeout_s = timeout_s
        self._failures = 0
        self._known: dict[str, Samples | None] = {}
        self._running: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def name(self) -> str:
        """What people know it by."""
        return self._name

    @property
    def voice(self) -> str:
        """The voice it is asked for."""
        return self._voice

    @property
    def given_up(self) -> bool:
        """Whether it failed so often that it is not asked again."""
        return self._failures >= _PATIENCE

    @property
    def failed(self) -> bool:
        """Whether it was asked, and never said anything."""
        return bool(self._known) and not any(self._known.values())

    def say(self, sentence: str) -> Samples | None:
        """Return a sentence as samples without silence around it; None when the engine cannot say it."""
        if sentence not in self._known:
            spoken = None if self.given_up else self._spoken(sentence)
            self._failures = 0 if spoken else self._failures + 1
            self._known[sentence] = spoken
        return self._known[sentence]

    def close(self) -> None:
        """End what is being made, on whatever thread: nobody waits for it, and it must not outlive us."""
        self._closed = True
        if (running := self._running) is not None:
            _kill(running)

    def _spoken(self, sentence: str) -> Samples | None:
        try:
            with TemporaryDirectory(prefix="backbreak-") as folder:
                file = Path(folder, "said.wav")
                self._run(self._ask(sentence, file))
                return trimmed(read_wave(file.read_bytes())) or None
        except (OSError, subprocess.SubprocessError, WaveError):
            return None

    def _run(self, order: Order) -> None:
        """Run it to its end, or end it and all it has started; raises what `subprocess.run` does."""
        quiet, env = subprocess.DEVNULL, os.environ | _NO_DEVICE
        with subprocess.Popen(
            order.command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, env=env, start_new_session=True
        ) as process:
            self._running = process
            _give_way(process)
            try:
                if self._closed:  # while it was being started
                    _kill(process)
                process.communicate(order.text.encode(), self._timeout_s)
            except BaseException:
                _kill(process)
                raise
            finally:
                self._running = None
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, order.command)


def _give_way(process: subprocess.Popen[bytes]) -> None:
    """Let whoever draws or plays go first: phrases are made well ahead."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):  # it has ended already
            os.setpriority(os.PRIO_PROCESS, process.pid, os.getpriority(os.PRIO_PROCESS, 0) + _NICER)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and whatever it has started: an engine may be a script around one that hangs."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):  # it has ended this very moment
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def espeak(program: str, language: str, timeout_s: float = TIMEOUT_S) -> FileVoice:
    """Return espeak-ng speaking a language such as "en" or "pt_BR"; one it has no voice of it refuses."""
    voice = language.replace("_", "-").lower()

    def ask(sentence: str, file: Path) -> Order:
        return Order([program, "-v", voice, "-s", str(_WORDS_A_MINUTE), "-w", str(file), "--", sentence])

    return FileVoice("espeak-ng", ask, timeout_s, voice)


def macos(program: str, language: str) -> FileVoice:
    """Return the voice of macOS: the first that speaks the language; without one it stays silent."""
    chosen: list[str] = []

    def ask(sentence: str, file: Path) -> Order:
        if not chosen:
            chosen.append(_macos_voice(program, language))
        if not chosen[0]:
            raise OSError(f"no voice speaks {language}")
        how = ["-v", chosen[0], "-r", str(_WORDS_A_MINUTE), "--file-format=WAVE", "--data-format=LEI16@22050"]
        return Order([program, *how, "-o", str(file), "-f", "-"], sentence)

    return FileVoice("say", ask)


def _macos_voice(program: str, language: str) -> str:
    """A line is "Alice               it_IT    # Ciao!"; names may have spaces."""
    listed = subprocess.run(
        [program, "-v", "?"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT_S, check=True,
    )  # fmt: skip
    wanted = language.replace("-", "_").lower()
    lines = [line.partition("#")[0].split() for line in listed.stdout.splitlines()]
    known = [words for words in lines if len(words) > 1]
    voices = [(words[-1].replace("-", "_").lower(), " ".join(words[:-1])) for words in known]
    exact = [name for code, name in voices if code == wanted]
    near = [name for code, name in voices if code.partition("_")[0] == wanted.partition("_")[0]]
    return next(iter([*exact, *near]), "")


_SAPI = """
[Console]::InputEncoding = [Text.Encoding]::UTF8
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, '{culture}') }} catch {{ exit 1 }}
if ($voice.Voice.Culture.TwoLetterISOLanguageName -ne '{spoken}') {{ exit 1 }}
$kind = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, 'Sixteen', 'Mono')
$voice.SetOutputToWaveFile('{file}', $kind)
$voice.Speak([Console]::In.ReadToEnd())
$voice.Dispose()
"""


def windows(program: str, language: str) -> FileVoice:
    """Return SAPI, through PowerShell; it takes a second to come up, so phrases are made well ahead.

    Hints may lead to a voice of another language, which is not asked to read this one.
    """
    culture = language.replace("_", "-")

    def ask(sentence: str, file: Path) -> Order:
        named = culture.replace("'", "")
        spoken = named.partition("-")[0].lower()
        script = _SAPI.format(culture=named, spoken=spoken, file=str(file).replace("'", "''"))
        return Order([program, "-NoProfile", "-NonInteractive", "-Command", script], sentence)

    return FileVoice("SAPI", ask, timeout_s=10.0)
