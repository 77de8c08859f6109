"""The catalogue, the poses' document and the tips are found beside the program and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from backbreak.core.catalogue import CatalogueError
from backbreak.storage.catalogue import load_catalogue, load_document, load_tips, read_document


def test_the_built_in_resources_are_read() -> None:
    assert len(load_catalogue().parts) == 7
    assert len(load_tips()) >= 5
    assert "poses" in load_document("poses.toml")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"= nonsense", "is no TOML: .*line 1"),
        (b"a = '\xff'", "is no TOML: .*utf-8"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CatalogueError, match=rf"mine\.toml: {told}") as caught:
        read_document(path)
    assert "\n" not in str(caught.value)
