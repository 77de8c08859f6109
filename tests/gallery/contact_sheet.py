"""Paints every exercise's start and end positions, in every theme, to PNG files: the figure to be looked at.

    python tests/gallery/contact_sheet.py FOLDER

One file a position (bridge-peak-light.png), and a sheet of all of them for each theme.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter

from backbreak.core.figure import FigureFrame, Poses, parse, still
from backbreak.storage.catalogue import load_document
from backbreak.windows.figure_stage import Stage
from backbreak.windows.look import font, load_fonts
from backbreak.windows.palettes import Palette, Theme, palette_of

SIZE = (720, 450)
GAP = 24
LABEL = 40
COLUMNS = 3
QUICK = 85
"""A PNG's quality that says how little it is compressed: saving takes longer than all the painting."""


def shots(poses: Poses) -> dict[str, FigureFrame]:
    """Every start and every end position, both sides, with a name for its file."""
    frames: dict[str, FigureFrame] = {}
    for pose_id, pose_set in poses.sets.items():
        first = next(iter(pose_set.paths))
        frames[f"{pose_id}-start"] = still(poses, pose_id, first, 0.0, arrows=False)
        for path in pose_set.paths:
            sides = (True, False) if pose_set.sides == "mirror" and path in ("both", "lean") else (False,)
            for mirrored in sides:
                name = {"both": "", "reach": "-reach", "lean": "-lean"}.get(path, f"-{path}")
                name += ("-left" if mirrored else "-right") if len(sides) > 1 else ""
                frames[f"{pose_id}-peak{name}"] = still(poses, pose_id, path, mirrored=mirrored)
    return frames


def shot(stage: Stage, frame: FigureFrame) -> QImage:
    """Paint one frame at twice its size in pixels, as on a fine screen."""
    image = QImage(SIZE[0] * 2, SIZE[1] * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    image.fill(stage.palette.card)
    painter = QPainter(image)
    stage.paint(painter, QRectF(0, 0, *SIZE), frame, 2.0)
    painter.end()
    return image


def sheet(images: dict[str, QImage], palette: Palette, family: str) -> QImage:
    """Lay pictures out in three columns with their names."""
    rows = (len(images) + COLUMNS - 1) // COLUMNS
    step_x, step_y = SIZE[0] + GAP, SIZE[1] + GAP + LABEL
    whole = QImage(COLUMNS * step_x + GAP, rows * step_y + GAP, QImage.Format.Format_RGB32)
    whole.fill(palette.ground)
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(palette.text)
    painter.setFont(font(family, 24, QFont.Weight.DemiBold))
    for index, (name, image) in enumerate(images.items()):
        x, y = GAP + index % COLUMNS * step_x, GAP + index // COLUMNS * step_y
        painter.drawText(QRectF(x, y, SIZE[0], LABEL), Qt.AlignmentFlag.AlignVCenter, name)
        painter.drawImage(QRectF(x, y + LABEL, *SIZE), image)
    painter.end()
    return whole


def main(folder: Path) -> None:
    """Paint everything into a folder."""
    app = QGuiApplication(sys.argv[:1])
    poses, family = parse(load_document("poses.toml")), load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    for theme in Theme:
        stage = Stage(palette_of(theme), poses.radii)
        images = {name: shot(stage, frame) for name, frame in shots(poses).items()}
        for name, image in images.items():
            image.save(str(folder / f"{name}-{theme.value}.png"), quality=QUICK)
        whole = sheet(images, stage.palette, family)
        whole.save(str(folder / f"sheet-{theme.value}.png"), quality=QUICK)
    app.quit()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("contact_sheet.py: give the folder to paint into, e.g. contact_sheet.py /tmp/figure")
    main(Path(sys.argv[1]))
