"""What the documents say about the program is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backbreak.cli.table import commands

REPOSITORY = Path(__file__).parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
DOCUMENTS = [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").rglob("*.md"))]


def targets() -> set[str]:
    """What make can be asked for."""
    return set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def test_the_readme_opens_with_a_picture_and_the_two_commands() -> None:
    picture = re.match(r"!\[[^]]+\]\(([^)]+)\)\n\n```sh\nmake run\nmake test\n```\n", README)
    assert picture
    assert (REPOSITORY / picture[1]).read_bytes().startswith(b"\x89PNG")


def test_the_readme_lists_every_command_there_is_and_no_other() -> None:
    table = README.partition("## Commands")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `([a-z]+)", table, re.MULTILINE)
    assert listed == sorted(set(listed), key=listed.index)
    assert set(listed) == {word for word, command in commands().items() if command.listed}


def test_contributing_lists_every_target_there_is() -> None:
    listed = set(
        re.findall(r"^\| `make ([a-z-]+)`", (REPOSITORY / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    )
    assert listed == targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_link_between_the_documents_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_make_target_named_in_a_document_exists(document: Path) -> None:
    named = set(re.findall(r"`make ([a-z-]+)", document.read_text(encoding="utf-8")))
    assert named <= targets()


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog
