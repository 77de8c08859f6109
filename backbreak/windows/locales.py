"""The language in use as Qt knows it: numbers, dates, direction of reading, the texts of Qt's dialogs."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from backbreak import words

_WORLD = "{language}_001"
"""A language as it is written where no country is meant: Arabic with western digits."""


def in_use() -> QLocale:
    """Give the locale of the language in use.

    Digits are 0 to 9 in every language, as everywhere else in the program: beside file names, commands and
    times, which have them anyway, a number in another script would be harder to read.
    """
    locale = QLocale(words.language())
    if locale.zeroDigit() == "0":
        return locale
    world = QLocale(_WORLD.format(language=words.language().partition("_")[0]))
    return world if world.zeroDigit() == "0" and world.language() == locale.language() else QLocale.c()


def reading_direction() -> Qt.LayoutDirection:
    """Give the direction of the language in use, which is not always the desktop's."""
    return QLocale(words.language()).textDirection()


def follow(application: QApplication) -> None:
    """Have Qt speak the language in use from now on: its dialogs, its numbers, its direction.

    The texts of Qt's own dialogs come with PySide6; where a distribution left them out they stay English.
    """
    QLocale.setDefault(in_use())
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    if words.language() != words.SOURCE_LANGUAGE:
        texts = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if texts.load(QLocale(words.language()), "qtbase", "_", folder):
            application.installTranslator(texts)
    application.setLayoutDirection(reading_direction())
