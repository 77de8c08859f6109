"""Messages made to follow a colon, shown alone."""

from __future__ import annotations

import pytest

from backbreak import words
from backbreak.words.sentences import after_colon, sentence


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("there is nothing to do instead", "There is nothing to do instead."),
        ("start: a session is going on", "Start: a session is going on."),
        ("/home/me/log: the disk is full.", "/home/me/log: the disk is full."),
        ("settings.toml: cannot be written", "settings.toml: cannot be written."),
        ("élan: is it?", "Élan: is it?"),
        ("\u2068The file: \u2068it is full.\u2069\u2069", "\u2068The file: \u2068it is full.\u2069\u2069"),
        ("", ""),
    ],
)
def test_it_begins_with_a_capital_and_ends_with_a_stop(message: str, shown: str) -> None:
    assert sentence(message) == shown
    assert sentence(shown) == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "arm up"), ("es", "arm up"), ("de", "Arm up")])
def test_after_a_colon_it_begins_small_where_nouns_do(language: str, shown: str) -> None:
    words.use(language)
    try:
        assert after_colon("Arm up") == shown
    finally:
        words.use("en")
