"""The tools for translators are scripts; the tests ask them what the translators are told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "packaging" / "translations"


@pytest.fixture(scope="session", autouse=True)
def translation_tools() -> Iterator[None]:
    """`import catalogues, checking, extracting` find them."""
    sys.path.insert(0, str(TOOLS))
    yield
    sys.path.remove(str(TOOLS))


@pytest.fixture(scope="session")
def template(translation_tools: None) -> Any:
    """All there is to translate, collected anew."""
    import extracting

    return extracting.template()
