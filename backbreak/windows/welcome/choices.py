"""What the welcome window asks, as a value, and what of it has to be written. Pure.

There is no setting for a mat: whoever has none leaves out the exercises that need one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from backbreak.core.catalogue import Catalogue
from backbreak.core.exercise import Exercise
from backbreak.core.settings import Settings

LIMITS_MIN = (30.0, 45.0, 60.0, 90.0, 120.0)
"""The sitting limits that are offered, in minutes; the last one is the article's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Everything that can be chosen. `out` are the exercises left out by name, not for want of a mat."""

    place: str
    mat: bool
    sofa: bool
    out: frozenset[str]
    limit_min: float
    cues: bool
    voice: bool
    login: bool
    understood: bool


def wishes(settings: Settings, catalogue: Catalogue, *, login: bool, understood: bool) -> Wishes:
    """Give what is set now; with every exercise that needs a mat left out, there is none."""
    session, sound = settings.session, settings.sound
    left_out, on_mats = frozenset(session.exclude), _on_mats(catalogue)
    mat = not on_mats or not on_mats <= left_out
    return Wishes(
        place=session.place,
        mat=mat,
        sofa=session.sofa,
        out=left_out if mat else left_out - on_mats,
        limit_min=settings.rhythm.sitting_limit_min,
        cues=sound.cues,
        voice=sound.voice,
        login=login,
        understood=understood,
    )


def followed(before: Wishes, wished: Wishes, now: Wishes) -> Wishes:
    """Give what is set now, but for what was chosen otherwise than it was set before."""
    chosen = {
        one.name: getattr(wished, one.name)
        for one in fields(Wishes)
        if getattr(wished, one.name) != getattr(before, one.name)
    }
    return replace(now, **chosen)


def limits(now_min: float) -> tuple[float, ...]:
    """Give the sitting limits to choose from, in minutes, the one that is set among them."""
    return tuple(sorted({*LIMITS_MIN, now_min}))


def missing(wished: Wishes, exercise: Exercise) -> str | None:
    """Name what an exercise needs and does not have: "floor", "mat" or "sofa"; None where it can be done."""
    if exercise.space == "floor" and wished.place == "standing":
        return "floor"
    has = {"mat": wished.mat, "sofa": wished.sofa}
    return next((thing for thing in exercise.equipment if not has.get(thing, True)), None)


def staying(wished: Wishes, catalogue: Catalogue) -> tuple[Exercise, ...]:
    """Give the exercises that take turns."""
    return tuple(one for one in catalogue.parts if one.id not in wished.out and missing(wished, one) is None)


def changes(
    before: Wishes, after: Wishes, catalogue: Catalogue, exclude: tuple[str, ...]
) -> dict[str, object]:
    """Give the settings that are to be written: only those that were chosen otherwise.

    `exclude` is the list as it is written; what stands there that is no exercise stays.
    """
    pairs = {
        "session.place": (before.place, after.place),
        "session.sofa": (before.sofa, after.sofa),
        "rhythm.sitting_limit_min": (before.limit_min, after.limit_min),
        "sound.cues": (before.cues, after.cues),
        "sound.voice": (before.voice, after.voice),
    }
    found: dict[str, object] = {name: new for name, (old, new) in pairs.items() if new != old}
    if (before.mat, before.out) != (after.mat, after.out):
        found["session.exclude"] = _excluded(after, catalogue, exclude)
    return found


def _excluded(wished: Wishes, catalogue: Catalogue, exclude: tuple[str, ...]) -> list[str]:
    out = wished.out if wished.mat else wished.out | _on_mats(catalogue)
    kept = [name for name in exclude if name in out]
    return kept + [one.id for one in catalogue if one.id in out and one.id not in kept]


def _on_mats(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(one.id for one in catalogue.parts if "mat" in one.equipment)
