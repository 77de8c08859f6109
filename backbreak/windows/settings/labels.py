"""What every setting is called, in plain words, and one line about it. No Qt."""

from __future__ import annotations

from backbreak.words import _

Label = tuple[str, str]
"""A name, and a line of help."""


def labels() -> dict[str, Label]:
    """Every row's name and help in the language in use, by the row's name."""
    return {
        **_rhythm(),
        **_session(),
        **_sound(),
        **_inviting(),
        **_look(),
        "hours": (
            _("When you work"),
            _("Nobody is invited outside these hours. Without any, backbreak is there all the time."),
        ),
        "journal.folder": (
            _("Journal folder"),
            _("Where your breaks are kept, a file for each of your devices. A synced folder is fine."),
        ),
        "autostart": (
            _("Start when I log in"),
            _("What your desktop really does is shown here, not what was wished for."),
        ),
    }


def _rhythm() -> dict[str, Label]:
    return {
        "rhythm.sitting_limit_min": (
            _("Sit at most"),
            _("After this long without standing up you are invited. The article says two hours."),
        ),
        "rhythm.snooze_min": (_("Snooze"), _("How long a break is put off when you ask for that.")),
        "rhythm.snooze_limit": (
            _("Snoozes for one break"),
            _("How often the same break may be put off."),
        ),
        "rhythm.repeat_min": (
            _("Ask again"),
            _("An invitation that nobody answers comes again after this long."),
        ),
        "rhythm.natural_break_min": (
            _("Away counts as a break"),
            _("Being away for this long counts as having stood up; the sitting begins anew."),
        ),
        "rhythm.return_grace_min": (
            _("Peace after coming back"),
            _("You are not invited so soon after you have come back."),
        ),
        "rhythm.heads_up_min": (
            _("Announce a break"),
            _("A small notice this long before the invitation."),
        ),
        "rhythm.reading": (
            _("I read a lot"),
            _("Going without keyboard and mouse does not count as being away; a locked screen does."),
        ),
    }


def _session() -> dict[str, Label]:
    return {
        "session.seconds": (_("Length of a break"), _("The most a guided break may take.")),
        "session.choice": (
            _("Order of exercises"),
            _("A change with every break, or one exercise until its share is done."),
        ),
        "session.place": (
            _("Where I exercise"),
            _("Standing leaves out what is done lying down or kneeling."),
        ),
        "session.sofa": (
            _("There is a sofa"),
            _("Some exercises are done on a sofa or a bed."),
        ),
        "session.tempo": (
            _("Time for a movement"),
            _("More means slower lifting and lowering. Holding and resting stay as they are."),
        ),
        "session.exclude": (
            _("Leave out"),
            _("Exercises that you do not want to be asked for."),
        ),
    }


def _sound() -> dict[str, Label]:
    return {
        "sound.cues": (_("Tones"), _("A tone at every change, so that you need not look.")),
        "sound.voice": (_("Voice"), _("Says what to do, and counts.")),
        "sound.volume": (_("Volume"), _("Of tones and voice; at 0 all is silent.")),
    }


def _inviting() -> dict[str, Label]:
    return {
        "prompt.notification": (
            _("Notification"),
            _("The desktop's notification, with Start, Snooze and Skip."),
        ),
        "prompt.window": (
            _("Small card"),
            _("Comes when the notification is not answered, and never takes the keyboard."),
        ),
        "quiet.do_not_disturb": (
            _("Do not disturb"),
            _("While you have switched on do-not-disturb on your desktop."),
        ),
        "quiet.microphone": (_("In a call"), _("While something records from your microphone.")),
        "quiet.fullscreen": (_("Full screen"), _("While a film, a game or slides fill the screen.")),
        "quiet.screen_share": (_("Sharing the screen"), _("While others see your screen.")),
        "rhythm.hold_cap_min": (
            _("Hold back at most"),
            _("After this long the invitation shows all the same, without a sound."),
        ),
    }


def _look() -> dict[str, Label]:
    return {
        "look.theme": (_("Colours"), _("High contrast is used whenever your desktop asks for it.")),
        "look.motion": (
            _("Movement"),
            _("Reduced: the figure goes straight from pose to pose."),
        ),
        "look.language": (_("Language"), _("Of everything that is shown and said.")),
    }
