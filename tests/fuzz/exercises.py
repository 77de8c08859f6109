"""Harmed packs: none crashes, hangs, or hides the built-in exercises or another pack; what is taken works."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from random import Random

from fuzz.documents import TIMES, VALUES, changed
from fuzz.mutators import harmed
from storage.packs import EXAMPLE
from storage.playing import play

from backbreak.core.catalogue import Catalogue
from backbreak.core.packs import Around, Pack, read_pack, with_packs
from backbreak.storage.catalogue import load_catalogue
from backbreak.storage.packs import _known_poses, load_exercises
from backbreak.storage.places import places_for

CATALOGUE = load_catalogue()
AROUND = Around(dict.fromkeys(CATALOGUE.ids, "one that comes with backbreak"), _known_poses())
DOCUMENT = tomllib.loads(EXAMPLE)
SHORT = re.sub(
    r"\n\[\[exercise\]\]\nid = \"hip-opener\".*?(?=\n\[poses)", "\n", EXAMPLE, flags=re.DOTALL
).encode()
"""The example with one of its exercises, which takes half as long to read."""

ODD = (*VALUES, *TIMES, "lunge", "neck_tilt", "mirror", "alternate", 200, 600, "e" * 81)


def whole(catalogue: Catalogue) -> None:
    """The article's exercises are there, each as it ever was."""
    for exercise in CATALOGUE:
        assert catalogue.get(exercise.id).texts.captions == exercise.texts.captions
    assert [one for one in catalogue.ids if one in CATALOGUE.ids] == list(CATALOGUE.ids)


def in_memory(seed: int, count: int) -> int:
    """Read that many harmed packs; gives how many were taken nonetheless."""
    chance, taken = Random(seed), 0
    document = {**DOCUMENT, "exercise": DOCUMENT["exercise"][:1]}
    for number in range(count):
        began = time.process_time()
        if number % 4:
            found: object = changed(document, chance, ODD)
        else:
            found = _parsed(harmed(SHORT, chance))
        if not isinstance(found, Mapping):
            continue
        pack, problems = read_pack(found, "mine", "mine.toml", AROUND)
        assert (pack is None) == bool(problems), (seed, number)
        assert time.process_time() - began < 10, (seed, number)
        for problem in problems:
            assert problem.isprintable() and len(problem) < 2000 and problem.startswith("mine.toml: "), (
                problem
            )
        if pack is not None:
            taken += 1
            _works(pack, thorough=taken % 50 == 0)
    return taken


def _parsed(content: bytes) -> object:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _works(pack: Pack, thorough: bool) -> None:
    catalogue = with_packs(CATALOGUE, [pack])
    whole(catalogue)
    assert pack.exercises and all(one.pack == "mine" for one in pack.exercises)
    for exercise in pack.exercises if thorough else ():
        play(catalogue, exercise.id)


def on_disk(seed: int, count: int, folder: Path) -> None:
    """The same through files, beside a pack that nobody touched."""
    chance = Random(seed)
    places = places_for(folder)
    places.exercises_dir.mkdir(parents=True, exist_ok=True)
    kept = EXAMPLE.replace('id = "', 'id = "kept-')
    (places.exercises_dir / "a-kept.toml").write_text(kept, encoding="utf-8")
    for number in range(count):
        (places.exercises_dir / "mine.toml").write_bytes(harmed(EXAMPLE.encode(), chance))
        began = time.process_time()
        catalogue, problems = load_exercises(places)
        assert time.process_time() - began < 10, (seed, number)
        whole(catalogue)
        assert {"kept-neck-tilt", "kept-hip-opener"} <= set(catalogue.ids)
        mine = [exercise.id for exercise in catalogue if exercise.pack == "mine"]
        assert bool(mine) != bool(problems), (seed, number)
        for exercise in mine[: number % 10 == 0]:
            play(catalogue, exercise)
