"""The exercises, poses and tips that come with the program, read from its resources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from backbreak.core.catalogue import Catalogue, CatalogueError, parse
from backbreak.core.system_errors import reason
from backbreak.storage.places import resource

if TYPE_CHECKING:
    from backbreak.core.tips import Tip


def load_catalogue() -> Catalogue:
    """Return the built-in catalogue; raises CatalogueError for a damaged installation."""
    path = resource("exercises.toml")
    return parse(read_document(path), file=str(path))


def load_tips() -> tuple[Tip, ...]:
    """Return the closing lines, in the file's order."""
    from backbreak.core.tips import parse_tips  # only the windows show them

    path = resource("tips.toml")
    return parse_tips(read_document(path), file=str(path))


def load_document(name: str) -> dict[str, object]:
    """Return a TOML document among the program's resources (`poses.toml`), parsed and unchecked."""
    return read_document(resource(name))


def poses_document(catalogue: Catalogue) -> dict[str, object]:
    """Return the document of poses.toml with the poses that the catalogue's packs bring along."""
    document = load_document("poses.toml")
    poses = document["poses"]
    return document | {"poses": poses | dict(catalogue.poses)} if isinstance(poses, dict) else document


def read_document(path: Path) -> dict[str, object]:
    """Return a TOML file, parsed and unchecked; raises CatalogueError naming it when that is not possible."""
    try:
        return parse_document(path.read_bytes(), path)
    except OSError as error:
        raise CatalogueError("%(file)s: cannot be read: %(why)s", file=path, why=reason(error)) from error


def parse_document(content: bytes, path: Path) -> dict[str, object]:
    """Return what a TOML file's content says, unchecked; raises CatalogueError naming the file."""
    import tomllib  # not before there is something to read: the icon docks without it

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as error:  # not TOML, or not UTF-8
        raise CatalogueError("%(file)s: is no TOML: %(why)s", file=path, why=error) from error
    except RecursionError:
        deep = "%(file)s: is no TOML: lists or tables in each other, too deep to read"
        raise CatalogueError(deep, file=path) from None
