"""One exercise of the catalogue: its numbers, its sentences, and where each value comes from.

A catalogue has one object of each; they are compared by identity, which makes them cheap keys of a cache.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Side = Literal["left", "right"]
Sides = Literal["alternate", "grouped", "none"]
Space = Literal["floor", "standing"]
SIDES: tuple[Side, ...] = get_args(Side)

STAND_AND_STRETCH = "stand-and-stretch"

SHORT_STRETCH_S = 30.0
"""The length in seconds of the shortest break, which is offered beside declining."""


def other_side(side: Side) -> Side:
    """Return the opposite side."""
    return "left" if side == "right" else "right"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """Where an exercise is from: the article's title, its section, and a mark for each value.

    A mark is "stated", "inferred" or "ambiguous"; `reasons` says why for those that are not stated.
    """

    article: str
    section: str
    marks: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """What people read or hear about an exercise; empty where there is nothing to say.

    `prepare` and `captions` are keyed by side, or "" for texts that hold for both; captions below that
    by the phase's name. `side_names` is keyed by side. `words` has the word of a phase, shown and said,
    where the usual one would mislead.
    """

    prepare: Mapping[str, str]
    captions: Mapping[str, Mapping[str, str]]
    side_names: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    needs: str = ""
    trains: str = ""
    feel: str = ""
    caution: str = ""
    easier: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that shows a phase, by its name in the pack's folder; `alt` says in words what it shows."""

    name: str
    alt: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """The pictures of an exercise by phase; for the side `mirrored` they are turned round.

    `folder` is the path their names belong to.
    """

    by_phase: Mapping[str, Picture]
    mirrored: str | None
    folder: str

    def of(self, phase: str) -> Picture:
        """Return a phase's picture; one that has none shows that of holding, or of getting into position."""
        moving = phase in ("lift", "hold", "lower")
        near = ("hold", "lift", "lower") if moving else ("prepare", "settle", "finish", "hold")
        found = next((one for one in (phase, *near) if one in self.by_phase), None)
        return self.by_phase[found] if found else next(iter(self.by_phase.values()))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exercise:
    """One part of the article (or of a pack). Seconds are at tempo 1; a unit is a rep or a left-right pair.

    `number` is the article's, 0 for stand-and-stretch and for those of a pack, whose name is `pack` then.
    The exercises of one `group` take turns as one: the article's sixth has two. `pose` names the figure's
    poses; it is "" where a pack has pictures only. With `settle_between_only` the settle after the last rep
    is left out.
    """

    id: str
    number: int
    name: str
    position: str
    space: Space
    equipment: tuple[str, ...]
    sides: Sides
    first_side: Side | None
    hold_s: float
    reps: int
    series: int
    lift_s: float
    lower_s: float
    settle_s: float
    prepare_s: float
    change_s: float
    rest_s: float
    pose: str
    texts: Texts
    source: Source
    settle_between_only: bool = False
    group: str = ""
    pack: str = ""
    pictures: Pictures | None = None

    @property
    def total_units(self) -> int:
        """The dose: units one round asks for; 0 for stand-and-stretch."""
        return self.reps * self.series

    @property
    def marks(self) -> Mapping[str, str]:
        """Key of a value -> "stated", "inferred" or "ambiguous"."""
        return self.source.marks

    @property
    def section(self) -> str:
        """The article's section this exercise is from."""
        return self.source.section

    def needs_sofa(self) -> bool:
        """Whether something has to hold the feet."""
        return "sofa" in self.equipment

    def prepare_text(self, side: Side | None = None) -> str:
        """Return what to do while getting into position, for the side begun with (default: the usual)."""
        prepare = self.texts.prepare
        return prepare.get(side or self.first_side or "", prepare.get("", ""))

    def caption(self, phase: str, side: Side | None = None) -> str:
        """Return the short line for a phase ("lift", "hold" …), the one for this side if there is one."""
        captions = self.texts.captions
        here = captions.get(side or "", {})
        return here.get(phase) or captions.get("", {}).get(phase, "")

    def side_name(self, side: Side) -> str:
        """Return what a side is called here: "Right arm, left leg", "Left foot ahead"."""
        return self.texts.side_names.get(side, "")
