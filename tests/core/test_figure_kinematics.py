"""The figure's body: bones keep their length, hands and feet their place, nothing goes through the floor."""

from __future__ import annotations

import copy
import tomllib
from math import dist
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.core.figure import PoseError, Poses, Skeleton, Stance, View, parse, still
from backbreak.core.figure.kinematics import bend_to, ease, reach, skeleton, turn
from backbreak.core.figure.picture import picture_of, pose_of

DOCUMENT = tomllib.loads((Path(__file__).parents[2] / "resources" / "poses.toml").read_text(encoding="utf-8"))
POSES = parse(DOCUMENT)
STEPS = 21


TRANSITIONS = [(pose_id, path) for pose_id, pose_set in POSES.sets.items() for path in pose_set.paths]


def film(pose_id: str, path: str) -> list[Skeleton]:
    """21 steps of every transition of a path."""
    steps = (len(POSES.of(pose_id).paths[path]) - 1) * (STEPS - 1)
    return [picture_of(POSES, Stance(pose_id, path, i / steps, False)).skeleton for i in range(steps + 1)]


@pytest.mark.parametrize(("pose_id", "path"), TRANSITIONS)
def test_no_joint_goes_below_the_floor(pose_id: str, path: str) -> None:
    for step, shape in enumerate(film(pose_id, path)):
        for joint, (_, y) in shape.points().items():
            assert y > -0.012, f"{pose_id} {path}: {joint} at {y:.3f} in step {step}"


@pytest.mark.parametrize(("pose_id", "path"), TRANSITIONS)
def test_pinned_hands_and_feet_do_not_slide(pose_id: str, path: str) -> None:
    pose_set = POSES.of(pose_id)
    shapes = film(pose_id, path)
    keys = pose_set.paths[path]
    for index, key in enumerate(keys[1:]):
        steps = shapes[index * (STEPS - 1) : (index + 1) * (STEPS - 1) + 1]
        for pin in pose_set.keys[key].pins:
            for shape in steps:
                assert dist(shape.limbs[pin.limb].end, pin.at) < 0.004, f"{pose_id} {key} {pin.limb}"


@pytest.mark.parametrize(("pose_id", "path"), TRANSITIONS)
def test_bones_keep_their_length(pose_id: str, path: str) -> None:
    bones = POSES.bones
    for shape in film(pose_id, path):
        assert dist(shape.pelvis, shape.waist) == pytest.approx(bones.lumbar)
        assert dist(shape.waist, shape.neck) == pytest.approx(bones.chest)
        assert dist(shape.neck, shape.head) == pytest.approx(bones.neck)
        for name, limb in shape.limbs.items():
            upper, lower = (bones.upper_arm, bones.forearm) if name.is_arm else (bones.thigh, bones.shank)
            assert dist(limb.root, limb.mid) == pytest.approx(upper)
            assert dist(limb.mid, limb.end) == pytest.approx(lower, abs=2e-5)


@pytest.mark.parametrize(("pose_id", "path"), TRANSITIONS)
def test_the_authored_keys_agree_with_their_pins(pose_id: str, path: str) -> None:
    """A key's own angles put a pinned hand or foot where its pin holds it: nothing snaps at the key."""
    pose_set = POSES.of(pose_id)
    for key in pose_set.paths[path]:
        authored = skeleton(pose_set.keys[key].pose, POSES.bones, pose_set.view)
        for pin in pose_set.keys[key].pins:
            assert dist(authored.limbs[pin.limb].end, pin.at) < 0.004, f"{pose_id} {key} {pin.limb}"


@given(
    st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    st.floats(0.05, 0.48),
    st.floats(-180, 180),
    st.sampled_from([1, -1]),
)
def test_two_bones_reach_whatever_is_in_reach(
    root: tuple[float, float], distance: float, heading: float, bend: int
) -> None:
    target = reach(root, heading, distance)
    first, second = bend_to(root, target, 0.245, 0.240, bend)
    assert dist(reach(reach(root, first, 0.245), second, 0.240), target) < 1e-6


@given(st.floats(-720, 720), st.floats(-720, 720), st.floats(0, 1))
def test_a_turn_takes_the_shorter_arc(a: float, b: float, share: float) -> None:
    assert abs(turn(a, b, share) - a) <= 180.0 + 1e-9
    assert (turn(a, b, 1.0) - b) % 360.0 == pytest.approx(0.0, abs=1e-6) or (
        turn(a, b, 1.0) - b
    ) % 360.0 == pytest.approx(360.0, abs=1e-6)


