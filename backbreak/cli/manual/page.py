"""What is told of a command, in pieces: help, man page and the shells' completion are made of them."""

from __future__ import annotations

from dataclasses import dataclass

Codes = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A line to type, whole, and what it does. A test runs every one."""

    typed: str
    does: str


@dataclass(frozen=True, slots=True)
class Form:
    """One way to use a command that has several: the words behind its name, such as "check FILE"."""

    words: str
    does: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about a command that its arguments do not tell themselves."""

    about: str
    """What it is good for, in plain sentences; an empty line begins a new paragraph."""
    examples: tuple[Example, ...]
    forms: tuple[Form, ...] = ()
    codes: Codes = ()
    """Exit codes that mean something particular here."""
    after: str = ""
    """What follows, or where to read on."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of commands, in the order in which people need them."""

    title: str
    pages: dict[str, Page]
