"""In German, Spanish and Arabic nothing is cut off or covered in any window; Arabic reads from the right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from scenes import SCENES
from scenes.stage import Stage, settle, strike
from windows import painted

from backbreak import words
from backbreak.windows import locales, roles
from backbreak.windows.look import load_fonts
from backbreak.windows.palettes import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support")

LANGUAGES = ("de", "es", "ar")
SHOWN = (
    "session-hold", "session-end", "session-hurts", "desk", "panel-prompting", "panel-why", "history-day",
    "settings", "welcome", "prompt-first", "care", "failure",
)  # fmt: skip
"""Every window, in the states that say most."""
OVERHANG_PX = 4
"""Joined letters hang over the box that a word is measured by."""


@pytest.fixture(scope="module", autouse=True)
def usual_type(qapp: QApplication) -> Iterator[None]:
    """Our roles and our font, as every window's program has them."""
    roles.install()
    before, font = qapp.font(), qapp.font()
    font.setFamily(load_fonts())
    font.setPointSizeF(10.0)
    qapp.setFont(font)
    yield
    qapp.setFont(before)
    words.use("en")
    locales.follow(qapp)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_nothing_is_cut_or_covered(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, name: str, language: str, tmp_path: Path
) -> None:
    if language == "ar":
        monkeypatch.setattr(painted, "_SLACK_PX", OVERHANG_PX)
    assert words.use(language) == language
    locales.follow(qapp)
    stage = Stage(tmp_path, Theme.LIGHT)
    stage.dress()
    window = SCENES[name].show(stage)
    settle()
    try:
        assert (window.layoutDirection() is Qt.LayoutDirection.RightToLeft) is (language == "ar")
        told = painted.words_of(window)
        assert len(told) >= 3
        assert painted.cut(told) == []
        assert painted.covered(told) == []
    finally:
        strike(window)
