"""Find every sentence that is translated: in the program's Python, and in the data people read.

`_`, `ngettext` and `pgettext` mark them where they are used. The core, the storage and the door know no
language: their errors carry a message with placeholders (`backbreak.core.errors`), which `words.refusals`
says in the one in use, so there the messages stand in the errors themselves. Exercises and closing lines
come from TOML files, and each text of theirs is a message of its own.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from backbreak.cli import table

ROOT = Path(__file__).resolve().parents[2]
MARKS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
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


@dataclass(frozen=True, slots=True)
class Found:
    """One message where it was found: `message` is a text, or a singular and its plural."""

    message: str | tuple[str, str]
    file: str
    line: int
    notes: tuple[str, ...] = ()
    context: str | None = None


def template() -> Catalog:
    """Everything there is to translate, as the catalogue without a language."""
    catalogue = Catalog(project="backbreak", charset="utf-8", header_comment="# The sentences of backbreak.")
    for one in (*of_python(), *of_exercises(), *of_tips()):
        where = [(one.file, one.line)]
        catalogue.add(one.message, locations=where, auto_comments=one.notes, context=one.context)
    return catalogue


def of_python() -> Iterator[Found]:
    """The messages of the program where it speaks, and where it cannot."""
    for path in sorted((ROOT / "backbreak").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if path.relative_to(ROOT).parts[1] in WITHOUT_WORDS:
            continue
        found = extract_from_file("python", path, MARKS, comment_tags=(COMMENT,), strip_comment_tags=True)
        for line, message, notes, context in found:
            yield Found(message, name, line, tuple(notes), context)
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _without_words()}
    errors = _errors(trees.values())
    for path, tree in trees.items():
        lines = path.read_text(encoding="utf-8").splitlines()
        for line, message in sorted(_messages(tree, errors)):
            yield Found(message, str(path.relative_to(ROOT)), line, _notes(lines, line))


def _without_words() -> list[Path]:
    return [path for room in WITHOUT_WORDS for path in sorted((ROOT / "backbreak" / room).rglob("*.py"))]


def _errors(trees: Iterable[ast.Module]) -> dict[str, int]:
    """What makes a message where there are no words, with the place of its text among the arguments."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    names = {"BackbreakError"}
    while new := {
        one.name
        for one in classes
        if one.name not in names and names & {base.id for base in one.bases if isinstance(base, ast.Name)}
    }:
        names |= new
    return {**dict.fromkeys(names, 0), "Message": 0, "fail": 1, "DoorError": 1}


def _messages(tree: ast.Module, errors: dict[str, int]) -> Iterator[tuple[int, str]]:
    """The texts that errors and messages are made of, each with its line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = errors.get(name, len(node.args))
        if place < len(node.args):
            text = node.args[place]
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
                yield text.lineno, text.value


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
