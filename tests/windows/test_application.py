"""What every window program sets up: here, which way its windows are read, and how Qt writes in them."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication

from backbreak import words
from backbreak.windows import locales
from backbreak.windows.locales import reading_direction


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    words.speak(None)
    locales.follow(qapp)


@pytest.mark.parametrize("language", ["ar", "he", "fa_IR", "ur"])
def test_windows_in_a_language_written_from_the_right_are_read_from_there(language: str) -> None:
    words.speak(NullTranslations(), language)
    assert reading_direction() is Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("language", ["en", "de_AT", "ja", "xx"])
def test_the_others_are_read_from_the_left(language: str) -> None:
    words.speak(NullTranslations(), language)
    assert reading_direction() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("en", "2.5", "Saturday"), ("de", "2,5", "Samstag"), ("es", "2,5", "sábado"), ("ar", "2.5", "السبت")],
)
def test_numbers_and_days_are_written_as_in_the_language_and_always_with_western_digits(
    qapp: QApplication, language: str, number: str, day: str
) -> None:
    words.speak(NullTranslations(), language)
    locales.follow(qapp)
    assert QLocale().toString(2.5) == number
    assert QLocale().toString(QDate(2026, 11, 28), "dddd d") == f"{day} 28"


def test_the_buttons_of_qts_own_dialogs_speak_the_language_too_and_english_again(qapp: QApplication) -> None:
    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    for language, told in (("de", "Abbrechen"), ("ar", "ألغِ"), ("es", "Cancelar")):
        words.speak(NullTranslations(), language)
        locales.follow(qapp)
        assert cancel() == told
    words.speak(None)
    locales.follow(qapp)
    assert cancel() == "Cancel"
