"""What was done in a session, in a sentence: for the end page."""

from __future__ import annotations

from backbreak.core.exercise import Exercise
from backbreak.core.playback import Playback
from backbreak.words import _, ngettext


def sentence_for(playback: Playback, exercise: Exercise, done_before: int | None) -> str:
    """Say what was done, the name above: "5 of 10 this round" where that is known, else the plain count."""
    units, planned = playback.units, playback.plan.units
    if not planned:
        return _("You stood up and stretched.")
    values = {"name": exercise.name, "units": units, "planned": planned}
    both = exercise.sides != "none"
    if done_before is not None:
        values |= {"done": min(done_before + units, exercise.total_units), "total": exercise.total_units}
        if both:
            return _("%(name)s\n%(done)d of %(total)d a side this round") % values
        return _("%(name)s\n%(done)d of %(total)d this round") % values
    if units < planned:
        return _("%(name)s\n%(units)d of the %(planned)d planned") % values
    if both:
        return ngettext("%(name)s\nonce a side", "%(name)s\n%(units)d times a side", units) % values
    return ngettext("%(name)s\nonce", "%(name)s\n%(units)d times", units) % values
