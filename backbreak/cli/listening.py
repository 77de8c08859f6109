"""What a session sounds like, without playing it: `session --script` on paper, `session --render` as a file.

Nothing is logged and no resident is asked.
"""

from __future__ import annotations

from pathlib import Path

from backbreak.cli.exporting import refuse_to_replace
from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, UsageError, document, say
from backbreak.cli.patience import patience
from backbreak.cli.planning import known_exercise, next_plan
from backbreak.core.cues import Plan
from backbreak.core.errors import BackbreakError
from backbreak.core.hearing import EARCONS, Sounding, hear
from backbreak.core.phrases import speaking_s
from backbreak.core.settings import Sound
from backbreak.words import _, language
from backbreak.words.refusals import why
from backbreak.words.speech import Speech

LONGEST_S = 3600
"""A plan of one's own may be any length; a file of it may not fill the disk."""


def listen(options: Options, plan: Plan | None) -> int:
    """Tell or render what will be heard of the plan, or of the session whose turn it is."""
    home, own = Home(options), options.own
    if own.speed is not None:
        raise UsageError(_("--speed plays a session: leave it out with --script and --render"))
    file = None if own.render is None else _file(own.render, own.replace)
    sound = home.settings.sound
    if plan is None:
        plan = next_plan(home, own.exercise, own.seconds, None)
    exercise = home.catalogue.get(known_exercise(home, plan.exercise))
    speech = Speech(exercise, home.catalogue.stand_and_stretch)
    heard = hear(plan, sound, lambda phrase: speaking_s(speech.sentence(phrase)))
    if file is not None and plan.seconds > LONGEST_S:
        raise UsageError(_("--render: %(seconds)g s are more than an hour") % {"seconds": plan.seconds})
    if own.json:
        document([_row(sounding, speech) for sounding in heard])
    elif own.script:
        for sounding in heard:
            say(_line(sounding, speech))
    if file is not None:
        told = _render(file, plan, heard, sound, speech)
        if not own.json:
            say(told)
    return Exit.DONE


def _row(sounding: Sounding, speech: Speech) -> dict[str, object]:
    """One thing heard, as `session --script --json` has it; `text` of a tone is null."""
    return {
        "at_s": sounding.at_s,
        "kind": sounding.kind,
        "name": sounding.name,
        "text": None if sounding.phrase is None else speech.sentence(sounding.phrase),
        "cue": sounding.cue,
    }


def _line(sounding: Sounding, speech: Speech) -> str:
    """One thing heard: "  12.0 s  tone   steady"."""
    tone, voice = _("tone"), _("voice")
    if sounding.phrase is None:
        kind, what = tone, sounding.name
    else:
        kind, what = voice, f'"{speech.sentence(sounding.phrase)}"'
    return f"{sounding.at_s:6.1f} s  {kind:<{max(len(tone), len(voice))}}  {what}"


def _file(name: str, replace: bool) -> Path:
    """The file to write, before any work is done; UsageError for what cannot be one, and BackbreakError for
    one that is there and is not to be replaced."""
    path = Path(name)
    if name == "-" or (path.exists() and not path.is_file()):  # nobody means a file of that name
        told = {"file": name or "''"}
        raise UsageError(_("--render: %(file)s is no file: name one to write, like break.wav") % told)
    if not path.parent.is_dir():
        told = {"folder": str(path.parent)}
        raise UsageError(_("--render: there is no folder %(folder)s: create it first") % told)
    refuse_to_replace(path, replace)
    return path


def _render(file: Path, plan: Plan, heard: tuple[Sounding, ...], sound: Sound, speech: Speech) -> str:
    """Write the sound of a session, whole or not at all; return what is to be told of it."""
    from backbreak.sound.engines.choosing import choose_maker
    from backbreak.sound.mixing import mix
    from backbreak.sound.waves import WaveError, load_tones, wave_file
    from backbreak.storage.durable import replace_file
    from backbreak.storage.places import resource

    folder = resource("sounds")
    try:
        tones = load_tones(folder, EARCONS)
    except (OSError, WaveError) as error:
        raise BackbreakError(
            _("the tones in %(folder)s cannot be read (%(why)s): install backbreak again")
            % {"folder": folder, "why": why(error)}
        ) from error
    voice = choose_maker(language()) if any(one.phrase for one in heard) else None
    speak = None if voice is None else (lambda phrase: voice.say(speech.sentence(phrase)))
    with patience(_("writing the sound")):
        replace_file(file, wave_file(mix(heard, plan.seconds, sound.volume, tones, speak)))
    words = {"file": file, "seconds": plan.seconds}
    if not heard:
        return _("%(file)s: %(seconds)g s of silence, as the settings want it") % words
    if voice is None and sound.voice:
        return _("%(file)s: %(seconds)g s, tones alone: espeak-ng is not installed") % words
    if voice is not None and voice.failed:
        told = _("%(file)s: %(seconds)g s, tones alone: %(engine)s does not speak")
        return told % {**words, "engine": voice.name}
    return _("%(file)s: %(seconds)g s") % words
