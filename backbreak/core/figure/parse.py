"""Reading poses.toml, already turned into tables by the storage layer, into `Poses`; and the poses of packs.

Every complaint says where it is, what was found and what is wanted, because packs of exercises are written by
people. Unknown keys are ignored, so that newer files stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from math import inf
from typing import TypeGuard, TypeVar

from backbreak.core.errors import Message
from backbreak.core.located import shown, suggestion

from .model import Bones, Key, Limb, LimbName, Pin, PoseError, Poses, PoseSet, Radii, Sides, Trail, View
from .model import Pose as PoseValue

Name = TypeVar("Name", bound=StrEnum)
SPINE = ("pelvis", "waist", "neck", "head")
PARTS = ("root", "mid", "end", "tip")
LARGEST = 3600.0
"""Ten turns, in degrees; no number in a pose is larger, nor less than its negative."""
FARTHEST = 10.0
"""How far from the origin anything may be, in body heights."""
SMALLEST_FRAME = 0.1
LONGEST_NAME = 40
_SET_KEYS = ("view", "sides", "frame", "mat", "sofa", "paths", "keys")
_KEY_KEYS = ("pelvis", "lumbar", "chest", "neck", *LimbName, "pins", "active", "trails")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file together with its place in it, for messages."""

    where: str
    values: Mapping[str, object]
    file: str

    def fail(self, key: str, wanted: str, **values: object) -> PoseError:
        told = {"place": f"{self.file}: {self.where}.{key}", "wanted": Message(wanted, **values)}
        if key not in self.values:
            return PoseError("%(place)s: it is missing; it must be %(wanted)s", **told)
        return PoseError("%(place)s: %(found)s is not %(wanted)s", found=shown(self.values[key]), **told)

    def number(self, key: str, most: float = LARGEST) -> float:
        value = self.values.get(key)
        if not _is_number(value, most):
            if not _is_number(value):
                raise self.fail(key, "a number")
            raise self.fail(key, "from -%(most)g to %(most)g", most=most)
        return value

    def length(self, key: str) -> float:
        value = self.number(key)
        if value <= 0:
            raise self.fail(key, "a length above 0")
        return value

    def numbers(self, key: str, count: int, most: float = LARGEST) -> tuple[float, ...]:
        value = self.values.get(key)
        if not isinstance(value, Sequence) or len(value) != count or not all(map(_is_number, value)):
            raise self.fail(key, "a list of %(count)d numbers", count=count)
        if not all(_is_number(item, most) for item in value):
            raise self.fail(
                key, "a list of %(count)d numbers from -%(most)g to %(most)g", count=count, most=most
            )
        return tuple(float(item) for item in value)

    def choice(self, key: str, kind: type[Name]) -> Name:
        value = self.values.get(key)
        if not isinstance(value, str) or value not in set(kind):
            raise self.fail(key, "one of %(names)s", names=", ".join(kind))
        return kind(value)

    def names(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or any(not isinstance(item, str) for item in value):
            raise self.fail(key, "a list of names")
        return tuple(value)

    def table(self, key: str) -> _Table:
        value = self.values.get(key)
        if not isinstance(value, Mapping):
            raise self.fail(key, "a table")
        return _Table(f"{self.where}.{key}" if self.where else key, value, self.file)

    def tables(self, key: str) -> list[_Table]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or any(not isinstance(item, Mapping) for item in value):
            raise self.fail(key, "a list of tables")
        return [_Table(f"{self.where}.{key}[{i}]", item, self.file) for i, item in enumerate(value)]


def _is_number(value: object, most: float = inf) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and -most <= value <= most


def parse(document: Mapping[str, object], file: str = "poses.toml") -> Poses:
    """Read the tables of poses.toml; raises PoseError naming the place of the first mistake."""
    top = _Table("", document, file)
    bones, radii, sets = top.table("bones"), top.table("radii"), top.table("poses")
    return Poses(
        bones=Bones(**{each.name: bones.length(each.name) for each in fields(Bones)}),
        radii=Radii(**{each.name: radii.length(each.name) for each in fields(Radii)}),
        sets={name: _pose_set(name, sets.table(name)) for name in sets.values},
    )


def check_poses(sets: Mapping[str, object], file: str) -> None:
    """Raise PoseError for the first mistake in the pose sets of a pack, unknown keys among them."""
    top = _Table("poses", sets, file)
    for name in sets:
        table = top.table(name)
        _only(table, _SET_KEYS)
        keys = table.table("keys")
        for key in (*keys.values, *table.table("paths").values):
            if not (key.isascii() and key.isidentifier() and len(key) <= LONGEST_NAME):
                told = "%(place)s: %(key)s is no name for a key or a path"
                raise PoseError(told, place=f"{file}: {table.where}", key=shown(key))
        for key in keys.values:
            _only(keys.table(key), _KEY_KEYS)
        _pose_set(name, table)


def _only(table: _Table, known: Sequence[str]) -> None:
    for key in table.values:
        if key not in known:
            hint = suggestion(key, known)
            place = f"{table.file}: {table.where}"
            raise PoseError(
                "%(place)s: %(key)s is not known here; %(hint)s", place=place, key=shown(key), hint=hint
            )


def _pose_set(name: str, table: _Table) -> PoseSet:
    left, bottom, right, top = table.numbers("frame", 4, FARTHEST)
    if not (left + SMALLEST_FRAME <= right and bottom < 0 < top and bottom + SMALLEST_FRAME <= top):
        raise table.fail("frame", "left, bottom, right, top around the floor at 0")
    mat = table.numbers("mat", 2, FARTHEST) if "mat" in table.values else None
    keys = table.table("keys")
    found = {key: _key(keys.table(key)) for key in keys.values}
    return PoseSet(
        id=name,
        view=table.choice("view", View),
        sides=table.choice("sides", Sides),
        frame=(left, bottom, right, top),
        mat=(mat[0], mat[1]) if mat else None,
        sofa=table.number("sofa", FARTHEST) if "sofa" in table.values else None,
        keys=found,
        paths=_paths(table.table("paths"), found),
    )


def _paths(table: _Table, keys: Mapping[str, Key]) -> dict[str, tuple[str, ...]]:
    found = {name: table.names(name) for name in table.values}
    for name, path in found.items():
        if len(path) < 2 or any(key not in keys for key in path):
            raise table.fail(name, "a list of at least two of the keys %(names)s", names=", ".join(keys))
    if not found:
        place = f"{table.file}: {table.where}"
        raise PoseError("%(place)s: there must be at least one path of keys", place=place)
    return found


def _key(table: _Table) -> Key:
    x, y = table.numbers("pelvis", 2, FARTHEST)
    pose = PoseValue(
        pelvis=(x, y),
        lumbar=table.number("lumbar"),
        chest=table.number("chest"),
        neck=table.number("neck"),
        limbs={name: Limb(*table.numbers(name, 3)) for name in LimbName},
    )
    return Key(
        pose=pose,
        pins=tuple(_pin(each) for each in table.tables("pins")),
        active=tuple(_limb(table, name) for name in table.names("active")),
        trails=tuple(_trail(each) for each in table.tables("trails")),
    )


def _limb(table: _Table, name: str) -> LimbName:
    if name not in set(LimbName):
        raise table.fail("active", "a list of %(names)s", names=", ".join(LimbName))
    return LimbName(name)


def _pin(table: _Table) -> Pin:
    bend = table.number("bend")
    if bend not in (1, -1):
        raise table.fail("bend", "1 or -1")
    x, y = table.numbers("at", 2, FARTHEST)
    return Pin(table.choice("limb", LimbName), (x, y), int(bend))


def _trail(table: _Table) -> Trail:
    joints = [*SPINE, *(f"{limb}.{part}" for limb in LimbName for part in PARTS)]
    joint = table.values.get("joint")
    if not isinstance(joint, str) or joint not in joints:
        raise table.fail("joint", "a joint such as head, arm_near.tip or leg_far.end")
    return Trail(joint, table.number("offset", FARTHEST))
