"""What can be heard of a session: the device that plays, and the voice that speaks. Both really tried."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import install
from backbreak.core.settings import Sound
from backbreak.sound.engines import Engine
from backbreak.sound.engines.choosing import candidates, choose_engine
from backbreak.sound.engines.dispatcher import Dispatcher
from backbreak.sound.engines.files import FileVoice
from backbreak.sound.mixer import Mixer
from backbreak.sound.output import Output, State
from backbreak.words import _, language

PATIENCE_S = 3.0
LISTED_S = 2.5
"""So long espeak-ng may take to list its voices; a computer needs a hundredth of that."""

ESPEAK = "espeak-ng"


def device(sound: Sound) -> Iterator[Check]:
    """Try the device if the settings want to hear anything; else it is not touched."""
    heard = sound.volume > 0 and (sound.cues or sound.voice)
    yield _device() if heard else Check("sound", "ok", _("switched off in the settings"))


def voice(sound: Sound) -> Iterator[Check]:
    """Try the voice if the settings want to hear it; else it is not touched."""
    heard = sound.volume > 0 and sound.voice
    yield _voice() if heard else Check("speech", "ok", _("switched off in the settings"))


def _device() -> Check:
    """A device is opened for a moment, with nothing to play."""
    output = Output(Mixer(), prepare=lambda: None)
    output.open()
    output.wait(PATIENCE_S)
    state, backend, trouble = output.state, output.backend, output.trouble
    output.end()
    if state is State.PLAYING:
        return Check("sound", "ok", backend)
    fix = _("see that a sound server runs, or a sound card is there; sessions can be followed by the picture")
    command = install("sound")
    if state is State.MISSING and trouble:
        return Check("sound", "missing", _("no device plays: %(why)s") % {"why": trouble}, fix, command)
    fix = _("start the sound server anew")
    command = "systemctl --user restart pipewire pipewire-pulse wireplumber"
    return Check("sound", "missing", _("the sound server does not answer"), fix, command)


def _voice() -> Check:
    """The engines are asked for a word, one after the other as in a session; a server only if it could."""
    engines, troubles = list(candidates(language())), list[str]()
    for engine in engines:
        trouble = _trouble(engine)
        if trouble is None:
            return Check("speech", "ok", f"{engine.name}, {engine.voice}" if engine.voice else engine.name)
        troubles.append(trouble)
    if not engines:
        return Check("speech", "missing", choose_engine(language()).why, *_with_espeak())
    if engines[0].name != ESPEAK:
        return Check("speech", "degraded", _silent(engines[0], troubles[0]), *_with_espeak())
    if lacks_voice(language()):
        lack = _("it has no voice for the language %(language)s") % {"language": language()}
        fix = _(
            "update espeak-ng, or give speech-dispatcher a voice of the language; "
            "until then sessions are led by tones"
        )
        return Check("speech", "degraded", _silent(engines[0], lack), fix)
    fix = _("install espeak-ng again; until then sessions are led by tones")
    command = install("voice-whole", again=True)
    return Check("speech", "degraded", _silent(engines[0], troubles[0]), fix, command)


def _silent(engine: Engine, why: str) -> str:
    return _("%(engine)s does not speak: %(why)s") % {"engine": engine.name, "why": why}


def _with_espeak() -> tuple[str, str]:
    """What to do where espeak-ng is not there, and the command that does it."""
    return _("install espeak-ng; until then sessions are led by tones"), install("voice")


def _trouble(engine: Engine) -> str | None:
    if isinstance(engine, Dispatcher):
        return engine.check()
    assert isinstance(engine, FileVoice)
    return None if engine.say(_("Halfway")) else _("it makes no sound, or takes too long")


def lacks_voice(spoken: str) -> bool:
    """Whether espeak-ng works, and has no voice of a language such as "en" or "pt_BR".

    Those of MBROLA, which another package brings, it lists whether they are there or not.
    """
    try:
        listed = subprocess.run(
            [ESPEAK, f"--voices={spoken.partition('_')[0].lower()}"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LISTED_S, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    head, *voices = listed.splitlines() or [""]
    return "VoiceName" in head and all(" mb/" in voice for voice in voices)
