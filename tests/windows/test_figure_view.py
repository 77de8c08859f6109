"""The figure as painted: every exercise at its peak, both sides, any size, and nothing painted twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot
from scenes.stage import settle

from backbreak.core.figure import FigureFrame, Poses, parse, still
from backbreak.storage.catalogue import load_document
from backbreak.windows.figure_stage import Stage
from backbreak.windows.figure_view import FigureView
from backbreak.windows.look import FONT_FAMILY, load_fonts
from backbreak.windows.palettes import Theme, palette_of
from backbreak.windows.screens import screen_of

SIZE = (320, 200)


@pytest.fixture(scope="module")
def poses() -> Poses:
    return parse(load_document("poses.toml"))


def painted(poses: Poses, frame: FigureFrame, theme: Theme = Theme.LIGHT, times: int = 1) -> QImage:
    stage = Stage(palette_of(theme), poses.radii)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    for _ in range(times):
        painter = QPainter(image)
        stage.paint(painter, QRectF(0, 0, *SIZE), frame)
        painter.end()
    return image


def most_different(one: QImage, other: QImage) -> int:
    """The largest difference in any channel of any point, of 255."""
    first, second = (bytes(image.constBits()) for image in (one, other))
    return max(abs(a - b) for a, b in zip(first, second, strict=True) if a != b) if first != second else 0


def flipped(frame: FigureFrame, poses: Poses, pose_id: str) -> FigureFrame:
    return still(poses, pose_id, mirrored=not frame.picture.mirrored, arrows=False)


@pytest.mark.usefixtures("qapp")
def test_the_other_side_is_the_same_picture_flipped(poses: Poses) -> None:
    for pose_id in ("leg_lift", "lunge", "side_raise"):
        right = still(poses, pose_id, arrows=False)
        image, other = painted(poses, right), painted(poses, flipped(right, poses, pose_id))
        mirrored = other.flipped(Qt.Orientation.Horizontal)
        different = sum(
            abs(image.pixelColor(x, y).lightness() - mirrored.pixelColor(x, y).lightness()) > 60
            for x in range(0, SIZE[0], 2)
            for y in range(0, SIZE[1], 2)
        )
        assert different < 40, f"{pose_id}: {different} of 16000 points"


@pytest.mark.usefixtures("qapp")
def test_working_limbs_are_coral_and_resting_ones_are_not(poses: Poses) -> None:
    coral = palette_of(Theme.LIGHT).figure.active
    for pose_id, path, along, wanted in (("leg_lift", "both", 1.0, True), ("leg_lift", "both", 0.0, False)):
        image = painted(poses, still(poses, pose_id, path, along, arrows=False))
        near = sum(
            abs(image.pixelColor(x, y).hue() - coral.hue()) < 8 and image.pixelColor(x, y).saturation() > 130
            for x in range(SIZE[0])
            for y in range(SIZE[1])
        )
        assert (near > 150) is wanted, near


@pytest.mark.usefixtures("qapp")
def test_the_kept_scenery_looks_exactly_like_the_painted_one(poses: Poses) -> None:
    """The second paint of a frame uses kept pictures of floor, mat and sofa; nobody may see a difference."""
    for pose_id in poses.sets:
        frame = still(poses, pose_id)
        first, later = painted(poses, frame), painted(poses, frame, times=3)
        worst = max(
            abs(first.pixelColor(x, y).lightness() - later.pixelColor(x, y).lightness())
            for x in range(SIZE[0])
            for y in range(SIZE[1])
        )
        assert worst < 40, pose_id


class Counting(FigureView):
    paints = 0

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        self.paints += 1


def test_a_resting_figure_is_not_painted_again(qtbot: QtBot, poses: Poses) -> None:
    view = Counting(poses.radii, palette_of(Theme.LIGHT))
    qtbot.addWidget(view)
    view.show_frame(still(poses, "bridge"))
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    qtbot.waitUntil(lambda: view.paints > 0)
    settle()
    paints = view.paints
    for _ in range(20):
        view.show_frame(still(poses, "bridge"))
        settle(1)
    assert view.paints == paints
    view.show_frame(still(poses, "bridge", along=0.5))
    qtbot.waitUntil(lambda: view.paints > paints)


def test_moving_leaves_no_traces(qtbot: QtBot, poses: Poses) -> None:
    """Only the changed part is painted; the result must be that of painting everything."""
    view = Counting(poses.radii, palette_of(Theme.DARK))
    qtbot.addWidget(view)
    view.resize(640, 400)
    view.show_frame(still(poses, "bird_dog", along=0.0))
    with qtbot.waitExposed(view):
        view.show()
    for step in range(12):
        view.show_frame(still(poses, "bird_dog", along=step / 11, arrows=step % 2 == 0))
        settle(2)
    shown, paints = screen_of(view).grabWindow(view.winId()).toImage(), view.paints
    view.update()
    qtbot.waitUntil(lambda: view.paints > paints)
    settle(2)
    whole = screen_of(view).grabWindow(view.winId()).toImage()
    # One step in 255: an edge that is cut off at the border of what is painted may be rounded otherwise.
    assert most_different(shown, whole) <= 1


@pytest.mark.usefixtures("qapp")
def test_a_stage_that_has_shown_the_movement_shows_its_end_as_a_fresh_one_does(poses: Poses) -> None:
    area = QRectF(0, 0, *SIZE)
    for pose_id in poses.sets:
        stage = Stage(palette_of(Theme.LIGHT), poses.radii)
        for step in range(8):
            stage.move(area, still(poses, pose_id, along=step / 7, arrows=step > 2))
        end = still(poses, pose_id)
        image = QImage(*SIZE, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        stage.move(area, end)
        stage.paint(painter, area, end)
        painter.end()
        # Parts may lag by a quarter of a pixel: a quarter of the darkest edge.
        assert most_different(image, painted(poses, end)) <= 64, pose_id


@pytest.mark.usefixtures("qapp")
def test_our_own_font_is_there() -> None:
    assert load_fonts() == FONT_FAMILY


def test_the_contact_sheet_shows_every_exercise_in_both_themes(tmp_path: Path, repository: Path) -> None:
    program = repository / "tests" / "gallery" / "contact_sheet.py"
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path)],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    for theme in ("light", "dark"):
        peaks = sorted(tmp_path.glob(f"*-peak*-{theme}.png"))
        assert len(peaks) >= 15
        images = [QImage(str(peak)) for peak in peaks]
        assert all(image.width() == 1440 and image.height() == 900 for image in images)
        assert (tmp_path / f"sheet-{theme}.png").exists()
