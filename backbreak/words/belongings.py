"""What each thing on the disk is, and what its deletion means; by the kinds of `storage.belongings`."""

from __future__ import annotations

from backbreak.words import _


def heading(keeping: str) -> str:
    """Say whether things may be deleted."""
    return {
        "yours": _("Yours. Deleted, it is gone for good:"),
        "ours": _("Kept by backbreak for itself. May be deleted while it is not running:"),
        "elsewhere": _("Elsewhere on this computer:"),
    }[keeping]


def what(kind: str) -> str:
    """Say what it is."""
    return {
        "settings": _("your settings"),
        "hooks": _("programs of yours that are run when something happens"),
        "exercises": _("exercises that were added"),
        "journal": _("the journal: one file for each device, one line for each break"),
        "former-journal": _("a journal of earlier days, which is not read any more"),
        "state": _("what goes on right now: since when you sit, a break put off, a pause"),
        "stamp": _("when backbreak ran last"),
        "identity": _("the name of this device in the journal"),
        "care": _("that you have read the note on taking care"),
        "welcome": _("that you have seen the welcome"),
        "loose-session": _("a guided break that is being played right now"),
        "journal-folders": _("where the journal has been before"),
        "waiting-journal": _("what you did while the journal's folder was not there, and goes into it"),
        "log": _("what happened, for whoever looks for a fault"),
        "lock": _("keeps two programs from writing at the same time"),
        "damaged": _("something that could not be read, kept for whoever looks for a fault"),
        "other": _("something backbreak remembers"),
        "door": _("how windows and commands reach the running reminder"),
        "fleet": _("settings for everybody on this computer"),
        "autostart": _("has backbreak start when you log in"),
    }[kind]


def if_deleted(kind: str) -> str:
    """Say what happens if it is deleted."""
    return {
        "settings": _("everything is as it was at first"),
        "hooks": _("they are not run any more"),
        "exercises": _("they are not offered any more; what you did of them stays in the journal"),
        "journal": _("your history is gone; backbreak journal delete does it properly"),
        "former-journal": _("nothing changes; backbreak journal add brings it back before"),
        "state": _("a new countdown begins"),
        "stamp": _("nothing is lost"),
        "identity": _("this device gets another name and a journal file of that name"),
        "care": _("the note is shown again"),
        "welcome": _("it is shown again"),
        "loose-session": _("what is done of it is not in the journal"),
        "journal-folders": _("earlier folders are not named any more"),
        "waiting-journal": _("these breaks are gone"),
        "log": _("nothing is lost"),
        "lock": _("it is made again"),
        "damaged": _("nothing is lost"),
        "other": _("it is forgotten"),
        "door": _("it is made again at the next start"),
        "fleet": _("only who looks after this computer can delete it"),
        "autostart": _("it does not; backbreak autostart off does this properly"),
    }[kind]
