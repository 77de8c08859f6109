"""What the card says: sentences made of the resident's prompt and its plan. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from backbreak.words import _, kit, ngettext
from backbreak.words.durations import about, spell
from backbreak.words.prompt import stretch

if TYPE_CHECKING:
    from backbreak.core.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Prompt:
    """The resident's invitation, as it came through the door."""

    sitting: timedelta
    snoozes: int
    start_label: str
    snooze_label: str
    stretch_label: str
    skip_label: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The break that would begin: its exercise and what it needs."""

    exercise: str
    name: str
    needs: str


def read_prompt(data: Mapping[str, object]) -> Prompt:
    """Read the "prompt" object; whatever is missing or odd gets a plain answer, never an error."""

    def number(key: str, most: float) -> float:
        value = data.get(key)
        return max(0.0, min(value, most)) if isinstance(value, int | float) and value == value else 0.0

    def label(key: str, otherwise: str) -> str:
        value = data.get(key)
        return value if isinstance(value, str) else otherwise

    return Prompt(
        sitting=timedelta(seconds=number("sitting_s", 1e7)),
        snoozes=int(number("snoozes", 1e4)),
        start_label=label("start_label", "") or _("Start"),
        snooze_label=label("snooze_label", _("Snooze")),
        stretch_label=label("stretch_label", stretch()),
        skip_label=label("skip_label", _("Skip")),
        silent=data.get("silent") is True,
    )


def suggestion(plan: Mapping[str, object], catalogue: Catalogue) -> Suggestion | None:
    """Say what the plan offers: "Pelvis lift", "2 min · floor · mat"; None when there is nothing to say."""
    identity, seconds = plan.get("exercise"), plan.get("seconds")
    found = next((one for one in catalogue if one.id == identity), None)
    if found is None or not isinstance(seconds, int | float):
        return None
    return Suggestion(
        exercise=found.id,
        name=found.name,
        needs=" · ".join((about(seconds), *map(kit.thing, kit.needed(found)))),
    )


def headline(prompt: Prompt, since_told: timedelta) -> str:
    """Say how long the spell is by now."""
    return _("You have been sitting %(length)s") % {"length": spell(prompt.sitting + since_told)}


def cost(prompt: Prompt) -> str:
    """Say how often it was put off; empty when never."""
    if prompt.snoozes < 1:
        return ""
    text = ngettext("Snoozed once", "Snoozed %(times)d times", prompt.snoozes)
    return text % {"times": prompt.snoozes} if prompt.snoozes > 1 else text


def closing(prompt: Prompt) -> str:
    """Name the cross: closing is a snooze, and says so."""
    if not prompt.snooze_label:
        return _("Close: ask again later")
    return _("Close: %(consequence)s") % {"consequence": prompt.snooze_label}
