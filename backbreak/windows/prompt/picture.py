"""The card's small picture: the exercise at its end position, unmoving."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from backbreak.core.catalogue import Catalogue
from backbreak.core.exercise import Exercise
from backbreak.core.figure import FigureFrame, PoseError, Poses, parse, still
from backbreak.core.settings import Settings
from backbreak.storage.catalogue import poses_document
from backbreak.windows import look
from backbreak.windows.figure_view import FigureView
from backbreak.windows.pictures import Album, Shown

_WIDE_PX, _HIGH_PX = 128, 92
"""Beside type of the usual size."""


def figure_size() -> QSize:
    """Give the size of the picture, larger with larger type."""
    return QSize(_WIDE_PX, _HIGH_PX) * look.type_scale()


class SmallFigure(FigureView):
    """A figure that is painted in what the application wears, whenever that changes."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the words beside it."""
        super().changeEvent(event)
        worn = look.worn(self.palette()) if event.type() == QEvent.Type.PaletteChange else None
        if worn is not None:
            self.set_palette(worn)


def picture_maker(catalogue: Catalogue, settings: Settings) -> Callable[[str], QWidget | None]:
    """Give what makes the picture of an exercise's id; None where there is none to be had."""

    def make(exercise_id: str) -> QWidget | None:
        exercise = catalogue.get(exercise_id)
        try:
            poses = parse(poses_document(catalogue))
            frame = _picture(poses, exercise)
        except PoseError:  # the card does without
            return None
        if isinstance(frame, Shown) and frame.drawing is None:
            return None
        view = SmallFigure(poses.radii, look.palette_of(look.theme_for(settings.look.theme)))
        view.show_frame(frame)
        view.setAccessibleName(exercise.name)
        return view

    return make


def _picture(poses: Poses, exercise: Exercise) -> FigureFrame | Shown:
    """The pack's own picture of holding, or else the figure. Raises PoseError."""
    if exercise.pictures is not None:
        return Album(exercise).at("hold", exercise.first_side)
    path = poses.of(exercise.pose).path_for(exercise.first_side)
    return still(poses, exercise.pose, path, mirrored=False, arrows=False)
