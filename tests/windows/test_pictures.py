"""A pack's pictures in the windows: instead of the figure, on paper, turned round, never worth a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot
from storage.packs import REPOSITORY
from storage.test_pictures import png

from backbreak.core.playback import Playback, advance
from backbreak.core.settings import Look, Settings, Sound
from backbreak.storage.packs import add_pack, check_file
from backbreak.storage.places import places_for
from backbreak.windows.alone import Home
from backbreak.windows.desk.making import make_desk
from backbreak.windows.links.alone import AloneLink
from backbreak.windows.look import palette_of
from backbreak.windows.options import WindowOptions
from backbreak.windows.palettes import Theme
from backbreak.windows.pictures import Album, Sheet, Shown
from backbreak.windows.prompt.picture import picture_maker
from backbreak.windows.session.window import SessionWindow

ALT = "Picture: The left arm reaches over the head, the trunk leans to the right"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """One with the documents' pack of pictures."""
    places = places_for(tmp_path / "home")
    places.ensure()
    add_pack(check_file(REPOSITORY / "docs" / "packs" / "shoulders.toml", places), places)
    return Home(places, Settings(look=Look(theme="light"), sound=Sound(cues=False, voice=False)))


def painted(shown: Shown, theme: Theme = Theme.LIGHT, badge: QRectF | None = None) -> QImage:
    """A picture as it is seen on a card of 320 by 200 pixels."""
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(palette_of(theme).card)
    painter = QPainter(image)
    Sheet(palette_of(theme)).paint(painter, QRectF(0, 0, 320, 200), shown, 1.0, badge or QRectF())
    painter.end()
    return image


def dark(image: QImage) -> list[tuple[int, int]]:
    """Where its hair is."""
    places = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return [(x, y) for x, y in places if image.pixelColor(x, y).name() == "#5b4033"]


def test_each_side_has_the_picture_turned_its_way(qtbot: QtBot, home: Home) -> None:
    album = Album(home.catalogue.get("side-reach"))
    right, left = album.at("hold", "right"), album.at("hold", "left")
    assert (right.mirrored, left.mirrored) == (False, True)
    assert album.at("hold", "right") is right
    there = dark(painted(right))
    assert len(there) > 40 and min(x for x, _y in there) > 160
    turned = [(318 - x, y) for x, y in dark(painted(left))]
    assert len(set(there) & set(turned)) > 0.9 * len(there)


@pytest.mark.parametrize("theme", list(Theme))
def test_the_paper_is_light_in_every_theme(qtbot: QtBot, home: Home, theme: Theme) -> None:
    image = painted(Album(home.catalogue.get("side-reach")).at("prepare", None), theme)
    assert image.pixelColor(110, 100).lightness() > 220
    assert image.pixelColor(2, 100) == palette_of(theme).card


def test_the_picture_makes_room_for_a_badge_in_a_corner(qtbot: QtBot, home: Home) -> None:
    shown = Album(home.catalogue.get("side-reach")).at("prepare", None)
    middle, moved = dark(painted(shown)), dark(painted(shown, badge=QRectF(8, 8, 84, 20)))
    by = moved[0][0] - middle[0][0]
    assert 0 < by < 50 and len(middle) == pytest.approx(len(moved), rel=0.1)
    assert dark(painted(shown, badge=QRectF(8, 8, 250, 20))) == middle


def test_a_session_shows_them_and_says_what_they_show(qtbot: QtBot, home: Home) -> None:
    alone = home.plan_alone(WindowOptions(exercise="side-reach", speed=200.0))
    window = SessionWindow(home.catalogue, home.settings, places=home.places)
    qtbot.addWidget(window)
    window.show()
    window.play(alone.assignment, AloneLink(alone.record))
    figure = window.page.figure
    seen = {figure.accessibleName()}
    qtbot.waitUntil(lambda: seen.add(figure.accessibleName()) or bool(home.store.load()))
    assert ALT in seen and all(name.startswith("Picture: ") for name in seen), seen
    (entry,) = home.store.load()
    assert (entry.exercise, entry.units, entry.outcome.value) == ("side-reach", 4, "completed")


def test_a_picture_that_is_gone_or_broken_costs_nothing_but_itself(
    qtbot: QtBot, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(home.places.exercises_dir / "shoulders")
    plan = home.plan_alone(WindowOptions(exercise="side-reach", speed=200.0)).assignment.plan
    album = Album(home.catalogue.get("side-reach"))
    for second in range(int(plan.seconds)):
        shown = album.picture(advance(Playback(plan), second)[0])
        assert shown.drawing is None
    assert painted(shown) == painted(Shown(None, True, ""))
    assert [record.message for record in caplog.records] == [
        f"side-reach: shoulders/{name}.svg cannot be read: No such file or directory; its words stand alone"
        for name in ("standing", "reaching")
    ]
    assert picture_maker(home.catalogue, home.settings)("side-reach") is None


def test_the_desk_and_the_card_show_them_too_and_a_png_as_well(qtbot: QtBot, home: Home) -> None:
    (home.places.exercises_dir / "shoulders" / "reaching.svg").write_bytes(png(200, 100))
    page = make_desk(home.settings, home.catalogue)
    qtbot.addWidget(page)
    page.resize(960, 700)
    page.show()
    page.show_outlook(home.outlook(WindowOptions()), "side-reach")
    assert page.film.accessibleName() == ALT
    page.film.freeze(4.0)
    assert page.film.grab().toImage().pixelColor(page.film.rect().center()).name() == "#808080"
    picture = picture_maker(home.catalogue, home.settings)("side-reach")
    assert picture is not None and picture.accessibleName() == "Side Reach"
    qtbot.addWidget(picture)
    page.show_outlook(home.outlook(WindowOptions()), "lumbar")
    assert page.film.accessibleName().startswith("Figure: ")
