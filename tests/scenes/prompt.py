"""The prompt's card: the first time, put off before, and put off for the last time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from backbreak.windows.prompt import offer
from backbreak.windows.prompt.card import PromptCard
from backbreak.windows.prompt.picture import picture_maker
from backbreak.words import _
from backbreak.words.durations import minutes
from backbreak.words.prompt import stretch
from scenes.panel import PLAN
from scenes.stage import Scene, Stage


def prompt() -> offer.Prompt:
    """As it comes first."""
    return offer.Prompt(
        sitting=timedelta(minutes=120),
        snoozes=0,
        start_label=_("Start"),
        snooze_label=_("Snooze %(time)s") % {"time": minutes(10)},
        stretch_label=stretch(),
        skip_label=_("Skip: next at %(time)s") % {"time": "16:40"},
        silent=True,
    )


def scene(*, audited: bool = False, **changes: object) -> Scene:
    """The card, ready to be answered."""

    def show(stage: Stage) -> QWidget:
        stage.dress()
        home = stage.home()
        card = PromptCard(replace(prompt(), **changes), wait_ms=0)  # type: ignore[arg-type]
        found = offer.suggestion(PLAN, home.catalogue)
        assert found is not None
        card.suggest(found, picture_maker(home.catalogue, stage.settings)(found.exercise))
        card.appear()
        card._waited(1.0)
        return card

    return Scene("prompt", show, audited)


SCENES = {
    "prompt-first": scene(audited=True),
    "prompt-snoozed": scene(sitting=timedelta(minutes=160), snoozes=3),
    "prompt-used-up": scene(sitting=timedelta(minutes=160), snoozes=3, snooze_label="", audited=True),
}
