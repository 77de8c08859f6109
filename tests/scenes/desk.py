"""The desk page in the session's window: before the journal is read, chosen, refused, too short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from backbreak.core.dose import Ledger, Limits
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.desk.making import make_desk
from backbreak.windows.desk.outlook import Outlook
from backbreak.windows.desk.page import DeskPage
from backbreak.words import _
from backbreak.words.exercises import in_our_words
from scenes.session import opened
from scenes.stage import Scene, Stage

LEDGER = Ledger(
    round=3,
    _done={"opposite-arm-leg": 5, "pelvis-lift": 10, "hip-flex": 4, "leg-lifts": 1},
    _last={"opposite-arm-leg": 3, "pelvis-lift": 2, "hip-flex": 4, "leg-lifts": 1},
)
PEAK_S = 2.6
"""Where the film stands in a picture: near the end of the first movement, arrows and all."""

Act = Callable[[DeskPage], None]


def outlook(seconds: float = 120.0) -> Outlook:
    """The third round, some of it done."""
    return Outlook.of(LEDGER, in_our_words(load_catalogue()), Limits(seconds=seconds), date(2026, 11, 23))


def instead(page: DeskPage) -> None:
    """Press "Can't do this here"."""
    page.show_outlook(outlook(), "obliques")
    page.instead.setFocus()
    page.instead.click()


def refused(page: DeskPage) -> None:
    """Be refused."""
    page.show_outlook(outlook())
    page.complain(lambda: _("A break is going on: finish or stop that one first"))


def chosen(exercise: str) -> Act:
    """Choose an exercise, the keyboard in the list."""

    def act(page: DeskPage) -> None:
        page.show_outlook(outlook(), exercise)
        page.choices.setFocus()

    return act


def scene(act: Act, *, audited: bool = False) -> Scene:
    """The window, brought into a state."""

    def show(stage: Stage) -> QWidget:
        window = opened(stage)
        page = make_desk(stage.settings, stage.home().catalogue)
        window.show_desk(page)
        window.show()
        act(page)
        page.film.freeze(PEAK_S)
        return window

    return Scene("desk", show, audited)


SCENES = {
    "desk-empty": scene(lambda page: None),
    "desk": scene(lambda page: page.show_outlook(outlook()), audited=True),
    **{f"desk-{name}": scene(chosen(name)) for name in ("leg-lifts", "obliques", "stand-and-stretch")},
    "desk-instead": scene(instead),
    "desk-refused": scene(refused, audited=True),
    "desk-too-short": scene(lambda page: page.show_outlook(outlook(60.0), "leg-lifts")),
}