def test_easing_starts_and_ends_softly() -> None:
    assert (ease(0), ease(0.5), ease(1)) == pytest.approx((0, 0.5, 1))
    assert ease(0.01) < 0.001 and 1 - ease(0.99) < 0.001
    assert (ease(-1), ease(2)) == (0, 1)


def test_an_easier_repetition_stops_on_the_way() -> None:
    whole, start = (pose_of(POSES, Stance("trunk_lift", "both", along, False)) for along in (1.0, 0.0))
    easier = pose_of(POSES, Stance("trunk_lift", "both", 0.6, False))
    assert easier.chest == pytest.approx(start.chest + 0.6 * (whole.chest - start.chest))


def test_the_left_side_is_the_mirrored_picture_of_the_right_one() -> None:
    right, left = still(POSES, "side_raise"), still(POSES, "side_raise", mirrored=True)
    assert not right.picture.mirrored and left.picture.mirrored
    assert right.picture.skeleton == left.picture.skeleton  # the painter flips, never the data
    assert left.camera[0] == -right.camera[2] and left.camera[2] == -right.camera[0]
    assert left.arrows[0] == tuple((-x, y) for x, y in right.arrows[0])


def test_lying_on_the_right_the_right_arm_is_below() -> None:
    shape = still(POSES, "side_raise", along=0.0).picture.skeleton
    assert shape.joint("arm_near.root")[1] < shape.joint("arm_far.root")[1]


def test_alternating_sides_lift_an_arm_and_the_opposite_leg() -> None:
    for pose_id in ("bird_dog", "prone_opposite"):
        for path, arm, leg in (("right", "arm_near", "leg_far"), ("left", "arm_far", "leg_near")):
            before, after = (still(POSES, pose_id, path, along).picture for along in (0.0, 1.0))
            assert set(after.glow) == {arm, leg}
            for limb in (arm, leg):
                lifted = after.skeleton.joint(f"{limb}.tip")[1] - before.skeleton.joint(f"{limb}.tip")[1]
                assert lifted > 0.1, f"{pose_id} {path} {limb}"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("bones", "thigh"), "long", ["bones.thigh", "'long'", "number"]),
        (("bones", "thigh"), -1, ["bones.thigh", "above 0"]),
        (("poses", "bridge", "view"), "above", ["poses.bridge.view", "'above'", "side, front, back"]),
        (("poses", "bridge", "frame"), [1, 2], ["poses.bridge.frame", "4 numbers"]),
        (("poses", "bridge", "frame"), [1, 1, 0, 2], ["poses.bridge.frame", "left, bottom, right, top"]),
        (("poses", "bridge", "paths", "both"), ["start", "top"], ["poses.bridge.paths.both", "start, peak"]),
        (("poses", "bridge", "paths"), {}, ["poses.bridge.paths", "at least one path"]),
        (
            ("poses", "bridge", "keys", "peak", "leg_far"),
            [1, True, 3],
            ["peak.leg_far", "3 numbers"],
        ),
        (("poses", "bridge", "keys", "peak", "active"), ["tail"], ["bridge.keys.peak.active", "arm_near"]),
        (
            ("poses", "bridge", "keys", "peak", "pins", 1, "bend"),
            2,
            ["peak.pins[1].bend", "1 or -1"],
        ),
        (("poses", "bridge", "keys", "peak", "trails", 0, "joint"), "tail", ["trails[0].joint", "'tail'"]),
        (("poses", "bridge", "keys", "peak", "lumbar"), None, ["bridge.keys.peak.lumbar", "missing"]),
        (("poses",), [], ["poses", "table"]),
    ],
)
def test_a_mistake_is_named_with_its_place(
    path: tuple[str | int, ...], value: object, words: list[str]
) -> None:
    document = copy.deepcopy(DOCUMENT)
    place: object = document
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    if value is None:
        del place[path[-1]]  # type: ignore[attr-defined]
    else:
        place[path[-1]] = value  # type: ignore[index]
    with pytest.raises(PoseError) as caught:
        parse(document)
    message = str(caught.value)
    assert message.startswith("poses.toml: ") and "\n" not in message
    for word in words:
        assert word in message


def test_an_unknown_pose_is_named_with_those_there_are() -> None:
    with pytest.raises(PoseError, match=r'no pose "handstand"; there are bird_dog'):
        Poses(POSES.bones, POSES.radii, POSES.sets).of("handstand")


def test_feet_that_point_at_the_viewer_are_shorter() -> None:
    standing = still(POSES, "stand_stretch", "reach", 0.0).picture.skeleton
    foot = standing.limbs[next(name for name in standing.limbs if not name.is_arm)]
    assert standing.view in (View.FRONT, View.BACK)
    assert dist(foot.end, foot.tip) == pytest.approx(POSES.bones.front_foot)
