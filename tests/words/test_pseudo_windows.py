"""Every window in a language whose every sentence is in brackets: names, keys and numbers are outside."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from scenes import SCENES
from scenes.stage import Stage, settle
from words.pseudo import NAME, words_outside, write_catalogue

from backbreak import words
from backbreak.core.settings import FIELDS
from backbreak.windows.palettes import Theme

KEPT = re.compile(
    "|".join(
        [
            r"\bbackbreak\b",
            r"/\S+|\S+\.(toml|jsonl|log)\b",  # files
            r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)([a-z]*day)?\b",  # days and months, which Qt knows
            r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b",
            r"^[^⟦]*⟧$|^⟦[^⟧]*$|^sound$",  # one half around a number that is edited; what is looked for
            r"English|Deutsch|[Ee]spañol|العربية",  # languages, each by its own name
            r"(Paused since|A call:) [^⟦\n]*",  # what the scene's resident says, which speaks for itself
            *(rf"{field.section}\W*\.\W*{field.key}" for field in FIELDS),
        ]
    )
)
_TAGS = re.compile(r"</?[a-z][^>]*>")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory, template: Any) -> GNUTranslations:
    """The language in brackets."""
    folder = write_catalogue(tmp_path_factory.mktemp("pseudo"), template)
    with (folder / NAME / "LC_MESSAGES" / "backbreak.mo").open("rb") as file:
        return GNUTranslations(file)


@pytest.fixture(autouse=True)
def brackets(qapp: QApplication, catalogue: GNUTranslations) -> Iterator[None]:
    palette, font = qapp.palette(), qapp.font()
    words.speak(catalogue, NAME)
    yield
    words.speak(None)
    qapp.setPalette(palette)
    qapp.setFont(font)


def told(thing: QAccessibleInterface) -> Iterator[str]:
    """All that a screen reader says of a thing and what is in it."""
    text = QAccessible.Text
    for kind in (text.Name, text.Description, text.Value, text.Help):
        yield thing.text(kind)
    for at in range(thing.childCount()):
        if (child := thing.child(at)) is not None and child.isValid():
            yield from told(child)


def texts_of(window: QWidget) -> set[str]:
    """All that a window tells to eyes and ears, the hidden parts too."""
    found = {window.windowTitle()}
    for widget in (window, *window.findChildren(QWidget)):
        found |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        for name in ("text", "title", "placeholderText", "prefix", "suffix", "specialValueText"):
            value = widget.property(name)
            found |= {value} if isinstance(value, str) else set()
    top = QAccessible.queryAccessibleInterface(window)
    assert top is not None
    return found | set(told(top))


LONG = {"history-months", "history-months-list"}
"""What has no sentence that a day of history has not."""
SHOWN = [
    name for name, scene in SCENES.items() if (scene.audited and name not in LONG) or name == "history-day"
]


@pytest.mark.parametrize("name", SHOWN)
def test_everything_a_window_says_is_translated(name: str, tmp_path: Path) -> None:
    window = SCENES[name].show(Stage(tmp_path, Theme.LIGHT))
    settle()
    said = {_TAGS.sub("", text) for text in texts_of(window)}
    left = {text: outside for text in said if (outside := words_outside(text, KEPT))}
    window.close()
    window.deleteLater()
    settle()
    assert not left
