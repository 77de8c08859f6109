"""The medical note, for the window and the terminal alike: shown before the first session ever, kept in help.

General information, said plainly and once. No promise of an effect stands here or anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from backbreak.words import _, pgettext


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know: a short heading and what it means."""

    heading: str
    text: str


def title() -> str:
    """Head the note."""
    return _("Before your first session")


def points() -> tuple[Point, ...]:
    """Give the note, in reading order."""
    return (
        Point(
            _("What this is"),
            _(
                "backbreak guides you through the exercises of one article, a few repetitions at a time. "
                "That is general information, not medical advice: it diagnoses nothing and treats nothing."
            ),
        ),
        Point(
            _("Ask first"),
            _(
                "Talk to a doctor or a physiotherapist before you begin if you are pregnant, have "
                "osteoporosis, had an operation or an injury lately, or if your "
                "back pain is new, severe or getting worse."
            ),
        ),
        Point(
            pgettext("heading of the care note", "Stop"),
            _("Stop whenever something hurts, or when you feel dizzy, numb or short of breath."),
        ),
        Point(_("Get help at once"), emergency()),
    )


def emergency() -> str:
    """Name what does not wait."""
    return _(
        "Numbness around the groin, lost control over bladder or bowels, or weakness in both legs "
        "is an emergency."
    )


def see_a_professional() -> str:
    """Say when a hurt is no matter for a program; window and terminal show it once something has hurt."""
    return _(
        "Let it rest for today. If the pain is strong, does not go away within a few days, keeps coming back "
        "or runs down into a leg, talk to a doctor or a physiotherapist before you go on exercising. "
        "%(emergency)s"
    ) % {"emergency": emergency()}


def leave_out(exercise: str) -> str:
    """Offer to leave out the exercise that hurt."""
    return _("Leave %(exercise)s out from now on") % {"exercise": exercise}


def left_out(exercise: str) -> str:
    """Confirm that it is left out."""
    return _("%(exercise)s is left out from now on.") % {"exercise": exercise}


def taken_back(exercise: str) -> str:
    """Confirm that leaving it out was undone."""
    return _("%(exercise)s stays in.") % {"exercise": exercise}


def acknowledge() -> str:
    """Label the one button, and name what the terminal asks for."""
    return _("I understand")


def every_session() -> str:
    """Remind in every session, in one short line."""
    return _("Stop if it hurts.")


def lines() -> list[str]:
    """Give the note as paragraphs of plain text, unwrapped."""
    return [title(), *(f"{point.heading}: {point.text}" for point in points())]
