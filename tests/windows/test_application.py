"""What every window program sets up: here, which way its windows are read."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from PySide6.QtCore import Qt

from backbreak import words
from backbreak.windows.appearance import reading_direction


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.speak(None)


@pytest.mark.parametrize("language", ["ar", "he", "fa_IR", "ur"])
def test_windows_in_a_language_written_from_the_right_are_read_from_there(language: str) -> None:
    words.speak(NullTranslations(), language)
    assert reading_direction() is Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("language", ["en", "de_AT", "ja", "xx"])
def test_the_others_are_read_from_the_left(language: str) -> None:
    words.speak(NullTranslations(), language)
    assert reading_direction() is Qt.LayoutDirection.LeftToRight
