"""Harmed settings: what nobody touched keeps its value, and what cannot be used is told of once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from random import Random

from fuzz.documents import TIMES, VALUES, plain, toml_value
from fuzz.mutators import harmed

from backbreak.core.settings import DEFAULT, FIELDS, SECTIONS, Problem, Settings, parse, value_of
from backbreak.storage.places import places_for
from backbreak.storage.settings import SettingsError, load, set_value

ODD = (*VALUES, *TIMES)

OWN: Mapping[str, object] = {
    "rhythm.sitting_limit_min": 90, "rhythm.snooze_min": 7.5, "rhythm.snooze_limit": 3,
    "rhythm.reading": True,
    "hours.monday": ["09:00-12:30", "13:30-18:00"], "hours.sunday": ["22:00-06:00"], "session.seconds": 240,
    "session.choice": "one-at-a-time", "session.sofa": False, "session.exclude": ["lumbar"],
    "sound.volume": 0.4,
    "prompt.window": False, "quiet.microphone": False, "look.theme": "dark", "look.language": "de",
    "journal.folder": "~/Sync/breaks",
}  # fmt: skip
"""A file of somebody's who has changed a good deal; every value differs from its default."""


def written(values: Mapping[str, str], chance: Random) -> str:
    """The file, in whatever order: values are as TOML has them, by their full names."""
    sections = list(dict.fromkeys(name.partition(".")[0] for name in values))
    chance.shuffle(sections)
    lines = ["# mine", "future_key = 1"]
    for section in sections:
        lines.append(f"\n[{section}]  # as I like it")
        lines += [f"{name.partition('.')[2]} = {value}" for name, value in values.items()
                  if name.startswith(section + ".")]  # fmt: skip
    return "\n".join([*lines, "newer = [1, 2]", "[unknown]", "a = 1", ""])


FILE = written({name: toml_value(value) for name, value in OWN.items()}, Random(1)).encode()
SETTINGS = parse(tomllib.loads(FILE.decode()))[0]


def judge(
    tables: Mapping[str, object], read: Settings, problems: tuple[Problem, ...], base: Settings
) -> None:
    """Every value is the one that is written, in its one form, or that of `base` with exactly one problem."""
    told = [(problem.section, problem.key) for problem in problems]
    assert len(set(told)) == len(told)
    for problem in problems:
        text = str(problem)
        assert text.isprintable() and len(text) < 300 and problem.section in text and problem.key in text, (
            text
        )
    for section in SECTIONS:
        table = tables.get(section, {})
        assert ((section, "") in told) == (not isinstance(table, Mapping))
    for field in FIELDS:
        table, now = tables.get(field.section, {}), value_of(read, field)
        there = isinstance(table, Mapping) and field.key in table
        if (field.section, field.key) in told:
            assert there and now == value_of(base, field)
        elif isinstance(table, Mapping) and there:
            raw = table[field.key]
            assert type(raw) is type(now) or (isinstance(raw, list | int) and not isinstance(raw, bool)), (
                field.name
            )
            assert now == (tuple(raw) if isinstance(raw, list) else raw) or field.section == "hours", (
                field.name
            )
        else:
            assert now == value_of(base, field), field.name
        assert (
            field.read(list(now) if isinstance(now, tuple) else now) == now
        )  # whatever it is, it can be used


def in_memory(seed: int, count: int) -> int:
    """Read that many harmed files as the storage does; gives how many had something to tell of."""
    chance, odd = Random(seed), 0
    values = {name: toml_value(value) for name, value in OWN.items()}
    for number in range(count):
        content = FILE if chance.random() < 0.4 else b""
        touched: list[str] = []
        if content:
            content = harmed(content, chance)
        else:
            touched = chance.sample([field.name for field in FIELDS], chance.randint(1, 4))
            some = dict(chance.sample(list(values.items()), 5))
            odds = {name: toml_value(plain(chance.choice(ODD))) for name in touched}
            content = written(some | odds, chance).encode()
        try:
            tables = tomllib.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            continue  # told of as a whole, by the storage
        read, problems = parse(tables)
        try:
            judge(tables, read, problems, DEFAULT)
            assert not touched or {problem.section + "." + problem.key for problem in problems} <= set(
                touched
            )
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, number {number}: {content!r}") from error
        odd += bool(problems)
    return odd


def on_disk(seed: int, count: int, folder: Path) -> None:
    """The same through files, over a fleet's; and one value changed in what is left of them."""
    chance = Random(seed)
    places = places_for(folder)
    places.config.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        content = harmed(FILE, chance)
        places.settings_file.write_bytes(content)
        read, problems = load(places)
        try:
            tables = tomllib.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            assert read == DEFAULT and len(problems) == 1, (seed, number)
            tables = None
        else:
            judge(tables, read, problems, DEFAULT)
        assert all(str(places.settings_file) in str(one) and "\n" not in str(one) for one in problems)
        if number % 10 == 0:
            _change(places, content, chance, (seed, number))


def _change(places, content: bytes, chance: Random, place: object) -> None:  # type: ignore[no-untyped-def]
    """A change is made and nothing else is, or it is refused and the file is as it was."""
    before = load(places)[0]
    field = chance.choice(FIELDS)
    wanted = OWN.get(field.name, field.default)
    try:
        kept = set_value(places, field.name, list(wanted) if isinstance(wanted, tuple) else wanted)
    except SettingsError as error:
        assert "\n" not in str(error) and places.settings_file.read_bytes() == content, place
        return
    after = load(places)[0]
    for other in FIELDS:
        assert value_of(after, other) == (kept if other == field else value_of(before, other)), (
            place,
            other.name,
        )
