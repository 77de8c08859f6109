"""On a real desktop the tray and an open panel speak another language as soon as it is chosen."""

from __future__ import annotations

import gettext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from desktop.harness import Desktop, wait_until
from desktop.harness.tray import TrayItem
from desktop.test_panel import open_panel, shows, start_resident

from backbreak.storage.care import acknowledge
from backbreak.storage.places import places_for
from backbreak.words import DOMAIN, translations_folder


def in_language(language: str, text: str) -> str:
    """A sentence as the catalogue of a language has it, read by gettext itself."""
    return gettext.translation(DOMAIN, translations_folder(), [language]).gettext(text)


def speak(desktop: Desktop, language: str) -> None:
    """Write the language into the settings, as an editor does."""
    settings: Path = places_for(desktop.home).settings_file
    settings.write_text(f'[look]\nlanguage = "{language}"\n')


def has_row(item: TrayItem, words: str) -> bool:
    """Whether the tray's menu says it."""
    return words in [row.label for row in item.rows()]


def test_the_language_changes_under_an_open_panel_and_in_the_tray(desktop: Desktop) -> None:
    acknowledge(places_for(desktop.home), datetime(2026, 1, 5, tzinfo=UTC))
    start_resident(desktop)
    item = TrayItem(desktop.bus, wait_until(desktop.tray_items, "the icon is docked")[0])
    open_panel(desktop)
    wait_until(lambda: shows(desktop, "Start a break now"), "the panel speaks English")
    for language in ("de", "es", "ar", "en"):
        start, leave = "Start a break now", "Quit backbreak"
        if language != "en":
            start, leave = in_language(language, start), in_language(language, leave)
        speak(desktop, language)
        wait_until(partial(shows, desktop, start), f"the panel speaks {language}")
        wait_until(partial(has_row, item, leave), f"the tray speaks {language}")
