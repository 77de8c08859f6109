"""The language is chosen while the resident runs: what it says from then on is said in that one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from resident.running import Resident, prepared, running, wait_for
from words.test_words import compile_catalogue

MARKED = (
    "Next break at %(until)s", "Sitting since %(time)s", "Start a break now", "Stand and stretch, %(time)s",
    "%(seconds)d s", "Quit backbreak", "Time to stand up", "Snooze %(time)s", "%(minutes)d min",
    "start: a session is going on: finish or stop that one first", "%(key)s must be a number",
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return prepared(tmp_path / "home")


@pytest.fixture
def catalogues(tmp_path: Path) -> str:
    """Two languages as somebody would try out their own: one in brackets, and Arabic in a few words."""
    folder = tmp_path / "translations"
    compile_catalogue(folder, "xx", {text: f"⟦{text}⟧" for text in MARKED})
    compile_catalogue(folder, "ar", {"Sitting since %(time)s": "جلوس منذ %(time)s"})
    return str(folder)


def speaks(resident: Resident, language: str) -> None:
    """Somebody writes it into the settings."""
    resident.places.settings_file.write_text(f'[look]\nlanguage = "{language}"\n')


def menu(resident: Resident) -> dict[str, str]:
    """The rows of the tray's menu by their names, and the tooltip."""
    with resident.door() as door:
        view: dict[str, Any] = door.request("tray-attach")
    return {**{row["id"]: row["label"] for row in view["rows"]}, "tooltip": view["text"]}


def test_tray_tooltip_status_and_refusals_follow_at_once_and_back_again(home: Path, catalogues: str) -> None:
    with running(home, BACKBREAK_TRANSLATIONS=catalogues) as resident:
        english = menu(resident)
        assert english["quit"] == "Quit backbreak"
        speaks(resident, "xx")
        wait_for(lambda: menu(resident)["quit"] == "⟦Quit backbreak⟧", "the menu in the other language")
        now = menu(resident)
        assert now["since"].startswith("⟦Sitting since ") and now["stretch"].endswith("⟦30 s⟧⟧")
        assert now["status"].startswith("⟦Next break at ") and now["tooltip"].startswith("⟦Next break at ")
        assert resident.ask("status")["reason"]["text"].startswith("⟦Next break at ")
        speaks(resident, "en")
        wait_for(lambda: menu(resident) == english, "English again")


def test_in_a_language_written_from_the_right_a_time_stays_in_its_place(home: Path, catalogues: str) -> None:
    with running(home, BACKBREAK_TRANSLATIONS=catalogues) as resident:
        speaks(resident, "ar")
        wait_for(lambda: menu(resident)["since"].startswith("جلوس منذ \u2068"), "Arabic")
        assert menu(resident)["since"].endswith("\u2069")
