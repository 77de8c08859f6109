"""What the core's tests share."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from backbreak.core.catalogue import Catalogue, parse


@pytest.fixture(scope="session")
def exercises_document(repository: Path) -> dict[str, object]:
    """The built-in catalogue as TOML gives it."""
    return tomllib.loads((repository / "resources" / "exercises.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def catalogue(exercises_document: dict[str, object]) -> Catalogue:
    """The built-in catalogue."""
    return parse(exercises_document)
