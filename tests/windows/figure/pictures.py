"""The figure's reference pictures: what is in them, and how they are painted.

    python tests/windows/figure/pictures.py        paints them all anew, into `reference`

They are small on purpose: large enough for a limb that is out of place, small enough to be looked at.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from backbreak.core.cues import Phase, Plan
from backbreak.core.dose import Limits, RoundState
from backbreak.core.figure import EASIER, FigureFrame, Poses, choreograph, figure_at, parse
from backbreak.core.session import plan
from backbreak.storage.catalogue import load_catalogue, load_document
from backbreak.windows.figure_stage import Stage
from backbreak.windows.palettes import Theme, palette_of

REFERENCE = Path(__file__).with_name("reference")
SIZE = (200, 125)
Shot = tuple[str, Theme, FigureFrame]


def shots() -> Iterator[Shot]:
    """Name, theme and frame of every picture."""
    poses, catalogue = parse(load_document("poses.toml")), load_catalogue()
    plans = {exercise.id: (exercise.pose, laid_out(exercise.id)) for exercise in catalogue}
    for name, (pose, laid) in plans.items():
        if laid.units:
            for side in dict.fromkeys(cue.side for cue in laid.cues if cue.rep is not None):
                at_s = moment(laid, Phase.HOLD, 0.5, side)
                yield f"{name}-hold{'-' + side if side else ''}", Theme.LIGHT, frame(poses, laid, pose, at_s)

    def one(name: str, phase: Phase, share: float, theme: Theme = Theme.LIGHT, **how: object) -> Shot:
        pose, laid = plans[name]
        label = "-".join([name, phase.value, *how, *([theme.value] if theme is not Theme.LIGHT else [])])
        return label, theme, frame(poses, laid, pose, moment(laid, phase, share), **how)

    yield one("stand-and-stretch", Phase.HOLD, 0.5)
    yield one("opposite-arm-leg", Phase.PREPARE, 0.45)
    yield one("hip-flex", Phase.PREPARE, 0.3, Theme.DARK)
    yield one("pelvis-lift", Phase.LIFT, 0.5)
    yield one("obliques", Phase.LOWER, 0.5, Theme.DARK)
    yield one("lumbar", Phase.HOLD, 0.5, easier=True)
    yield one("leg-lifts", Phase.CHANGE, 0.5)
    yield one("pelvis-lift", Phase.LIFT, 0.06, reduced=True)
    yield one("lumbar", Phase.FINISH, 0.6)
    yield one("obliques", Phase.HOLD, 0.5, Theme.CONTRAST)
    yield one("opposite-arm-leg", Phase.HOLD, 0.5, Theme.CONTRAST)


def laid_out(exercise: str) -> Plan:
    """A short session of an exercise."""
    found = load_catalogue().get(exercise)
    units = min(1, found.total_units)
    return plan(found, units, 0, Limits(seconds=120), RoundState(1, 0, 145))


def moment(laid: Plan, phase: Phase, share: float, side: str | None = None) -> float:
    """The moment at a share of the first cue of a phase (and side)."""
    cue = next(cue for cue in laid.cues if cue.phase is phase and side in (None, cue.side))
    return cue.start_s + share * cue.seconds


def frame(
    poses: Poses, laid: Plan, pose: str, at_s: float, easier: bool = False, reduced: bool = False
) -> FigureFrame:
    amplitude = EASIER if easier else 1.0
    return figure_at(choreograph(poses, laid.cues, pose, amplitude, reduced), at_s)


def painted(theme: Theme, what: FigureFrame) -> QImage:
    """Paint a frame on a stage of its own."""
    stage = Stage(palette_of(theme), parse(load_document("poses.toml")).radii)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    stage.paint(painter, QRectF(0, 0, *SIZE), what)
    painter.end()
    return image


def main() -> None:
    application = QGuiApplication(sys.argv[:1])
    REFERENCE.mkdir(exist_ok=True)
    for old in REFERENCE.glob("*.png"):
        old.unlink()
    for name, theme, what in shots():
        painted(theme, what).save(str(REFERENCE / f"{name}.png"))
    application.quit()


if __name__ == "__main__":
    main()
