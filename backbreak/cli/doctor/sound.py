"""What can be heard of a session: the device that plays, and the voice that speaks. Both really tried."""

from __future__ import annotations

from collections.abc import Iterator

from backbreak.cli.doctor.checks import Check
from backbreak.cli.doctor.distribution import install
from backbreak.core.settings import Sound
from backbreak.sound.engines import Engine
from backbreak.sound.engines.choosing import choose_engine
from backbreak.sound.engines.dispatcher import Dispatcher
from backbreak.sound.engines.files import FileVoice
from backbreak.sound.mixer import Mixer
from backbreak.sound.output import Output, State
from backbreak.words import _, language

PATIENCE_S = 3.0


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
    """The engine that would speak is asked for a word; a server only whether it could."""
    engine, why = choose_engine(language())
    fix = _("install espeak-ng; until then sessions are led by tones")
    if engine is None:
        return Check("speech", "missing", why, fix, install("voice"))
    trouble = _trouble(engine)
    if trouble is None:
        return Check("speech", "ok", f"{engine.name}, {engine.voice}" if engine.voice else engine.name)
    text = _("%(engine)s does not speak: %(why)s") % {"engine": engine.name, "why": trouble}
    return Check("speech", "degraded", text, fix, install("voice"))


def _trouble(engine: Engine) -> str | None:
    if isinstance(engine, Dispatcher):
        return engine.check()
    assert isinstance(engine, FileVoice)
    return None if engine.say(_("Halfway")) else _("it makes no sound, or takes too long")
