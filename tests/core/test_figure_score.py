"""The choreography: what every phase shows, and that the figure never jumps on its way through a session."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass
from math import dist
from pathlib import Path

import pytest

from backbreak.core.figure import EASIER, Act, FigureFrame, Picture, Score, choreograph, figure_at, parse
from backbreak.core.figure.beats import resting_at

POSES = parse(
    tomllib.loads((Path(__file__).parents[2] / "resources" / "poses.toml").read_text(encoding="utf-8"))
)
FPS = 60


@dataclass(frozen=True)
class Cue:
    start_s: float
    end_s: float
    phase: str
    side: str | None = None
    exercise: str | None = None


def cues(*lengths: tuple[str, float, str | None] | tuple[str, float, str | None, str]) -> list[Cue]:
    laid_out: list[Cue] = []
    at = 0.0
    for phase, length, side, *rest in lengths:
        laid_out.append(Cue(at, at + length, phase, side, rest[0] if rest else None))
        at += length
    return laid_out


def rep(side: str | None, lift: float = 2, hold: float = 4) -> list[tuple[str, float, str | None]]:
    return [("lift", lift, side), ("hold", hold, side), ("lower", lift, side), ("settle", 1, side)]


def stretches(phase: str = "finish") -> list[tuple[str, float, str | None, str]]:
    return [(phase, 6, None, "stand-and-stretch")] * 3


ALTERNATE = [("prepare", 10, None), *rep("right"), *rep("left"), ("finish", 4, None), *stretches()]
GROUPED = [
    ("prepare", 10, None),
    *rep("left"),
    ("change", 6, None),
    *rep("right"),
    ("finish", 4, None),
    *stretches(),
]
PLAIN = [("prepare", 10, None), *rep(None), ("rest", 10, None), *rep(None), ("finish", 4, None), *stretches()]
STRETCH = [
    ("prepare", 8, None),
    ("hold", 9, None),
    ("hold", 9, "right"),
    ("hold", 9, "left"),
    ("finish", 5, None),
]
SESSIONS = {
    "bird_dog": ALTERNATE,
    "prone_opposite": ALTERNATE,
    "leg_lift": GROUPED,
    "bridge": PLAIN,
    "lunge": GROUPED,
    "trunk_lift": PLAIN,
    "side_raise": GROUPED,
    "stand_stretch": STRETCH,
}


def score_of(pose_id: str, **options: object) -> Score:
    return choreograph(POSES, cues(*SESSIONS[pose_id]), pose_id, **options)  # type: ignore[arg-type]


def drawn(picture: Picture) -> dict[str, tuple[float, float]]:
    """Where each joint is seen, after the painter's flip; a mirrored right hand is seen as the left one."""
    if not picture.mirrored:
        return picture.skeleton.points()
    swap = {"near": "far", "far": "near"}
    seen = {}
    for name, (x, y) in picture.skeleton.points().items():
        limb, _, part = name.partition(".")
        kind, _, which = limb.partition("_")
        seen[f"{kind}_{swap[which]}.{part}" if part else name] = (-x, y)
    return seen


def jump(a: FigureFrame, b: FigureFrame) -> float:
    """How far anything seen moves from one frame to the next, in body heights."""
    pairs = [(a.picture, b.picture)]
    if (a.leaving is None) != (b.leaving is None):
        # A fade begins on the picture that was there and ends on the one that stays.
        pairs = [(a.picture, b.leaving)] if b.leaving is not None else [(a.picture, b.picture)]
    worst = max(abs(x - y) for x, y in zip(a.camera, b.camera, strict=True))
    for one, other in pairs:
        seen, then = drawn(one), drawn(other)
        worst = max(worst, max(dist(seen[name], then[name]) for name in seen))
    return worst


@pytest.mark.parametrize("pose_id", SESSIONS)
def test_nothing_jumps_from_one_frame_to_the_next(pose_id: str) -> None:
    score = score_of(pose_id)
    end = score.beats[-1].end_s
    frames = [figure_at(score, i / FPS) for i in range(int(end * FPS) + 2)]
    for index, (a, b) in enumerate(itertools.pairwise(frames)):
        # A fingertip travels 1.2 heights in 2 s at most; with the cosine's peak speed that is 0.016 a frame.
        assert jump(a, b) < 0.035, f"{pose_id} at {index / FPS:.2f} s"


@pytest.mark.parametrize("pose_id", SESSIONS)
def test_colours_and_arrows_come_and_go_softly(pose_id: str) -> None:
    score = score_of(pose_id)
    frames = [figure_at(score, i / FPS) for i in range(int(score.beats[-1].end_s * FPS))]
    for a, b in itertools.pairwise(frames):
        assert abs(a.arrows_strength - b.arrows_strength) < 0.1
        assert abs(a.arrived - b.arrived) < 0.1 or {a.arrived, b.arrived} <= {0.0, 1.0}
        if a.leaving is None and b.leaving is None:
            for limb in {*a.picture.glow, *b.picture.glow}:
                assert abs(a.picture.glow.get(limb, 0.0) - b.picture.glow.get(limb, 0.0)) < 0.35


@pytest.mark.parametrize("pose_id", SESSIONS)
def test_the_beats_cover_the_whole_session_without_gaps(pose_id: str) -> None:
    score = score_of(pose_id)
    assert score.beats[0].start_s == 0.0
    assert score.beats[-1].end_s == cues(*SESSIONS[pose_id])[-1].end_s
    for a, b in itertools.pairwise(score.beats):
        assert a.end_s == b.start_s and a.end_s > a.start_s


