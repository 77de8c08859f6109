"""What the welcome window says. No Qt."""

from __future__ import annotations

from backbreak.core.exercise import Exercise
from backbreak.words import _, kit, ngettext
from backbreak.words.listing import listed


def title() -> str:
    """Greet."""
    return _("Welcome to backbreak")


def about() -> str:
    """Say what the program does, in two sentences."""
    return _(
        "When you have been sitting for long enough, backbreak asks you for two minutes of exercise for your "
        "lower back. A figure shows the movement, and tones and a voice tell you what to do, so you need not "
        "look."
    )


def promise() -> str:
    """Say what somebody wants to know who is asked things."""
    return _("All of this can be changed later. Everything stays in files on this computer.")


def rhythm() -> str:
    """Say where the longest of the limits comes from."""
    return _("The article behind these exercises allows two hours of sitting at most. Shorter is fine.")


def needs(exercise: Exercise) -> str:
    """Name what an exercise needs: "floor, mat"."""
    return listed(kit.thing(name) for name in kit.needed(exercise))


def hindrance(missing: str) -> str:
    """Say why an exercise cannot be done here."""
    known = {
        "floor": _("needs the floor"),
        "mat": _("needs a mat"),
        "sofa": _("needs a sofa"),
    }
    return known[missing]


def turns(count: int) -> str:
    """Say how many exercises are left to take turns."""
    if not count:
        return _("None is left: your breaks are for standing and stretching.")
    told = ngettext(
        "%(count)d exercise stays, with standing and stretching beside it.",
        "%(count)d exercises take turns.",
        count,
    )
    return told % {"count": count}


def login() -> str:
    """Say what starting at login is for."""
    return _("Then backbreak is there every day. It waits in the tray and asks for nothing until it is time.")


def listening() -> str:
    """Say that a sample is played."""
    return _("Listen: one repetition, as you would hear it lying down.")


def heard(voice: bool) -> str:
    """Say what should have been heard."""
    if voice:
        return _("That was it. Heard nothing? Turn the volume up, and try again.")
    return _("Those were the tones. Heard nothing? Turn the volume up, and try again.")


def silent(volume: float) -> str:
    """Say why there is nothing to hear."""
    if volume <= 0:
        return _("The volume is 0 in the settings, so nothing is heard: you follow the picture.")
    return _("Without tones and voice you follow the picture.")


def decided(file: str) -> str:
    """Say that somebody else has decided."""
    return _("Decided for this computer, in %(file)s.") % {"file": file}
