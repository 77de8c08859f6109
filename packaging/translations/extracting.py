"""Find every sentence that is translated: in the program's Python, and in the data people read.

`_`, `ngettext` and `pgettext` mark them where they are used. The core, the storage and the door know no
language: their errors carry a message with placeholders (`backbreak.core.errors`), which `words.refusals`
says in the one in use, so there the messages stand in the errors themselves. Exercises and closing lines
come from TOML files, and each text of theirs is a message of its own.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from backbreak.cli import table

ROOT = Path(__file__).resolve().parents[2]
MARKS = {"_": (1,), "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
WITHOUT_WORDS = ("core", "storage", "door")
"""The rooms whose errors are messages, because they may not know `backbreak.words`."""
COMMENT = "Translators:"
SPOKEN = "Spoken, and shown below the figure."
NOTES = {
    "name": "The exercise's name.",
    "position": "The position it is done in; shown below its name.",
    "needs": "What it needs of the room.",
    "trains": "What the article says it is for. Never promise more.",
    "prepare": "Spoken first, while somebody takes the position.",
    "steps": "One of its steps, read beforehand.",
    "feel": "Where one should feel it, read beforehand.",
    "caution": "What to mind, read beforehand.",
    "easier": "Spoken in the middle of a repetition to somebody who asked for it easier: one breath.",
}

_Raw: TypeAlias = tuple[int, str, list[str | None], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """One message where it was found: `message` is a text, or a singular and its plural."""

    message: str | tuple[str, str]
    file: str
    line: int
    notes: tuple[str, ...] = ()
    context: str | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """A text with a name, and the lines from which and up to which it is known by it."""

    name: str
    text: str
    line: int
    last_line: int


def template() -> Catalog:
    """Everything there is to translate, as the catalogue without a language."""
    catalogue = Catalog(project="backbreak", charset="utf-8", header_comment="# The sentences of backbreak.")
    for one in (*of_python(), *of_exercises(), *of_tips()):
        where = [(one.file, one.line)]
        catalogue.add(one.message, locations=where, auto_comments=one.notes, context=one.context)
    return catalogue


def of_python() -> Iterator[Found]:
    """The messages of the program where it speaks, and where it cannot."""
    errors = _errors(ast.parse(path.read_text(encoding="utf-8")) for path in _without_words())
    for path in sorted((ROOT / "backbreak").rglob("*.py")):
        with path.open("rb") as file:
            found = extract(_in_source, file, {**MARKS, **(errors if path in _without_words() else {})})
            for line, message, notes, context in found:
                yield Found(message, str(path.relative_to(ROOT)), line, tuple(notes), context)


def _in_source(file: BinaryIO, marks: Collection[str], _tags: object, options: object) -> Iterator[_Raw]:
    """A method of Babel's `extract` that reads the syntax tree: it sees what stands within f-strings too."""
    source = file.read().decode("utf-8")
    lines = source.splitlines()
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in marks]
    named = _named(tree) if any(isinstance(one, ast.Name) for node in calls for one in node.args) else []
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        texts = [_text(one, named) for one in node.args]
        if any(isinstance(text, str) for text in texts):
            yield node.lineno, called(node), texts, _notes(lines, node.lineno)


def _text(argument: ast.expr, named: list[_Named]) -> str | None:
    """What stands there: a text, or the name that was last given to one in the same block, or around it."""
    match argument:
        case ast.Constant(str(text)):
            return text
        case ast.Name(name):
            at = argument.lineno
            fitting = [one for one in named if one.name == name and one.line < at <= one.last_line]
            return max(fitting, key=lambda one: one.line).text if fitting else None
    return None


def _named(tree: ast.Module) -> list[_Named]:
    """Every text that is given a name."""
    blocks = (getattr(node, key, None) for node in ast.walk(tree) for key in ("body", "orelse", "finalbody"))
    return [
        _Named(name, text, statement.lineno, block[-1].end_lineno or 0)
        for block in blocks
        if isinstance(block, list)
        for statement in block
        if isinstance(statement, ast.Assign)
        for name, text in _pair(statement)
    ]


def _pair(statement: ast.Assign) -> Iterator[tuple[str, str]]:
    match statement:
        case ast.Assign([ast.Name(name)], ast.Constant(str(text))):
            yield name, text


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _without_words() -> list[Path]:
    return [path for room in WITHOUT_WORDS for path in sorted((ROOT / "backbreak" / room).rglob("*.py"))]


def _errors(trees: Iterable[ast.Module]) -> dict[str, tuple[int]]:
    """What makes a message where there are no words, and which of its arguments that is, from 1."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    names = {"BackbreakError"}
    while new := {
        one.name
        for one in classes
        if one.name not in names and names & {base.id for base in one.bases if isinstance(base, ast.Name)}
    }:
        names |= new
    return {**dict.fromkeys(names, (1,)), "Message": (1,), "fail": (2,), "DoorError": (2,)}


def _notes(lines: list[str], line: int) -> tuple[str, ...]:
    """The comment for translators in the lines above."""
    notes: list[str] = []
    for above in reversed(lines[: line - 1]):
        text = above.strip()
        if not text.startswith("#"):
            return ()
        notes.insert(0, text.removeprefix("#").strip())
        if notes[0].startswith(COMMENT):
            return (" ".join(notes).removeprefix(COMMENT).strip(),)
    return ()


def of_exercises() -> Iterator[Found]:
    """The messages of the exercises."""
    file = "resources/exercises.toml"
    for exercise in tomllib.loads((ROOT / file).read_text(encoding="utf-8"))["exercise"]:
        for key, note in NOTES.items():
            for text in _texts(exercise.get(key, "")):
                yield Found(text, file, 0, (f"{exercise['id']}: {note}",))
        for side, text in exercise.get("side_names", {}).items():
            yield Found(text, file, 0, (f"{exercise['id']}: names the {side} side; spoken and shown.",))
        for phase, text in exercise.get("words", {}).items():
            note = f"{exercise['id']}: the word for the phase “{phase}”; spoken, and shown very large."
            yield Found(text, file, 0, (note,))
        for phase, side, text in _captions(exercise.get("captions", {})):
            where = f" of the {side} side" if side else ""
            yield Found(text, file, 0, (f"{exercise['id']}: the phase “{phase}”{where}. {SPOKEN}",))


def of_tips() -> Iterator[Found]:
    """The messages of the lines that close a session."""
    file = "resources/tips.toml"
    for tip in tomllib.loads((ROOT / file).read_text(encoding="utf-8"))["tip"]:
        yield Found(tip["text"], file, 0, ("Closes a session. It is the article's advice, and says so.",))


def commands() -> set[str]:
    """The words that are typed after `backbreak`, which stay as they are in every language."""
    return set(table.commands())


def _texts(value: object) -> list[str]:
    """The texts of a value of the file: alone, in a list, for each side, or with its mark and reason."""
    match value:
        case str():
            return [value] if value else []
        case list():
            return [text for one in value for text in _texts(one)]
        case {"value": inner}:
            return _texts(inner)
        case dict():
            return [text for one in value.values() for text in _texts(one)]
        case _:
            return []


def _captions(table: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """Each caption as phase, side (or none) and text."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((phase, key, text) for phase, text in value.items())
        elif isinstance(value, str):
            yield key, "", value
