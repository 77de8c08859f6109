"""The film on the desk page: it ends as it begins, and shows every way of moving."""

from __future__ import annotations

import pytest

from backbreak.core.catalogue import Catalogue
from backbreak.core.figure import Poses
from backbreak.storage.catalogue import load_catalogue
from backbreak.windows.desk.preview import loop

IDS = load_catalogue().ids


@pytest.mark.parametrize("exercise_id", IDS)
def test_the_loop_closes_without_a_jump(poses: Poses, catalogue: Catalogue, exercise_id: str) -> None:
    film = loop(poses, catalogue.get(exercise_id), None, reduced=False)
    begin, end = film.at(0.0), film.at(film.seconds - 1e-6)
    assert begin.camera == pytest.approx(end.camera)
    first, last = begin.picture.skeleton.points(), end.picture.skeleton.points()
    for name, point in first.items():
        assert last[name] == pytest.approx(point, abs=1e-3), name


@pytest.mark.parametrize("exercise_id", IDS)
def test_it_moves_and_shows_where_to(poses: Poses, catalogue: Catalogue, exercise_id: str) -> None:
    film = loop(poses, catalogue.get(exercise_id), None, reduced=False)
    frames = [film.at(at * film.seconds / 60) for at in range(60)]
    assert len({str(frame.picture.skeleton.points()) for frame in frames}) > 20
    assert any(frame.arrows for frame in frames) or exercise_id == "stand-and-stretch"


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_grouped_exercise_is_shown_on_the_side_that_begins(
    poses: Poses, catalogue: Catalogue, side: str
) -> None:
    frame = loop(poses, catalogue.get("hip-flex"), side, reduced=False).at(3.0)  # type: ignore[arg-type]
    assert frame.picture.mirrored is (side == "left")


def test_less_movement_is_key_poses(poses: Poses, catalogue: Catalogue) -> None:
    film = loop(poses, catalogue.get("pelvis-lift"), None, reduced=True)
    poses_seen = {str(film.at(at / 50).picture.skeleton.points()) for at in range(round(film.seconds * 50))}
    assert len(poses_seen) <= 3
