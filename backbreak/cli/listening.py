"""What a session sounds like, on paper: `session --script`. Nothing is played, nothing logged."""

from __future__ import annotations

from backbreak.cli.home import Home
from backbreak.cli.options import Options
from backbreak.cli.output import Exit, UsageError, say
from backbreak.cli.planning import known_exercise, next_plan
from backbreak.core.cues import Plan
from backbreak.core.hearing import Sounding, hear
from backbreak.core.phrases import speaking_s
from backbreak.words import _
from backbreak.words.speech import Speech


def listen(options: Options, plan: Plan | None) -> int:
    """Tell what will be heard of the plan, or of the session whose turn it is, as the settings are."""
    home, own = Home(options), options.own
    if own.speed is not None:
        raise UsageError(_("--speed plays a session: leave it out with --script"))
    sound = home.settings.sound
    if plan is None:
        plan = next_plan(home, own.exercise, own.seconds, None)
    exercise = home.catalogue.get(known_exercise(home, plan.exercise))
    speech = Speech(exercise, home.catalogue.stand_and_stretch)
    heard = hear(plan, sound, lambda phrase: speaking_s(speech.sentence(phrase)))
    for sounding in heard:
        say(_line(sounding, speech))
    return Exit.DONE


def _line(sounding: Sounding, speech: Speech) -> str:
    """One thing heard: "  12.0 s  tone   steady"."""
    if sounding.phrase is None:
        kind, what = _("tone"), sounding.name
    else:
        kind, what = _("voice"), f'"{speech.sentence(sounding.phrase)}"'
    return f"{sounding.at_s:6.1f} s  {kind:<5}  {what}"
