"""The moving figure: its poses, and what it does in every second of a session. Pure maths, no painting.

poses = parse(tables of poses.toml)
score = choreograph(poses, plan.cues, exercise.pose)
frame = figure_at(score, elapsed_s)        # a FigureFrame for the painter
frame = still(poses, "bridge")             # one unmoving frame

What moves is loaded when it is first asked for: whoever only reads the poses of a pack does without.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .model import (
    LimbJoints,
    LimbName,
    Point,
    PoseError,
    Poses,
    PoseSet,
    Radii,
    Rect,
    Sides,
    Skeleton,
    View,
)
from .parse import parse

if TYPE_CHECKING:
    from .beats import Act, Beat, Score, figure_at, resting_at
    from .picture import FigureFrame, Picture, Stance, still
    from .score import EASIER, CueLike, choreograph

__all__ = [
    "EASIER",
    "Act",
    "Beat",
    "CueLike",
    "FigureFrame",
    "LimbJoints",
    "LimbName",
    "Picture",
    "Point",
    "PoseError",
    "PoseSet",
    "Poses",
    "Radii",
    "Rect",
    "Score",
    "Sides",
    "Skeleton",
    "Stance",
    "View",
    "choreograph",
    "figure_at",
    "parse",
    "resting_at",
    "still",
]

_LATER = {
    "beats": ("Act", "Beat", "Score", "figure_at", "resting_at"),
    "picture": ("FigureFrame", "Picture", "Stance", "still"),
    "score": ("EASIER", "CueLike", "choreograph"),
}


def __getattr__(name: str) -> object:
    for module, names in _LATER.items():
        if name in names:
            found = vars(import_module(f"{__name__}.{module}"))
            globals().update((one, found[one]) for one in names)
            return found[name]
    raise AttributeError(name)
