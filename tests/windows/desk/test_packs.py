"""A pack's exercises on the desk page, on the card and in the session, with the picture they bring along."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from storage.packs import EXAMPLE

from backbreak import words
from backbreak.core.settings import Look, Settings, Sound
from backbreak.storage.places import places_for
from backbreak.windows.alone import Home
from backbreak.windows.desk import wording
from backbreak.windows.desk.making import make_desk
from backbreak.windows.links.alone import AloneLink
from backbreak.windows.options import WindowOptions
from backbreak.windows.prompt.picture import picture_maker
from backbreak.windows.session.window import SessionWindow


class Marked(NullTranslations):
    """A language that is like English, with a mark before each message."""

    def gettext(self, message: str) -> str:
        return f"~{message}"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    places = places_for(tmp_path / "home")
    places.exercises_dir.mkdir(parents=True)
    (places.exercises_dir / "neck-and-hip.toml").write_text(EXAMPLE, encoding="utf-8")
    silent = Sound(cues=False, voice=False)
    return Home(places, Settings(look=Look(theme="light"), sound=silent))


def test_the_desk_offers_them_after_the_articles_and_names_no_number(qtbot: QtBot, home: Home) -> None:
    outlook = home.outlook(WindowOptions())
    assert [offer.exercise.id for offer in outlook.offers][6:9] == ["obliques", "neck-tilt", "hip-opener"]
    page = make_desk(home.settings, home.catalogue)
    qtbot.addWidget(page)
    page.resize(960, 700)
    page.show()
    page.show_outlook(outlook, "neck-tilt")
    said = wording.spoken(outlook.offer("neck-tilt"), outlook)
    assert said.startswith("Neck Tilt, 0 of 5 a side this round") and "article" not in said


def test_the_card_shows_the_packs_own_picture(qtbot: QtBot, home: Home) -> None:
    picture = picture_maker(home.catalogue, home.settings)("neck-tilt")
    assert picture is not None and picture.accessibleName() == "Neck Tilt"
    qtbot.addWidget(picture)


def test_the_session_is_played_with_the_packs_own_picture_and_logged(qtbot: QtBot, home: Home) -> None:
    home.places.ensure()
    alone = home.plan_alone(WindowOptions(exercise="neck-tilt", speed=400.0))
    assert alone.assignment.plan.units == 3
    window = SessionWindow(home.catalogue, home.settings, places=home.places)
    qtbot.addWidget(window)
    window.show()
    window.play(alone.assignment, AloneLink(alone.record))
    qtbot.waitUntil(lambda: bool(home.store.load()))
    (entry,) = home.store.load()
    assert (entry.exercise, entry.units, entry.outcome.value) == ("neck-tilt", 3, "completed")


def test_what_a_pack_says_is_not_translated(home: Home) -> None:
    words.speak(Marked(), "xx")
    try:
        catalogue = home.catalogue
    finally:
        words.speak(None)
    assert catalogue.get("pelvis-lift").name == "~Pelvis Lift"
    assert catalogue.get("neck-tilt").texts.steps[0] == "Let one ear sink towards the shoulder."
    assert "neck-and-hip/neck_tilt" in catalogue.poses
