"""The packs in a home's exercises folder: found, read with care, and added to the built-in exercises.

A file that is no pack, is broken, or takes an id that is taken, is left out and told of; the others work.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backbreak.core.catalogue import Catalogue, CatalogueError
from backbreak.core.errors import Message
from backbreak.core.packs import Around, Pack, read_pack, with_packs
from backbreak.core.system_errors import reason
from backbreak.storage.catalogue import load_catalogue, parse_document
from backbreak.storage.durable import replace_file
from backbreak.storage.places import CLOEXEC, Places, make_private, resource

SUFFIX = ".toml"
LARGEST_BYTES = 256 * 1024
MOST_FILES = 64
_MOST_DOTS = 64  # on one line: reading a key of a thousand parts takes minutes, and no sentence has so many


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the folder: the pack in it, or why there is none, one line for each mistake.

    A pack that was examined may have problems and work: those of its pictures.
    """

    path: Path
    pack: Pack | None
    problems: tuple[str, ...] = ()


def load_exercises(places: Places) -> tuple[Catalogue, tuple[str, ...]]:
    """Return every exercise of a home, and what is wrong with the packs that were left out.

    Raises CatalogueError for a damaged installation only.
    """
    catalogue = load_catalogue()
    found = find_packs(places.exercises_dir, catalogue)
    packs = [file.pack for file in found if file.pack is not None]
    return with_packs(catalogue, packs), tuple(problem for file in found for problem in file.problems)


def find_packs(folder: Path, catalogue: Catalogue) -> tuple[PackFile, ...]:
    """Read every pack of a folder, by name; of two that use the same id the later one is left out."""
    taken = _taken(catalogue)
    found: list[PackFile] = []
    names = _names(folder)
    for path in names[:MOST_FILES]:
        file = read_file(path, taken)
        found.append(file)
        if file.pack is not None:
            taken |= {exercise.id: path.name for exercise in file.pack.exercises}
    for path in names[MOST_FILES:]:
        told = "%(file)s: is one more than %(most)d packs; put some into one file"
        found.append(PackFile(path, None, (Message(told, file=path, most=MOST_FILES),)))
    return tuple(found)


def examine_packs(folder: Path, catalogue: Catalogue) -> tuple[PackFile, ...]:
    """As `find_packs`, and with what is wrong with the pictures of packs that work all the same."""
    from backbreak.storage.pictures import picture_problems  # whoever only reads packs does without

    return tuple(
        PackFile(file.path, file.pack, (*file.problems, *picture_problems(file.pack, file.path)))
        if file.pack is not None
        else file
        for file in find_packs(folder, catalogue)
    )


def check_file(path: Path, places: Places) -> PackFile:
    """Read a file as it would be in the home's folder, where one of the same name would be replaced by it."""
    catalogue = load_catalogue()
    taken = _taken(catalogue)
    for other in find_packs(places.exercises_dir, catalogue):
        if other.pack is not None and other.path.name != path.name:
            taken |= {exercise.id: other.path.name for exercise in other.pack.exercises}
    from backbreak.storage.pictures import picture_problems  # whoever only reads packs does without

    found = read_file(path, taken)
    problems = picture_problems(found.pack, path) if found.pack is not None else ()
    return PackFile(path, None, problems) if problems else found


def add_pack(file: PackFile, places: Places, *, replace: bool = False) -> PackFile:
    """Copy a pack that was found good, and its pictures, into the home's folder; give it as it lies there.

    Raises CatalogueError where another file has its name, unless that may be replaced, and StorageError.
    """
    if file.path.suffix != SUFFIX or file.path.name.startswith("."):
        told = "%(file)s: a pack's name ends in %(suffix)s and begins with no dot; rename it"
        raise CatalogueError(told, file=file.path, suffix=SUFFIX)
    target = places.exercises_dir / file.path.name
    contents = {places.exercises_dir / name: content for name, content in _pictures(file)}
    contents[target] = read_bytes(file.path)  # last, so that a pack is never there without them
    for path, content in contents.items():
        if path.exists() and not replace and not _holds(path, content):
            told = "%(file)s: another is there already: add --replace to put this in its place"
            raise CatalogueError(told, file=path)
    make_private(places.exercises_dir)
    for path, content in contents.items():
        replace_file(path, content)
    return PackFile(target, file.pack)


def _pictures(file: PackFile) -> Iterator[tuple[str, bytes]]:
    """The pictures a pack names; raises CatalogueError for one that cannot be read any more."""
    from backbreak.storage.pictures import PictureError, read_picture

    for exercise in file.pack.exercises if file.pack else ():
        pictures = exercise.pictures
        if pictures is None:
            continue
        for picture in pictures.by_phase.values():
            try:
                yield picture.name, read_picture(pictures, picture.name)
            except PictureError as error:
                raise CatalogueError(
                    "%(file)s: %(name)s %(why)s", file=file.path, name=picture.name, why=error.told
                ) from error


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has this content."""
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError:
        return False


def read_file(path: Path, taken: dict[str, str]) -> PackFile:
    """Read one pack; `taken` are the ids it may not use, each with whose it is."""
    try:
        document = parse_document(read_bytes(path), path)
    except CatalogueError as error:
        return PackFile(path, None, (error.told,))
    around = Around(taken, _known_poses(), str(path.parent))
    return PackFile(path, *read_pack(document, path.stem, str(path), around))


def read_bytes(path: Path) -> bytes:
    """Return what is in a file that may be anything; raises CatalogueError for what no pack is."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | CLOEXEC)  # a pipe would wait
        with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a name
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise CatalogueError("%(file)s: is no file", file=path)
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise CatalogueError("%(file)s: cannot be read: %(why)s", file=path, why=reason(error)) from error
    if len(content) > LARGEST_BYTES:
        told = "%(file)s: is larger than a pack may be, %(kib)d KiB"
        raise CatalogueError(told, file=path, kib=LARGEST_BYTES // 1024)
    for number, line in enumerate(content.splitlines(), start=1):
        if line.count(b".") > _MOST_DOTS:
            told = "%(file)s: line %(line)d has more than %(most)d dots; make it shorter"
            raise CatalogueError(told, file=path, line=number, most=_MOST_DOTS)
    return content


def _names(folder: Path) -> list[Path]:
    """The files that want to be packs, by name; none where there is no folder to look into."""
    try:
        found = list(folder.iterdir())
    except OSError:
        return []
    return sorted(path for path in found if path.suffix == SUFFIX and not path.name.startswith("."))


def _taken(catalogue: Catalogue) -> dict[str, str]:
    return dict.fromkeys(catalogue.ids, Message("one that comes with backbreak"))


def _known_poses() -> tuple[str, ...]:
    """The poses that come with the program: their headings are enough, and reading all takes 20 ms."""
    return tuple(re.findall(r"^\[poses\.(\w+)\]$", resource("poses.toml").read_text("utf-8"), re.MULTILINE))
