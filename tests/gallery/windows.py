"""Photographs every window in every state: three palettes, four languages, type of 100 and 200 %.

    PYTHONPATH=tests python tests/gallery/windows.py FOLDER [PART OF A SCENE'S NAME ...]

FOLDER/windows holds one file a picture (panel-sitting-dark-ar-200.png), and FOLDER one sheet a scene and size
of type (windows-panel-sitting-100.png): a row a language, a column a palette. A language with no catalogue is
left out, but for Arabic, which then is English read from the right. Scenes that differ little from another
one of their window are in English alone. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

SCREEN = {"name": "gallery", "x": 0, "y": 0, "width": 1920, "height": 1200}
LANGUAGES = ("en", "de", "es", "ar")
TYPES = (100, 200)
LABEL_PX, GAP_PX = 26, 12
LARGEST_PX = 640
"""On a sheet a picture is no wider."""


def offscreen(folder: Path) -> None:
    """Have Qt paint on a screen of a usual size that nobody sees."""
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={file}")
    os.environ.setdefault("TZ", "Europe/Berlin")
    os.environ["XDG_CONFIG_HOME"] = str(folder / "user")


def photograph(target: Path, own: Path, wanted: list[str]) -> None:
    """Take all pictures, and lay out their sheets."""
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from scenes import SCENES

    from backbreak.core.settings import Settings
    from backbreak.windows.application import make_application

    application = make_application(Settings())
    usual = application.font()
    usual.setPointSizeF(10.0)
    (target / "windows").mkdir(parents=True, exist_ok=True)
    for name, percent in product(SCENES, TYPES):
        if wanted and not any(part in name for part in wanted):
            continue
        larger = application.font()
        larger.setPointSizeF(usual.pointSizeF() * percent / 100)
        QApplication.setFont(larger)
        images: dict[str, QImage] = {}
        for language, theme, image in pictures(name, own):
            label = f"{name}-{theme}-{language}-{percent}"
            images[label] = image
            image.save(str(target / "windows" / f"{label}.png"))
        sheet(images).save(str(target / f"windows-{name}-{percent}.png"))


def pictures(name: str, own: Path) -> Iterator[tuple[str, str, object]]:
    """One scene in every language and palette."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication
    from scenes import SCENES
    from scenes.stage import Stage, settle, strike

    from backbreak import words
    from backbreak.windows.locales import reading_direction
    from backbreak.windows.palettes import Theme

    scene = SCENES[name]
    for language in LANGUAGES if scene.audited else LANGUAGES[:1]:
        spoken = words.use(language)
        if spoken != language and language != "ar":
            continue
        mirrored = Qt.LayoutDirection.RightToLeft if language == "ar" else reading_direction()
        QApplication.setLayoutDirection(mirrored)
        for theme in Theme:
            with tempfile.TemporaryDirectory(dir=own) as home:
                stage = Stage(Path(home), theme)
                stage.dress()
                window = scene.show(stage)
                settle()
                yield language, theme.value, window.grab().toImage()
                strike(window)
    words.use("en")


def sheet(images: dict[str, object]) -> object:
    """Lay the pictures of a scene out, a row for each language."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QFont, QImage, QPainter

    from backbreak.windows.look import font, load_fonts
    from backbreak.windows.palettes import Theme

    shrunk = [
        image.scaledToWidth(min(LARGEST_PX, image.width()), Qt.TransformationMode.SmoothTransformation)
        for image in images.values()
        if isinstance(image, QImage)
    ]
    across = len(Theme)
    wide = max(image.width() for image in shrunk) + GAP_PX
    high = max(image.height() for image in shrunk) + GAP_PX + LABEL_PX
    rows = -(-len(shrunk) // across)
    whole = QImage(across * wide + GAP_PX, rows * high + GAP_PX, QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.gray)
    painter = QPainter(whole)
    painter.setFont(font(load_fonts(), 15, QFont.Weight.DemiBold))
    for nth, (name, image) in enumerate(zip(images, shrunk, strict=True)):
        down, along = divmod(nth, across)
        x, y = GAP_PX + along * wide, GAP_PX + down * high
        painter.drawText(QRectF(x, y, wide, LABEL_PX), Qt.AlignmentFlag.AlignVCenter, name)
        painter.drawImage(x, y + LABEL_PX, image)
    painter.end()
    return whole


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("windows.py: give a folder, e.g. windows.py /tmp/shots panel")
    with tempfile.TemporaryDirectory() as own:
        offscreen(Path(own))
        photograph(Path(sys.argv[1]), Path(own), sys.argv[2:])
