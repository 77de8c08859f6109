"""All that is asked, as one value: place and kit, exercises, rhythm, sound, login, the medical note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.core.exercise import Exercise
from backbreak.windows.choice import Pill, TickPill
from backbreak.windows.history.flow import Flow
from backbreak.windows.measures import APART_PX, EDGE_PX, HAIR_PX
from backbreak.windows.palettes import Palette
from backbreak.windows.panel.key import Face, Key
from backbreak.windows.panel.wording import Choice
from backbreak.windows.welcome import choices, wording
from backbreak.windows.welcome.choices import Wishes
from backbreak.windows.welcome.note import Note
from backbreak.windows.welcome.section import INSET_PX, Section
from backbreak.windows.welcome.tick import Tick
from backbreak.words import _
from backbreak.words.durations import minutes

Value = TypeVar("Value", str, float)


class Questions(QWidget):
    """`chosen` says that `wishes` are other ones; `pointed` which exercise somebody looks at."""

    chosen = Signal()
    pointed = Signal(object)
    sample_asked = Signal()

    def __init__(self, catalogue: Catalogue, wishes: Wishes, palette: Palette) -> None:
        super().__init__()
        self.wishes, self._catalogue = wishes, catalogue
        self._locked = frozenset[str]()
        self.places = {"floor": Pill(_("On the floor")), "standing": Pill(_("Standing only"))}
        self.mat, self.sofa = TickPill(_("Mat")), TickPill(_("Sofa"))
        self.exercises = {one.id: Tick(one.name, wording.needs(one)) for one in catalogue.parts}
        self.limits = {limit: Pill(minutes(limit)) for limit in choices.limits(wishes.limit_min)}
        self.cues, self.voice = TickPill(_("Tones")), TickPill(_("Voice"))
        self.sample = Key(Face.PLAIN)
        self.login = Tick(_("Start when I log in"), wording.login(), below=True)
        self.note = Note(palette, wishes.understood)
        self._lay_out()
        self.set_playing(False)
        self._group()
        self._show()
        self._connect()

    # --- what stands where -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.place = Section(_("Where you exercise"), _row(self.places.values()), wrap=False)
        self.kit = Section(_("What you have there"), _row((self.mat, self.sofa)), wrap=False)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for tick in self.exercises.values():
            rows.addWidget(tick)
        self.listed = Section(_("Untick what you would rather leave out"), rows, " ")
        self.rhythm = Section(_("Ask me to get up after"), _row(self.limits.values()), wording.rhythm())
        self.sound = Section(_("Sound"), _row((self.cues, self.voice, self.sample)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(EDGE_PX - 4)
        beside = Flow(APART_PX)
        beside.addWidget(self.place)
        beside.addWidget(self.kit)
        whole.addLayout(beside)
        for part in (self.listed, self.rhythm, self.sound, self.login, self.note):
            whole.addWidget(part)
        whole.addStretch(1)

    def _group(self) -> None:
        """One of each is chosen."""
        for buttons in (self.places, self.limits):
            group = QButtonGroup(self)
            for pill in buttons.values():
                group.addButton(pill)

    def _connect(self) -> None:
        for pill in (*self.places.values(), *self.limits.values()):
            pill.toggled.connect(self._choose)
        for one in self._catalogue.parts:
            tick = self.exercises[one.id]
            tick.clicked.connect(self._choose)
            tick.looked_at.connect(lambda one=one: self.pointed.emit(one))
        for box in (self.mat, self.sofa, self.cues, self.voice, self.login, self.note.understood):
            box.toggled.connect(self._choose)
        self.sample.clicked.connect(self.sample_asked)

    # --- the value ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Read everything; what an exercise's tick says counts only where it can be done at all."""
        before = self.wishes
        can = {one.id for one in self._catalogue.parts if choices.missing(before, one) is None}
        out = before.out - can | {name for name in can if not self.exercises[name].isChecked()}
        after = replace(
            before,
            place=_checked(self.places, before.place),
            mat=self.mat.isChecked(),
            sofa=self.sofa.isChecked(),
            out=out,
            limit_min=_checked(self.limits, before.limit_min),
            cues=self.cues.isChecked(),
            voice=self.voice.isChecked(),
            login=self.login.isChecked(),
            understood=self.note.understood.isChecked(),
        )
        self._stop_at_chosen()
        if after != before:
            self.wishes = after
            self._show_exercises()
            self.chosen.emit()

    def _show(self) -> None:
        wished = self.wishes
        self.places[wished.place].setChecked(True)
        self.limits[wished.limit_min].setChecked(True)
        for box, on in (
            (self.mat, wished.mat),
            (self.sofa, wished.sofa),
            (self.cues, wished.cues),
            (self.voice, wished.voice),
            (self.login, wished.login),
        ):
            box.setChecked(on)
        self._stop_at_chosen()
        self._show_exercises()

    def _stop_at_chosen(self) -> None:
        """Have Tab stop at the one of several that is chosen, and the arrows reach the others."""
        for pill in (*self.places.values(), *self.limits.values()):
            policy = Qt.FocusPolicy.StrongFocus if pill.isChecked() else Qt.FocusPolicy.ClickFocus
            pill.setFocusPolicy(policy)

    def _show_exercises(self) -> None:
        """Show which of them take turns, and why others cannot."""
        for one in self._catalogue.parts:
            tick, missing = self.exercises[one.id], choices.missing(self.wishes, one)
            tick.setEnabled(missing is None)
            tick.setChecked(missing is None and one.id not in self.wishes.out)
            tick.set_aside(wording.needs(one) if missing is None else wording.hindrance(missing))
        self.listed.say(wording.turns(len(self.staying)))
        on_floor = self.wishes.place == "floor"
        self.mat.setEnabled(on_floor)
        self.sofa.setEnabled(on_floor and "session.sofa" not in self._locked)

    @property
    def staying(self) -> tuple[Exercise, ...]:
        """The exercises that take turns; standing and stretching where none does."""
        return choices.staying(self.wishes, self._catalogue)

    # --- what others have to say -------------------------------------------------------------------

    def lock(self, locked: Mapping[str, Path]) -> None:
        """Show which settings somebody else decides, and by which file; others may be free again."""
        before, self._locked = self._locked, frozenset(locked)
        boxes: dict[str, tuple[Section, str, tuple[QAbstractButton, ...]]] = {
            "session.place": (self.place, "", (*self.places.values(),)),
            "session.sofa": (self.kit, "", ()),
            "rhythm.sitting_limit_min": (self.rhythm, wording.rhythm(), (*self.limits.values(),)),
            "sound.cues": (self.sound, "", (self.cues,)),
            "sound.voice": (self.sound, "", (self.voice,)),
        }
        changed = [name for name in boxes if name in before | self._locked]
        for name in sorted(changed, key=self._locked.__contains__):  # what is decided has the last word
            section, usual, parts = boxes[name]
            section.say(wording.decided(str(locked[name])) if name in locked else usual)
            for part in parts:
                part.setEnabled(name not in locked)
        self._show_exercises()

    def set_playing(self, playing: bool) -> None:
        """Offer to play the sample, or to stop it."""
        self.sample.show_choice(Choice(_("Stop") if playing else _("Play a sample")))

    def say_login(self, text: str, possible: bool) -> None:
        """Say how it stands with starting at login, and whether it can be chosen."""
        self.login.set_aside(text or wording.login())
        self.login.setEnabled(possible)


def _row(parts: Iterable[QWidget]) -> QVBoxLayout:
    flow, row = Flow(HAIR_PX), QVBoxLayout()
    for part in parts:
        flow.addWidget(part)
    row.setContentsMargins(INSET_PX // 2, 0, INSET_PX // 2, 0)
    row.addLayout(flow)
    return row


def _checked(pills: Mapping[Value, Pill], otherwise: Value) -> Value:
    return next((value for value, pill in pills.items() if pill.isChecked()), otherwise)