def test_each_phase_shows_its_part_of_the_movement() -> None:
    score = score_of("bridge")
    height = {
        second: figure_at(score, second).picture.skeleton.pelvis[1] for second in (0, 10, 12, 15, 18, 18.5)
    }
    assert height[0] == height[10] == pytest.approx(0.066)
    assert height[12] == height[15] == pytest.approx(0.192)
    assert height[18] == height[18.5] == pytest.approx(0.066)


def test_prepare_previews_both_sides_of_alternating_reps_with_arrows() -> None:
    score = score_of("bird_dog")
    seen = {limb for i in range(600) for limb in figure_at(score, i / FPS).picture.glow}
    assert len(seen) == 4
    assert any(figure_at(score, i / FPS).arrows for i in range(600))
    assert not figure_at(score, 15).arrows


@pytest.mark.parametrize("pose_id", ["leg_lift", "lunge", "side_raise"])
def test_the_left_side_of_grouped_reps_is_mirrored_and_the_change_fades(pose_id: str) -> None:
    score = score_of(pose_id)
    assert figure_at(score, 13).picture.mirrored
    change = figure_at(score, 22)
    assert change.leaving is not None and change.leaving.mirrored and not change.picture.mirrored
    assert not figure_at(score, 28).picture.mirrored


def test_the_leg_goes_up_before_the_hands_take_it() -> None:
    score = score_of("leg_lift")
    middle = figure_at(score, 11).picture.skeleton
    assert middle.joint("leg_near.tip")[1] > 0.4 and middle.joint("arm_near.tip")[1] < 0.1
    held = figure_at(score, 13).picture.skeleton
    assert dist(held.joint("arm_near.end"), held.joint("leg_near.mid")) < 0.13


def test_the_end_is_standing_and_the_stretches_follow() -> None:
    score = score_of("bird_dog")
    plan = cues(*ALTERNATE)
    finish = next(cue for cue in plan if cue.phase == "finish")
    assert figure_at(score, finish.end_s).picture.skeleton.head[1] > 0.85
    leans = [figure_at(score, cue.end_s - 3).picture for cue in plan[-3:]]
    assert (
        leans[0].skeleton.joint("arm_near.tip")[1] > 1.1 and leans[0].skeleton.joint("arm_far.tip")[1] > 1.1
    )
    assert not leans[1].mirrored and leans[2].mirrored and leans[1].skeleton == leans[2].skeleton


def test_a_hold_breathes_by_less_than_half_a_degree() -> None:
    score = score_of("bridge")
    chests = [figure_at(score, 12 + i / FPS).picture.skeleton.chest_deg for i in range(4 * FPS + 1)]
    assert 0.3 < max(chests) - 205 < 0.401 and chests[0] == chests[-1] == 205


def test_easier_stops_short_and_reduced_motion_shows_key_poses_only() -> None:
    easier = figure_at(score_of("trunk_lift", amplitude=EASIER), 13).picture.skeleton.chest_deg
    assert easier == pytest.approx(-1 + EASIER * 32, abs=0.5)
    reduced = score_of("trunk_lift", reduced=True)
    poses = {figure_at(reduced, i / FPS).picture.skeleton.chest_deg for i in range(30 * FPS)}
    assert poses == {-1.0, 31.0}


@pytest.mark.parametrize("pose_id", sorted(SESSIONS))
def test_with_reduced_motion_a_key_pose_fades_into_the_next_in_a_quarter_of_a_second(
    pose_id: str,
) -> None:
    score = score_of(pose_id, reduced=True)
    for beat in score.beats:
        length_s = beat.end_s - beat.start_s
        begins, over = figure_at(score, beat.start_s), figure_at(score, beat.start_s + min(0.26, length_s))
        if beat.before != beat.after:
            assert begins.leaving == score.stills[beat.before] and begins.arrived == 0.0
        if length_s > 0.26:
            assert over.leaving is None and over.picture == score.stills[beat.after]


@pytest.mark.parametrize("pose_id", sorted(SESSIONS))
def test_a_figure_that_rests_is_the_very_same_picture(pose_id: str) -> None:
    score = score_of(pose_id)
    resting = [beat for beat in score.beats if beat.act is Act.STAY and not beat.breath]
    assert resting
    for beat in resting:
        middle_s = (beat.start_s + beat.end_s) / 2
        assert figure_at(score, middle_s).picture is figure_at(score, middle_s + 0.01).picture


@pytest.mark.parametrize("pose_id", sorted(SESSIONS))
def test_what_a_resting_frame_depends_on_tells_frames_apart(pose_id: str) -> None:
    score = score_of(pose_id)
    seen: dict[tuple[int, int], FigureFrame] = {}
    for i in range(int(score.beats[-1].end_s * FPS)):
        rest, frame = resting_at(score, i / FPS), figure_at(score, i / FPS)
        if rest is not None:
            assert seen.setdefault(rest, frame) == frame
    assert len(seen) > 10
    assert len({frame.picture.skeleton.chest_deg for frame in seen.values()}) > 10, "it breathes"


def test_a_figure_that_moves_or_fades_does_not_rest() -> None:
    score = score_of("trunk_lift")
    moving = [beat for beat in score.beats if beat.act is not Act.STAY]
    assert {beat.act for beat in moving} == {Act.MOVE, Act.FADE}
    assert all(resting_at(score, (beat.start_s + beat.end_s) / 2) is None for beat in moving)


def test_a_moment_before_the_start_or_after_the_end_shows_the_nearest_frame() -> None:
    score = score_of("lunge")
    assert figure_at(score, -5) == figure_at(score, 0)
    assert figure_at(score, 1e6) == figure_at(score, score.beats[-1].end_s)
