"""The medical note, for the window and the terminal alike: shown before the first session ever, kept in help.

General information, said plainly and once. No promise of an effect stands here or anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from backbreak.words import _


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
            _("Stop"),
            _("Stop whenever something hurts, or when you feel dizzy, numb or short of breath."),
        ),
        Point(
            _("Get help at once"),
            _(
                "Numbness around the groin, lost control over bladder or bowels, or weakness in both legs "
                "is an emergency."
            ),
        ),
    )


def acknowledge() -> str:
    """Label the one button, and name what the terminal asks for."""
    return _("I understand")


def every_session() -> str:
    """Remind in every session, in one short line."""
    return _("Stop if it hurts.")


def lines() -> list[str]:
    """Give the note as paragraphs of plain text, unwrapped."""
    return [title(), *(f"{point.heading}: {point.text}" for point in points())]
