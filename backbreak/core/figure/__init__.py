"""The moving figure: its poses, and what it does in every second of a session. Pure maths, no painting.

poses = parse(tables of poses.toml)
score = choreograph(poses, plan.cues, exercise.pose)
frame = figure_at(score, elapsed_s)        # a FigureFrame for the painter
frame = still(poses, "bridge")             # one unmoving frame
"""

from .beats import Act, Beat, Score, figure_at, resting_at
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
