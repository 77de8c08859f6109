"""Photographs the prompt's card: every state, theme, direction and scale.

    python tests/gallery/prompt_shots.py FOLDER

One file a picture (prompt-snoozed-dark-ltr-100.png). Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from backbreak.core.settings import Look, Settings
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.look import load_fonts, palette_of, qt_palette
from backbreak.windows.palettes import Theme
from backbreak.windows.prompt import offer
from backbreak.windows.prompt.card import PromptCard
from backbreak.windows.prompt.picture import picture_maker

FIRST = offer.Prompt(
    sitting=timedelta(minutes=120),
    snoozes=0,
    start_label="Start",
    snooze_label="Snooze 10 min",
    stretch_label="Stand and stretch, 30 s",
    skip_label="Skip: next at 16:40",
    silent=False,
)
STATES = {
    "first": FIRST,
    "snoozed": replace(FIRST, sitting=timedelta(minutes=160), snoozes=3),
    "used-up": replace(FIRST, sitting=timedelta(minutes=160), snoozes=3, snooze_label=""),
}
PLAN = {"exercise": "pelvis-lift", "seconds": 118.0}


def photograph(prompt: offer.Prompt, theme: Theme, scale: int) -> QImage:
    """The card with that prompt, ready to be answered."""
    catalogue = load_catalogue()
    card = PromptCard(prompt, wait_ms=0)
    found = offer.suggestion(PLAN, catalogue)
    assert found is not None
    picture = picture_maker(catalogue, Settings(look=Look(theme=theme.value)))(found.exercise)
    card.suggest(found, picture)
    card.appear()
    card._waited(1.0)
    QApplication.processEvents()
    image = QImage(card.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.gray)
    card.render(image)
    card.hide()
    card.deleteLater()
    return image


def main(folder: Path) -> None:
    """Write all pictures."""
    application = QApplication.instance() or QApplication(["backbreak"])
    assert isinstance(application, QApplication)
    font = application.font()
    font.setFamily(load_fonts())
    application.setFont(font)
    application.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    directions = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}
    for theme in (Theme.LIGHT, Theme.DARK):
        application.setPalette(qt_palette(palette_of(theme)))
        for direction, layout in directions.items():
            application.setLayoutDirection(layout)
            for state, prompt in STATES.items():
                for scale in (1, 2):
                    name = f"prompt-{state}-{theme.value}-{direction}-{scale}00.png"
                    photograph(prompt, theme, scale).save(str(folder / name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
